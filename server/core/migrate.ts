import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'

const folder = path.join(import.meta.dirname, '../migrations')

/**
 * Brings the schema up to date; only forward. Two nodes that start together wait for each other (Kysely takes
 * an advisory lock), and each migration happens whole or not at all.
 * @param last where to stop; null: where this Kopa is
 * @returns the names of the migrations that ran
 * @throws a sentence for whoever starts Kopa
 */
export async function migrate(database: Database, last: string | null = null): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: createProvider() })
  const { error, results = [] } = await (last === null ? migrator.migrateToLatest() : migrator.migrateTo(last))
  if (error) throw new Error(sentenceFor(error), { cause: error })
  return results.map(result => result.migrationName)
}

/** All that this Kopa knows, in their order. */
export const listMigrations = async (): Promise<string[]> => Object.keys(await createProvider().getMigrations()).toSorted()

const createProvider = () => new FileMigrationProvider({
  fs,
  path,
  migrationFolder: folder,
  // A path with a space or a percent sign in it must be escaped in an import.
  import: (file: string) => import(/* @vite-ignore */ pathToFileURL(file).href),
})

/** An older Kopa must not write into the schema of a newer one; Kysely notices and says so in its own words. */
function sentenceFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const newer = /previously executed migration (\S+) is missing/.exec(message)
  if (!newer) return `The database could not be brought up to date: ${message}`
  return `This database was written by a newer Kopa: it knows "${newer[1]}", this one does not. Start the newer Kopa, or restore a backup from before.`
}
