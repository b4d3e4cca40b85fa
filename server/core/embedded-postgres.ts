import { closeSync, openSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Connection } from './database.ts'
import type { Logger } from './log.ts'
import { prepareCluster, type Cluster } from './postgres-cluster.ts'
import { connectWhenReady, findPostmaster, isAlive } from './postgres-process.ts'
import { tellIfFull } from './postgres-room.ts'

export interface EmbeddedPostgres {
  connection: Connection
  /** Call it after every connection of ours is closed. */
  stop: () => Promise<void>
}

export interface EmbeddedParts {
  /** Absolute; it is there and we may write to it. */
  dataFolder: string
  log: Logger
  /** Another Kopa took the folder while the database was down: nothing more may be written. */
  onLost: (reason: Error) => void
}

/**
 * Kopa's own PostgreSQL, in the data folder, reached by a Unix socket that only its owner can open. One still
 * running after a hard kill of Kopa is adopted; one that dies is started again for as long as Kopa runs.
 * @throws a sentence when the folder belongs to another Kopa or the database does not start
 */
export async function startEmbeddedPostgres({ dataFolder, log, onLost }: EmbeddedParts): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(dataFolder)
  const address = socketAddress(cluster.folder)
  const connection = connectionBy(address)
  const owned = await takeOwnership(cluster, connection).catch(error => {
    address.close()
    throw error
  })
  await createDatabase(owned)
  await removeHalves(dataFolder)
  const keeper = keepOwning(owned, { cluster, connection, log, onLost })
  const stop = async () => {
    await keeper.stop()
    await stopPostmaster(cluster)
    address.close()
  }
  return { connection, stop }
}

/** The same database beside the Kopa that owns it, for a short command; null when none is running. Stopping leaves it running. */
export async function joinEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres | null> {
  const folder = path.join(dataFolder, 'postgres')
  if (await findPostmaster(folder) === null) return null
  const address = socketAddress(folder)
  return { connection: connectionBy(address), stop: async () => address.close() }
}

const connectionBy = ({ folder }: { folder: string }): Connection => ({ host: folder, port: 5432, user: 'kopa', database: 'kopa' })

/**
 * A Unix socket's address has room for 107 bytes. A longer one is reached through a descriptor of its folder,
 * which is open as long as we run.
 */
function socketAddress(folder: string): { folder: string, close: () => void } {
  const isShort = Buffer.byteLength(path.join(folder, '.s.PGSQL.5432')) <= 103
  if (isShort || process.platform !== 'linux') return { folder, close: () => undefined }
  const handle = openSync(folder, 'r')
  return { folder: `/proc/self/fd/${handle}`, close: () => closeSync(handle) }
}

/** Any number will do as long as nobody else locks with it; these are the bytes of "kopa". */
const ownerLock = 0x6b6f7061

/**
 * The owner of the folder is whoever holds this lock; it goes away with the connection, however we end.
 * The lock of a Kopa that has just been killed may take the database a moment to notice.
 */
async function takeOwnership(cluster: Cluster, connection: Connection): Promise<pg.Client> {
  const client = await connectWhenReady(cluster, { ...connection, database: 'postgres' }).catch(tellIfFull(cluster.folder))
  for (let tries = 0; tries < 30; tries++) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock])
    if (rows[0]?.taken) return client
    await pause(100)
  }
  await client.end()
  throw new FolderTaken(path.dirname(cluster.folder))
}

class FolderTaken extends Error {
  constructor(folder: string) {
    super(`Another Kopa is already running on the data folder ${folder}. Stop it first, or set KOPA_DATA to another folder.`)
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'kopa'`)
  if (rowCount === 0) await client.query('create database kopa')
}

/** What first starts that were killed left behind. */
async function removeHalves(dataFolder: string): Promise<void> {
  for (const name of await fs.readdir(dataFolder)) {
    const maker = /^postgres\.new-(\d+)$/.exec(name)?.[1]
    if (maker !== undefined && !isAlive(Number(maker))) await fs.rm(path.join(dataFolder, name), { recursive: true, force: true })
  }
}

interface OwningParts { cluster: Cluster, connection: Connection, log: Logger, onLost: (reason: Error) => void }

/** When the owner's connection breaks, the database is down: bring it back and own it again. */
function keepOwning(first: pg.Client, parts: OwningParts): { stop: () => Promise<void> } {
  let client = first
  let isStopping = false
  let recovery = Promise.resolve()

  const watch = () => client.once('end', () => {
    if (!isStopping) recovery = recover()
  })
  const recover = async () => {
    parts.log.warn('the built-in database went away; bringing it back')
    const next = await regain(parts, () => isStopping)
    if (!next) return
    client = next
    watch()
    parts.log.info('the built-in database is back')
  }
  watch()
  const stop = async () => {
    isStopping = true
    await recovery
    await client.end().catch(() => undefined)
  }
  return { stop }
}

/** Tries until it works or we stop: a full disk, for instance, may last. What keeps it away is said once, not at every try. */
async function regain({ cluster, connection, log, onLost }: OwningParts, isStopping: () => boolean): Promise<pg.Client | null> {
  let told = ''
  for (let wait = 100; !isStopping(); wait = Math.min(wait * 2, 5_000)) {
    try {
      return await takeOwnership(cluster, connection)
    } catch (error) {
      if (error instanceof FolderTaken) {
        onLost(error)
        return null
      }
      const { message } = error as Error
      if (message !== told) log.error({ err: error }, 'the built-in database does not come back yet; it is tried again until it does')
      told = message
      await pause(wait)
    }
  }
  return null
}

/** Fast shutdown: running transactions are rolled back and everything committed is written out. */
async function stopPostmaster(cluster: Cluster): Promise<void> {
  const pid = await findPostmaster(cluster.folder)
  if (pid === null) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; isAlive(pid) && waited < 60_000; waited += 20) await pause(20)
  // Nothing is lost by this either: the next start recovers from the write-ahead log.
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
}
