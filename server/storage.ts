import { checkDataFolder } from './check-settings.ts'
import type { Config } from './config.ts'
import { openConnection, openDatabase, type Connection, type Database, type OpenConnection } from './core/database.ts'
import { startEmbeddedPostgres } from './core/embedded-postgres.ts'
import type { Logger } from './core/log.ts'

/** The database, wherever it is: one's own (DATABASE_URL) or the built-in one. */
export interface Storage {
  database: Database
  openConnection: OpenConnection
  /** Closes the pool and stops the built-in database; connections made by `openConnection` are closed before. */
  close: () => Promise<void>
}

/** @throws a sentence when the database cannot be used */
export async function openStorage(config: Config, log: Logger): Promise<Storage> {
  const { connection, stop } = await reach(config, log)
  const database = openDatabase(connection, log)
  return {
    database,
    openConnection: () => openConnection(connection),
    close: async () => {
      await database.destroy()
      await stop()
    },
  }
}

async function reach(config: Config, log: Logger): Promise<{ connection: Connection, stop: () => Promise<void> }> {
  if (config.databaseUrl !== null) return { connection: { connectionString: config.databaseUrl }, stop: async () => undefined }
  await checkDataFolder(config.dataFolder)
  return startEmbeddedPostgres({ dataFolder: config.dataFolder, log, onLost: endAtOnce(log) })
}

/** What is not committed by now was not acknowledged to anybody, so nothing is lost by ending. */
const endAtOnce = (log: Logger) => (reason: Error) => {
  log.fatal({ err: reason }, reason.message)
  process.exit(1)
}
