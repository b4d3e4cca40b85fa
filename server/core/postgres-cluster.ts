import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { findBinaries, type Account, type Binaries } from './postgres-binaries.ts'
import { tellIfFull } from './postgres-room.ts'

/** One PostgreSQL data folder and what is needed to run it. (PostgreSQL itself calls this a cluster.) */
export interface Cluster {
  folder: string
  logFile: string
  /** PostgreSQL refuses to run as root; started by root, it runs as this account. */
  account: Account | null
  binaries: Binaries
}

const nobody: Account = { uid: 65534, gid: 65534 }

/** Finds the PostgreSQL of a data folder, and makes it when it is not there yet. */
export async function prepareCluster(dataFolder: string): Promise<Cluster> {
  const folder = path.join(dataFolder, 'postgres')
  const account = await accountFor(dataFolder, folder)
  const cluster = { folder, logFile: path.join(dataFolder, 'postgres.log'), account, binaries: await findBinaries(account) }
  await turnLogOver(cluster.logFile)
  if (!await isMade(folder)) await makeCluster(cluster).catch(tellIfFull(dataFolder))
  await refuseForeignOwner(folder)
  return cluster
}

/** Runs a PostgreSQL program on the cluster; it outlives us if we are killed, and hears no signals of our terminal. */
export function runProgram(cluster: Cluster, program: keyof Binaries, args: string[]): ChildProcess {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const handle = cluster.account && process.platform === 'linux' ? openSync(cluster.folder, 'r') : null
  try {
    return spawn(cluster.binaries[program], ['-D', handle === null ? cluster.folder : handedOver, ...args], {
      ...cluster.account,
      cwd: '/',
      env: { PATH: process.env['PATH'], LANG: 'C', TZ: 'UTC' },
      detached: true,
      stdio: handle === null ? ['ignore', log, log] : ['ignore', log, log, handle],
    })
  } finally {
    closeSync(log)
    if (handle !== null) closeSync(handle)
  }
}

/**
 * The other account may not be allowed to walk to the folder (/root is closed to it), so root opens the folder
 * and hands the descriptor over; it stays number 3 in every process that PostgreSQL forks.
 */
const handedOver = '/proc/self/fd/3'

/** The owner of what is already there, else nobody in particular. Null: we are not root, PostgreSQL runs as we do. */
async function accountFor(dataFolder: string, folder: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  for (const candidate of [folder, dataFolder]) {
    const stats = await fs.stat(candidate).catch(() => null)
    if (stats && stats.uid !== 0) return { uid: stats.uid, gid: stats.gid }
  }
  return nobody
}

/** initdb works beside and is renamed into place, so that a killed first start leaves no half of a database. */
async function makeCluster(cluster: Cluster): Promise<void> {
  const half = { ...cluster, folder: `${cluster.folder}.new-${process.pid}` }
  await fs.rm(half.folder, { recursive: true, force: true })
  await fs.mkdir(half.folder, { mode: 0o700 })
  if (cluster.account) await fs.chown(half.folder, cluster.account.uid, cluster.account.gid)
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const code = await exitOf(runProgram(half, 'initdb', ['--username=kopa', '--auth=trust', '--encoding=UTF8', '--no-instructions', ...locale]))
  if (code !== 0) throw new Error(`The built-in database could not be created: ${await lastWords(cluster.logFile)}`)
  await moveIntoPlace(half.folder, cluster.folder)
}

/** Another Kopa may have been quicker; then its database is the one, and its owner will refuse us. */
async function moveIntoPlace(half: string, folder: string): Promise<void> {
  try {
    await fs.rename(half, folder)
    await syncFolder(path.dirname(folder))
  } catch (error) {
    await fs.rm(half, { recursive: true, force: true })
    if (!await isMade(folder)) throw error
  }
}

/** A rename is durable only when the folder it happened in is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

export const exitOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve, reject) => {
  child.once('error', reject)
  child.once('exit', code => resolve(code))
})

const isMade = (folder: string): Promise<boolean> => fs.access(path.join(folder, 'PG_VERSION')).then(() => true, error => {
  if (error.code === 'ENOENT') return false
  if (error.code === 'EACCES') return true
  throw error
})

async function refuseForeignOwner(folder: string): Promise<void> {
  const mine = process.getuid?.()
  const { uid } = await fs.stat(folder)
  if (mine === undefined || mine === 0 || uid === mine) return
  throw new Error(`The database in ${folder} belongs to another user of this machine (number ${uid}): start Kopa as that user or as root, or set KOPA_DATA to another folder.`)
}

/** The last complaint in the log, for the one sentence that the person who starts Kopa reads. */
export async function lastWords(logFile: string): Promise<string> {
  const lines = (await fs.readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n')
  const complaint = lines.findLast(line => /(FATAL|PANIC|ERROR|error):/.test(line)) ?? lines.at(-1) ?? ''
  return `${complaint.replace(/^.*?((FATAL|PANIC|ERROR|error):)/, '$1')} (more in ${logFile})`
}

const mostLogBytes = 10 * 1024 * 1024

/** Keeps one older log, so that the two never fill a disk. */
async function turnLogOver(logFile: string): Promise<void> {
  const { size } = await fs.stat(logFile).catch(() => ({ size: 0 }))
  if (size > mostLogBytes) await fs.rename(logFile, `${logFile}.old`)
}
