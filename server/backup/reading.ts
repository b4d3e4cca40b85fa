import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import { isId } from '@kopa/shared/ids.ts'
import { mostFileBytes } from '@kopa/shared/files/contract.ts'
import { hasEndMark } from './end-mark.ts'
import { names, pieceBytes, pieceName, readHead, readManifest, sha256Of, sumLine, type Head, type Manifest } from './format.ts'
import { readTarHeader, tarBlock, tarEnd, tarPadding } from './tar.ts'

/** Who is told what is in a backup, in its order. A piece of a table is whole when it is handed over; a file is known to be only afterwards. */
export interface Hearer {
  head?: (head: Head) => Promise<void>
  piece?: (table: string, bytes: Buffer) => Promise<void>
  file?: (id: string, bytes: AsyncIterable<Buffer>) => Promise<void>
}

export interface ReadBackup { head: Head, manifest: Manifest, /** of manifest.json: it stands for everything in the backup */ hash: string }

/** The file is no backup, or not a whole one. The message is a sentence. */
export class DamagedBackup extends Error {}

/** JSON in a backup is no longer than this. */
const mostJson = 64 * 1024 * 1024

/** Reads a whole backup and checks everything that can be checked without a database. @throws DamagedBackup */
export async function readBackup(file: string, hearer: Hearer = {}): Promise<ReadBackup> {
  if (!await hasEndMark(file).catch((error: unknown) => { throw asDamage(file, error) })) throw asDamage(file, new DamagedBackup('it was cut off, or is something else'))
  const source = createReadStream(file)
  const plain = createZstdDecompress()
  source.on('error', error => plain.destroy(error))
  try {
    return await new Reader(source.pipe(plain), hearer).read()
  } catch (error) {
    throw asDamage(file, error)
  } finally {
    plain.destroy()
    source.destroy()
  }
}

function asDamage(file: string, error: unknown): unknown {
  if (error instanceof DamagedBackup || error instanceof RangeError) return new DamagedBackup(`${file} is not a whole backup of Kopa: ${error.message}.`)
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (code.startsWith('ZSTD_') || code === 'Z_BUF_ERROR') return new DamagedBackup(`${file} is not a whole backup of Kopa: it cannot be unpacked.`)
  return syscall === 'open' || syscall === 'read' ? new DamagedBackup(`${file} cannot be read: ${code}.`) : error
}

interface Entry { name: string, size: number }

class Reader {
  #bytes: ByteReader
  #hearer: Hearer
  /** of the lines that SHA256SUMS must have */
  #sums = createHash('sha256')
  #entry: Entry | null = null

  constructor(chunks: AsyncIterable<Buffer>, hearer: Hearer) {
    this.#bytes = new ByteReader(chunks)
    this.#hearer = hearer
  }

  async read(): Promise<ReadBackup> {
    await this.#next()
    const head = readHead(await this.#whole(names.head, mostJson))
    if (!head) throw new DamagedBackup('this Kopa does not know its format')
    await this.#hearer.head?.(head)
    for (const { name } of head.tables) await this.#table(name)
    const files = await this.#files()
    const sums = this.#sums.digest('hex')
    const list = await this.#take(names.sums, Number.MAX_SAFE_INTEGER, async bytes => { for await (const _ of bytes) continue })
    const text = await this.#whole(names.manifest, mostJson)
    const manifest = readManifest(text)
    if (!manifest || list !== sums || manifest.sums !== sums) throw new DamagedBackup('its hashes are not those of what is in it')
    if (files !== manifest.files) throw new DamagedBackup('files are missing in it')
    if (this.#entry || !(await this.#bytes.rest(tarEnd.length)).equals(tarEnd.subarray(tarBlock))) throw new DamagedBackup('there is more in it than there should be')
    return { head, manifest, hash: sha256Of(text) }
  }

  async #table(name: string): Promise<void> {
    for (let number = 1; this.#entry?.name === pieceName(name, number); number++) {
      const bytes = await this.#whole(pieceName(name, number), pieceBytes)
      await this.#hearer.piece?.(name, bytes)
    }
  }

  /** In the order of their ids, so that none is there twice. */
  async #files(): Promise<number> {
    let count = 0
    let last = ''
    for (let id = this.#fileId(); id !== null; id = this.#fileId()) {
      if (id <= last) throw new DamagedBackup('its files are not in their order')
      last = id
      count++
      await this.#take(`files/${id}`, mostFileBytes, bytes => this.#hearer.file?.(last, bytes) ?? drain(bytes))
    }
    return count
  }

  #fileId(): string | null {
    const id = this.#entry?.name.startsWith('files/') ? this.#entry.name.slice('files/'.length) : null
    return id !== null && isId(id) ? id : null
  }

  async #whole(name: string, most: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    await this.#take(name, most, async bytes => { for await (const chunk of bytes) chunks.push(chunk) })
    return Buffer.concat(chunks)
  }

  /** Reads the part that must come now, and answers its hash. */
  async #take(name: string, most: number, use: (bytes: AsyncIterable<Buffer>) => Promise<void>): Promise<string> {
    const entry = this.#entry
    if (entry?.name !== name) throw new DamagedBackup(entry ? `${printable(entry.name)} stands where ${name} should be` : `it ends before ${name}`)
    if (entry.size > most) throw new DamagedBackup(`${name} is too large`)
    const hash = createHash('sha256')
    await use(this.#bytes.some(entry.size, hash))
    await this.#bytes.exactly(tarPadding(entry.size).length)
    const sha256 = hash.digest('hex')
    if (name !== names.sums && name !== names.manifest) this.#sums.update(sumLine(name, sha256))
    await this.#next()
    return sha256
  }

  async #next(): Promise<void> {
    this.#entry = readTarHeader(await this.#bytes.exactly(tarBlock))
  }
}

async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes) continue
}

/** A name out of a hostile file must not reach the terminal as it is. */
const printable = (name: string): string => JSON.stringify(name.slice(0, 100)).replace(/[^ -~]/g, '?')

/** So many bytes at a time, out of chunks of any size. */
class ByteReader {
  #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async exactly(size: number): Promise<Buffer> {
    const found: Buffer[] = []
    for await (const chunk of this.some(size)) found.push(chunk)
    return found.length === 1 && found[0] ? found[0] : Buffer.concat(found)
  }

  async* some(size: number, hash?: { update: (bytes: Buffer) => unknown }): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const chunk = await this.#upTo(left)
      left -= chunk.length
      hash?.update(chunk)
      yield chunk
    }
  }

  /** All that is left, up to `most`: reaching the end is what proves the last checksum. */
  async rest(most: number): Promise<Buffer> {
    const found = [this.#rest]
    for (let size = this.#rest.length; size <= most;) {
      const { value, done } = await this.#chunks.next()
      if (done) break
      found.push(value)
      size += value.length
    }
    return Buffer.concat(found)
  }

  async #upTo(most: number): Promise<Buffer> {
    if (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next()
      if (done) throw new DamagedBackup('it ends in the middle')
      this.#rest = value
    }
    const chunk = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(chunk.length)
    return chunk
  }
}
