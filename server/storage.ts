import { checkDataFolder } from './check-settings.ts'
import type { Config } from './config.ts'
import { openConnection, openDatabase, type Connection, type Database, type OpenConnection } from './core/database.ts'
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './core/embedded-postgres.ts'
import type { Logger } from './core/log.ts'
import { migrate } from './core/migrate.ts'

/** The database, wherever it is: one's own (DATABASE_URL) or the built-in one. */
export interface Storage {
  /** Brings the schema up to date, however long that takes; see core/migrate.ts. */
  migrate: (last?: string | null) => Promise<string[]>
  database: Database
  openConnection: OpenConnection
  /** Closes the pool and stops the built-in database; connections made by `openConnection` are closed before. */
  close: () => Promise<void>
}

/** @throws a sentence when the database cannot be used */
export async function openStorage(config: Config, log: Logger): Promise<Storage> {
  return storageOn(await reach(config, log), log)
}

/**
 * For a command that may run beside Kopa: the database as it is running, else opened for the command alone.
 * @throws a sentence when the database cannot be used
 */
export async function joinStorage(config: Config, log: Logger): Promise<Storage> {
  const running = config.databaseUrl === null ? await joinEmbeddedPostgres(config.dataFolder) : null
  return storageOn(running ?? await reach(config, log), log)
}

/** Said once: an update that waits for a backup to end looks as if it had stopped. */
function tellHeld(log: Logger): () => void {
  let isTold = false
  return () => {
    if (!isTold) log.warn('The database cannot be brought up to date yet: something holds its tables, perhaps a backup that is being made. It is tried again until it can; other nodes go on meanwhile.')
    isTold = true
  }
}

interface Reached { connection: Connection, stop: () => Promise<void> }

function storageOn({ connection, stop }: Reached, log: Logger): Storage {
  const database = openDatabase(connection, log)
  return {
    database,
    migrate: async last => {
      const patient = openDatabase(connection, log, { most: 2, patience: 0 })
      return migrate(patient, { last, onHeld: tellHeld(log) }).finally(() => patient.destroy())
    },
    openConnection: () => openConnection(connection),
    close: async () => {
      await database.destroy()
      await stop()
    },
  }
}

async function reach(config: Config, log: Logger): Promise<Reached> {
  if (config.databaseUrl !== null) {
    const connection = { connectionString: config.databaseUrl }
    await warnIfForgetful(connection, log)
    return { connection, stop: async () => undefined }
  }
  await checkDataFolder(config.dataFolder)
  return startEmbeddedPostgres({ dataFolder: config.dataFolder, log, onLost: endAtOnce(log) })
}

/** "Saved" is a promise that only the database can keep; one of one's own may be set up to forget. */
async function warnIfForgetful(connection: Connection, log: Logger): Promise<void> {
  const client = await openConnection(connection)
  const { rows } = await client.query<{ name: string }>(`select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'`)
    .finally(() => client.end())
  for (const { name } of rows) log.warn(`The database at DATABASE_URL has ${name} switched off: what people were told is saved can be lost when it crashes. Switch it on.`)
}

/** What is not committed by now was not acknowledged to anybody, so nothing is lost by ending. */
const endAtOnce = (log: Logger) => (reason: Error) => {
  log.fatal({ err: reason }, reason.message)
  process.exit(1)
}
