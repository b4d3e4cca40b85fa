import fs from 'node:fs/promises'
import path from 'node:path'
import { checkDatabase, checkDataFolder, placeOf } from './check-settings.ts'
import { type Config, WrongSetting } from './config.ts'
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
 * For a command that may run beside Kopa: the database as it is running, else opened for the command alone. Never makes one:
 * a mistyped setting is told, and leaves nothing behind.
 * @throws a sentence when the database cannot be used, or is not Kopa's
 */
export async function joinStorage(config: Config, log: Logger): Promise<Storage> {
  await checkIsThere(config)
  const running = config.databaseUrl === null ? await joinEmbeddedPostgres(config.dataFolder) : null
  const storage = storageOn(running ?? await reach(config, log), log)
  try {
    await checkIsKopas(storage, config)
    return storage
  } catch (error) {
    await storage.close()
    throw error
  }
}

/** @throws WrongSetting when there is no database that could be Kopa's: only a start and a restore make one */
export async function checkIsThere({ databaseUrl, dataFolder }: Config): Promise<void> {
  if (databaseUrl !== null) return checkDatabase(databaseUrl)
  // Whether it is there, not whether it may be read: that is told when it is opened.
  const isMissing = await fs.stat(path.join(dataFolder, 'postgres', 'PG_VERSION')).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR')
  if (isMissing) throw noKopaIn(dataFolder)
}

const noKopaIn = (dataFolder: string) => new WrongSetting(`There is no Kopa in ${dataFolder}: set KOPA_DATA to its data folder.`)

/** A database that Kopa never started on, or another program's, has none of its tables. */
async function checkIsKopas({ openConnection: open }: Storage, { databaseUrl, dataFolder }: Config): Promise<void> {
  const client = await open()
  const { rows: [row] } = await client.query<{ isKopas: boolean }>(`select to_regclass('documents') is not null and to_regclass('workspaces') is not null as "isKopas"`).finally(() => client.end())
  if (row?.isKopas) return
  throw databaseUrl === null ? noKopaIn(dataFolder) : new WrongSetting(`There is no Kopa in the database at ${placeOf(databaseUrl)}: set DATABASE_URL to its database.`)
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
