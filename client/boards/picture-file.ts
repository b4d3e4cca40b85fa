import { Zip, ZipPassThrough } from 'fflate'
import { savedName } from '../ui/save-file.ts'

/** Pictures in one file, under names that sort as they follow each other. They are packed already: a zip only holds them together. */
export class PictureFile {
  readonly #parts: Uint8Array<ArrayBuffer>[] = []
  readonly #zip = new Zip((error, bytes) => {
    if (error) throw error
    this.#parts.push(bytes)
  })
  readonly #title: string
  readonly #count: number
  #number = 0

  constructor(title: string, count: number) {
    this.#title = title
    this.#count = count
  }

  async add(picture: Blob): Promise<void> {
    this.#number++
    const number = String(this.#number).padStart(String(this.#count).length, '0')
    const entry = new ZipPassThrough(savedName(`${this.#title} ${number}.png`))
    this.#zip.add(entry)
    entry.push(new Uint8Array(await picture.arrayBuffer()), true)
  }

  end(): Blob {
    this.#zip.end()
    return new Blob(this.#parts, { type: 'application/zip' })
  }
}
