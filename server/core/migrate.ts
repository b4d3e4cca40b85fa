import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { FileMigrationProvider, type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { isHeld } from './database-errors.ts'

const folder = path.join(import.meta.dirname, '../migrations')

/** How long a migration waits for a table: whoever asks for that table meanwhile, on every node, waits behind it. */
const mostWait = '1s'
/** Milliseconds in which the others go on before it asks again. */
const pause = 2000

/**
 * Brings the schema up to date; only forward. Two nodes that start together wait for each other (Kysely takes
 * an advisory lock), and all that is to be done happens whole or not at all.
 *
 * The others go on meanwhile. A table that somebody holds for long (a backup holds all of them, for as long as it takes) is asked for
 * again and again instead of being waited for.
 * @param options.last where to stop; null: where this Kopa is
 * @param options.onHeld called when a table is held, each time
 * @returns the names of the migrations that ran
 * @throws a sentence for whoever starts Kopa
 */
export async function migrate(database: Database, { last = null, onHeld }: { last?: string | null, onHeld?: () => void } = {}): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: createProvider() })
  for (;;) {
    const { error, results = [] } = await (last === null ? migrator.migrateToLatest() : migrator.migrateTo(last))
    if (!error) return results.map(result => result.migrationName)
    if (!isHeld(error)) throw new Error(sentenceFor(error), { cause: error })
    onHeld?.()
    await delay(pause)
  }
}

/** All that this Kopa knows, in their order. */
export const listMigrations = async (): Promise<string[]> => Object.keys(await createProvider().getMigrations()).toSorted()

function createProvider(): MigrationProvider {
  const files = new FileMigrationProvider({
    fs,
    path,
    migrationFolder: folder,
    // A path with a space or a percent sign in it must be escaped in an import.
    import: (file: string) => import(/* @vite-ignore */ pathToFileURL(file).href),
  })
  const impatient = (migration: Migration): Migration => ({
    async up(database) {
      await sql.raw(`set local lock_timeout = '${mostWait}'`).execute(database)
      await migration.up(database)
    },
  })
  return { getMigrations: async () => Object.fromEntries(Object.entries(await files.getMigrations()).map(([name, migration]) => [name, impatient(migration)])) }
}

/** An older Kopa must not write into the schema of a newer one; Kysely notices and says so in its own words. */
function sentenceFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const newer = /previously executed migration (\S+) is missing/.exec(message)
  if (!newer) return `The database could not be brought up to date: ${message}`
  return `This database was written by a newer Kopa: it knows "${newer[1]}", this one does not. Start the newer Kopa, or restore a backup from before.`
}
