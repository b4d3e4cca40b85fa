import { createHash } from 'node:crypto'

/**
 * A backup is a tar archive, compressed with zstd, in this order:
 *
 *     kopa-backup.json         when it was made, up to which migration, the tables with their columns
 *     tables/<table>/<number>  the rows as PostgreSQL's COPY writes them, as text, in pieces
 *     files/<id>               uploaded files
 *     SHA256SUMS               of all of the above, as sha256sum reads it
 *     manifest.json            how many rows and files there are, and the hash of SHA256SUMS
 *
 * and after it a mark that the file is whole (end-mark.ts). `tar --zstd -xf` unpacks it and `sha256sum -c SHA256SUMS` checks it, without Kopa.
 */
export const names = { head: 'kopa-backup.json', sums: 'SHA256SUMS', manifest: 'manifest.json' } as const

export interface Table { name: string, columns: string[] }

export interface Head {
  format: 'kopa backup'
  v: 1
  /** ISO 8601: the rows are those of this moment */
  at: string
  migrations: string[]
  tables: Table[]
}

export interface Manifest {
  format: 'kopa backup'
  v: 1
  rows: Record<string, number>
  files: number
  /** files that have a row and were not there */
  missing: string[]
  sums: string
}

/** bytes of one piece of a table */
export const pieceBytes = 4 * 1024 * 1024

export const pieceName = (table: string, number: number): string => `tables/${table}/${String(number).padStart(6, '0')}`
export const fileName = (id: string): string => `files/${id}`

/** The line of one part in SHA256SUMS. */
export const sumLine = (name: string, sha256: string): string => `${sha256}  ${name}\n`
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

type Fields = Record<string, unknown>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(item => typeof item === 'string')
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isTable = (value: unknown): boolean => isObject(value) && typeof value['name'] === 'string' && /^[a-z][a-z0-9_]{0,62}$/.test(value['name']) && isTexts(value['columns'])

/** null: not the head of a backup that this Kopa can read. */
export function readHead(bytes: Buffer): Head | null {
  const value = parse(bytes)
  const isHead = isOurs(value) && typeof value['at'] === 'string' && isTexts(value['migrations']) && Array.isArray(value['tables']) && value['tables'].every(isTable)
  // Every field was looked at.
  return isHead ? value as unknown as Head : null
}

export function readManifest(bytes: Buffer): Manifest | null {
  const value = parse(bytes)
  const isManifest = isOurs(value) && isObject(value['rows']) && Object.values(value['rows']).every(isCount) && isCount(value['files']) && isTexts(value['missing']) && typeof value['sums'] === 'string'
  return isManifest ? value as unknown as Manifest : null
}

const isOurs = (value: unknown): value is Fields => isObject(value) && value['format'] === 'kopa backup' && value['v'] === 1

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
