import { finished } from 'node:stream/promises'
import type pg from 'pg'
import type { CopyStreamQuery } from 'pg-copy-streams'
import type { OpenConnection } from '../core/database.ts'
import { NotEmpty, openTables, writeRows } from './commands.ts'
import type { Head, Manifest, Table } from './format.ts'
import { findFilledTable, listMigrationsDone, listTables } from './queries.ts'
import { DamagedBackup, readBackup, type ReadBackup } from './reading.ts'

export interface RestoreParts {
  openConnection: OpenConnection
  /** Brings the schema up to this migration, and with null to the last one. */
  migrateTo: (last: string | null) => Promise<void>
  storeFile: (id: string, bytes: AsyncIterable<Buffer>) => Promise<void>
  removeFile: (id: string) => Promise<void>
  /** Run in the same transaction, when all rows are there. */
  finish: (client: pg.Client) => Promise<void>
  progress: (what: string) => void
}

/** Why a backup is not restored. The message is a sentence; nothing was changed. */
export class RestoreRefused extends Error {}

/**
 * Brings a backup back into an empty database: the schema is made as it was, then rows and files come in, and the end of one transaction
 * makes them true. Newer migrations run afterwards, as at any start.
 * @param head of the same file, which was read to its end before (checkBackup)
 * @throws RestoreRefused, DamagedBackup
 */
export async function restore(file: string, head: Head, parts: RestoreParts): Promise<ReadBackup> {
  const client = await parts.openConnection()
  try {
    await checkEmpty(client, head)
    await parts.migrateTo(head.migrations.at(-1) ?? null)
    const restored = await new Restoring(client, parts).run(file)
    await parts.migrateTo(null)
    return restored
  } finally {
    await client.end()
  }
}

/**
 * Reads the whole file before anything is opened or made. What made the schema of the backup must be what this Kopa begins with.
 * @param known migrations of this Kopa, in their order
 * @throws RestoreRefused, DamagedBackup
 */
export async function checkBackup(file: string, known: readonly string[]): Promise<Head> {
  const { head } = await readBackup(file)
  const { migrations, at } = head
  const strange = migrations.find((name, index) => known[index] !== name)
  if (strange !== undefined) throw new RestoreRefused(`The backup of ${at} was written by a newer Kopa: it knows "${strange}", this one does not. Restore it with that Kopa. Nothing was changed.`)
  if (migrations.length === 0) throw new RestoreRefused('There is nothing in this backup. Nothing was changed.')
  return head
}

async function checkEmpty(client: pg.Client, { migrations }: Head): Promise<void> {
  const filled = await findFilledTable(client, await listTables(client))
  if (filled !== null) throw new RestoreRefused(notEmpty(filled))
  const done = await listMigrationsDone(client)
  if (done.length > migrations.length) throw new RestoreRefused('The database is empty, but a newer Kopa than that of the backup has made its tables. Name a new data folder (KOPA_DATA) or a new database. Nothing was changed.')
}

const notEmpty = (table: string): string =>
  `The database is not empty: there are rows in "${table}". A backup is only restored into an empty one: name a new data folder (KOPA_DATA) or a new database (DATABASE_URL). Nothing was changed.`

function sentenceFor(error: unknown): Error {
  if (error instanceof NotEmpty) return new RestoreRefused(notEmpty(error.message))
  if (error instanceof RestoreRefused || error instanceof DamagedBackup) return error
  return new Error(`The backup could not be restored: ${error instanceof Error ? error.message : String(error)}. Nothing was changed.`, { cause: error })
}

class Restoring {
  #client: pg.Client
  #parts: RestoreParts
  #tables = new Map<string, Table>()
  #rows: Record<string, number> = {}
  #files: string[] = []
  /** `failed` rejects when the database does not take the rows, also in the middle of a write. */
  #copy: { table: string, stream: CopyStreamQuery, failed: Promise<never> } | null = null

  constructor(client: pg.Client, parts: RestoreParts) {
    this.#client = client
    this.#parts = parts
  }

  /** All of it, or nothing. */
  async run(file: string): Promise<ReadBackup> {
    try {
      let closeTables = async () => {}
      const read = await readBackup(file, {
        head: async head => { ({ closeTables } = await this.#open(head)) },
        piece: (table, bytes) => this.#write(table, bytes),
        file: (id, bytes) => this.#store(id, bytes),
      })
      await this.#endTable()
      this.#checkRows(read.manifest)
      await this.#parts.finish(this.#client)
      await closeTables()
      return read
    } catch (error) {
      await this.#undo()
      throw sentenceFor(error)
    }
  }

  async #open(head: Head): Promise<{ closeTables: () => Promise<void> }> {
    const tables = await listTables(this.#client)
    const namesOf = (list: readonly Table[]) => JSON.stringify(list.map(({ name, columns }) => [name, columns.toSorted()]))
    if (namesOf(tables) !== namesOf(head.tables)) throw new DamagedBackup('The backup does not have the tables that its migrations make. Nothing was changed.')
    this.#tables = new Map(head.tables.map(table => [table.name, table]))
    return openTables(this.#client, tables)
  }

  async #write(name: string, bytes: Buffer): Promise<void> {
    if (this.#copy?.table !== name) await this.#begin(name)
    if (!this.#copy) return
    const { stream, failed } = this.#copy
    const written = new Promise<void>((resolve, reject) => { stream.write(bytes, error => error ? reject(error) : resolve()) })
    await Promise.race([written, failed])
  }

  async #begin(name: string): Promise<void> {
    await this.#endTable()
    const table = this.#tables.get(name)
    if (!table) throw new DamagedBackup(`There is no table "${name}".`)
    const stream = writeRows(this.#client, table)
    const failed = new Promise<never>((_, reject) => { stream.on('error', reject) })
    failed.catch(() => undefined) // thrown by whoever waits for it
    this.#copy = { table: name, stream, failed }
  }

  async #endTable(): Promise<void> {
    if (!this.#copy) return
    const { table, stream } = this.#copy
    this.#copy = null
    stream.end()
    await finished(stream)
    this.#rows[table] = stream.rowCount
    this.#parts.progress(`${table}: ${stream.rowCount} rows`)
  }

  async #store(id: string, bytes: AsyncIterable<Buffer>): Promise<void> {
    await this.#endTable()
    this.#files.push(id)
    await this.#parts.storeFile(id, bytes)
    if (this.#files.length % 1000 === 0) this.#parts.progress(`${this.#files.length} files`)
  }

  #checkRows({ rows }: Manifest): void {
    for (const name of this.#tables.keys()) {
      if ((this.#rows[name] ?? 0) !== rows[name]) throw new DamagedBackup(`The backup says that "${name}" has ${rows[name]} rows, and has ${this.#rows[name] ?? 0}. Nothing was changed.`)
    }
  }

  /** The connection is closed by whoever opened it, which ends the transaction if this does not. */
  async #undo(): Promise<void> {
    this.#copy?.stream.destroy()
    await Promise.all(this.#files.map(id => this.#parts.removeFile(id)))
  }
}
