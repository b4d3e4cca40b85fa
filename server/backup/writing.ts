import { createHash } from 'node:crypto'
import { fileName, names, pieceBytes, pieceName, sha256Of, sumLine, type Head, type Manifest, type Table } from './format.ts'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

/** What a backup is made of, all of one moment. */
export interface Source {
  head: Head
  /** The rows of a table as COPY writes them; `count` is known when all have been read. */
  rowsOf: (table: Table) => { bytes: AsyncIterable<Buffer>, count: () => number }
  fileIds: readonly string[]
  /** null: it is not there */
  openFile: (id: string) => Promise<{ size: number, bytes: AsyncIterable<Buffer> } | null>
  /** Told of what was written last. */
  progress: (what: string) => void
}

/** The archive, piece by piece (format.ts); the manifest is what it returns. */
export async function* archiveOf(source: Source): AsyncGenerator<Buffer, Manifest> {
  const sums: string[] = []
  const whole = function* (name: string, bytes: Buffer) {
    yield* [tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]
    sums.push(sumLine(name, sha256Of(bytes)))
  }
  yield* whole(names.head, json(source.head))
  const rows: Record<string, number> = {}
  for (const table of source.head.tables) {
    const { bytes, count } = source.rowsOf(table)
    let number = 0
    for await (const piece of piecesOf(bytes)) yield* whole(pieceName(table.name, ++number), piece)
    rows[table.name] = count()
    source.progress(`${table.name}: ${count()} rows`)
  }
  const missing = yield* filesOf(source, sums)
  const list = Buffer.from(sums.join(''))
  yield* whole(names.sums, list)
  const manifest: Manifest = { format: 'kopa backup', v: 1, rows, files: source.fileIds.length - missing.length, missing, sums: sha256Of(list) }
  yield* whole(names.manifest, json(manifest))
  yield tarEnd
  return manifest
}

/** @returns the ids of those that are not there */
async function* filesOf({ fileIds, openFile, progress }: Source, sums: string[]): AsyncGenerator<Buffer, string[]> {
  const missing: string[] = []
  for (const [index, id] of fileIds.entries()) {
    const file = await openFile(id)
    if (!file) {
      missing.push(id)
      continue
    }
    const name = fileName(id)
    const hash = createHash('sha256')
    let size = 0
    yield tarHeader(name, file.size)
    for await (const chunk of file.bytes) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
    if (size !== file.size) throw new Error(`The file ${id} changed while it was read.`)
    yield tarPadding(size)
    sums.push(sumLine(name, hash.digest('hex')))
    if ((index + 1) % 1000 === 0) progress(`${index + 1} of ${fileIds.length} files`)
  }
  return missing
}

/** Larger chunks out of the many small ones in which rows come. */
async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + pieceBytes - size)
      gathered.push(part)
      size += part.length
      from += part.length
      if (size < pieceBytes) continue
      yield Buffer.concat(gathered)
      gathered = []
      size = 0
    }
  }
  if (size > 0) yield Buffer.concat(gathered)
}

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
