import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openConnection, type Connection } from './database.ts'
import { exitOf, lastWords, runProgram, type Cluster } from './postgres-cluster.ts'

/**
 * Connects to the cluster's PostgreSQL: to the one that is running, else to one started now. Waits as long as
 * it is recovering from a crash.
 * @throws when PostgreSQL ends again and again instead of starting
 */
export async function connectWhenReady(cluster: Cluster, connection: Connection): Promise<pg.Client> {
  for (let starts = 0; ;) {
    const answer = await tryConnection(connection)
    if (answer instanceof pg.Client) return answer
    if (answer === 'busy' || await findPostmaster(cluster.folder) !== null) {
      await pause(50)
      continue
    }
    if (starts++ === 5) throw new Error(`The built-in database does not start: ${await lastWords(cluster.logFile)}`)
    if (starts > 1) await pause(200 * starts)
    await startPostgres(cluster)
  }
}

/** 'absent': nobody listens on the socket. 'busy': somebody does, and asks us to come back. */
async function tryConnection(connection: Connection): Promise<pg.Client | 'absent' | 'busy'> {
  try {
    return await openConnection(connection)
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent'
    if (passing.test(code ?? message)) return 'busy'
    throw error
  }
}

/** Starting up, shutting down, no free connection; the socket broke while we asked. */
const passing = /^(57P03|57P01|53300|ECONNRESET|EPIPE|EAGAIN|.*(terminated|timeout).*)$/

/** Durability is not left to a configuration file that somebody may have edited: the command line wins. */
const settings = {
  listen_addresses: '',
  // Below the data folder, which PostgreSQL has made its working folder: nobody else can enter it, and it is short.
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // The log must not repeat what people write.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  timezone: 'UTC',
}

/** Returns as soon as PostgreSQL has its pid file, or has ended; who called looks which. */
async function startPostgres(cluster: Cluster): Promise<void> {
  await removeStrangersPid(cluster.folder)
  const child = runProgram(cluster, 'postgres', Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]))
  child.unref()
  let hasEnded = false
  const end = exitOf(child).finally(() => { hasEnded = true })
  end.catch(() => undefined)
  while (!hasEnded && await findPostmaster(cluster.folder) === null) await Promise.race([end, pause(10)])
}

/**
 * The process id of the PostgreSQL that runs on `folder`; null when there is none.
 * After a crash of the machine the pid file may name a stranger's process, so the process is looked at.
 */
export async function findPostmaster(folder: string): Promise<number | null> {
  const pid = await readPid(folder)
  if (pid === null || !isAlive(pid)) return null
  if (process.platform !== 'linux') return pid
  const [home, name] = await Promise.all([fs.readlink(`/proc/${pid}/cwd`).catch(() => ''), fs.readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')])
  return name.trim() === 'postgres' && home === await fs.realpath(folder) ? pid : null
}

/**
 * A pid file that names a living process of somebody else's keeps PostgreSQL from starting. One that names a
 * dead process stays: PostgreSQL makes sure itself that no child of the old one is left.
 */
async function removeStrangersPid(folder: string): Promise<void> {
  if (process.platform !== 'linux') return
  const pid = await readPid(folder)
  if (pid !== null && isAlive(pid) && await findPostmaster(folder) === null) await fs.rm(path.join(folder, 'postmaster.pid'), { force: true })
}

async function readPid(folder: string): Promise<number | null> {
  const text = await fs.readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

/** A process of another user is alive too, though we may not signal it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
