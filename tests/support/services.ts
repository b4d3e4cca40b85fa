import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { findPostmaster, isAlive } from '../../server/core/postgres-process.ts'

/**
 * Real servers for tests, each private to the file that starts it. Whatever a test leaves running is ended by
 * its process id when the file is done, and when the process of the tests itself goes.
 */
const endings = new Set<() => void | Promise<void>>()
const children = new Set<ChildProcess>()

const killAll = () => { for (const child of children) child.kill('SIGKILL') }
process.once('exit', killAll)
afterAll(async () => {
  for (const end of [...endings].toReversed()) await end()
  process.off('exit', killAll)
})

/** Does `end` when the file is done: after what is started later has ended, before what was started earlier does. */
export const atTheEnd = (end: () => void | Promise<void>): void => { endings.add(end) }

export interface TestDatabase { connectionString: string, drop: () => Promise<void> }

/** A migrated database of its own, cloned in about 80 ms. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(`create database ${name} template kopa`)
  const drop = async () => {
    endings.delete(drop)
    await administer(`drop database if exists ${name} with (force)`)
  }
  endings.add(drop)
  return { connectionString: `postgres://kopa@localhost/${name}?host=${encodeURIComponent(inject('postgresSocket'))}`, drop }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ host: inject('postgresSocket'), user: 'kopa', database: 'postgres' })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** A folder that is removed when the file is done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kopa-test-'))
  endings.add(() => fs.rm(folder, { recursive: true, force: true }))
  return folder
}

const chromiumPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium; null when there is none: such suites are skipped, and `npm test` says so loudly. */
export const chromiumPath = (): string | null => chromiumPlaces.find(place => existsSync(place)) ?? null
export const redisPath = (): string | null => ['/usr/bin/redis-server', '/usr/bin/valkey-server'].find(place => existsSync(place)) ?? null

export interface TestRedis { url: string, pid: number, kill9: () => Promise<void>, restart: () => Promise<void> }

export async function startRedis(): Promise<TestRedis> {
  const program = redisPath()
  if (program === null) throw new Error('redis-server is not installed: skip this suite with describe.skipIf(redisPath() === null)')
  const port = await freePort()
  const start = async () => {
    const redis = launch(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {})
    await redis.said(/Ready to accept connections/)
    return redis
  }
  let redis = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() { return redis.pid },
    kill9: () => redis.kill9(),
    restart: async () => {
      await redis.kill9()
      redis = await start()
    },
  }
}

export interface TestKopa {
  url: string
  readonly pid: number
  readonly dataFolder: string
  /** Everything it has written so far, in all its lives. */
  readonly output: string
  /** SIGTERM; answers the exit code. */
  stop: () => Promise<number | null>
  /** SIGKILL: the server only. Its PostgreSQL goes on, as after a real crash of the server. */
  kill9: () => Promise<void>
  /** Starts it again on the same data and port, after ending it if it still runs; from now on it is the release at `main`. */
  restart: (main?: string) => Promise<void>
}

/** `namespace`: of the network; see tests/engine/network.ts. */
export interface KopaOptions { dataFolder?: string, env?: Record<string, string>, namespace?: string }

/** The real server as a process of its own. Rejects with its output when it does not start. */
export async function startKopa({ dataFolder, env = {}, namespace }: KopaOptions = {}): Promise<TestKopa> {
  const folder = dataFolder ?? await temporaryFolder()
  const settings = { KOPA_DATA: folder, PORT: String(await freePort()), ...env }
  const outputs: Running[] = []
  let release: string | undefined
  const start = async () => {
    const running = launchKopa(settings, { namespace, main: release })
    outputs.push(running)
    return { running, url: (await running.said(/Kopa is ready: (\S+)/))[1] ?? '' }
  }
  endings.add(() => endPostgres(folder))
  let { running, url } = await start()
  return {
    url,
    dataFolder: folder,
    get pid() { return running.pid },
    get output() { return outputs.map(({ output }) => output()).join('') },
    stop: () => running.stop(),
    kill9: () => running.kill9(),
    restart: async main => {
      release = main ?? release
      await running.stop()
      running = (await start()).running
    },
  }
}

/** The same with a database in this run's PostgreSQL: ready seconds sooner than with one of its own. */
export async function startKopaHere(env: Record<string, string> = {}): Promise<TestKopa> {
  const { connectionString } = await createDatabase()
  return startKopa({ env: { DATABASE_URL: connectionString, ...env } })
}

/** The server's process alone, for tests of how it starts and ends. */
export function launchKopa(env: Record<string, string>, { namespace, main, ...options }: LaunchOptions & { namespace?: string, main?: string } = {}): Running {
  const words = [process.execPath, main ?? path.join(import.meta.dirname, '../../server/main.ts')]
  const [program = '', ...args] = namespace === undefined ? words : ['ip', 'netns', 'exec', namespace, ...words]
  return launch(program, args, env, options)
}

export async function endPostgres(dataFolder: string): Promise<void> {
  const pid = await findPostmaster(path.join(dataFolder, 'postgres')).catch(() => null)
  if (pid === null) return
  process.kill(pid, 'SIGINT')
  await until(() => !isAlive(pid))
}

export interface Running {
  pid: number
  output: () => string
  /** Resolves as soon as the output holds `pattern`; rejects when the process ends before. */
  said: (pattern: RegExp) => Promise<RegExpExecArray>
  ended: Promise<number | null>
  stop: () => Promise<number | null>
  kill9: () => Promise<void>
}

export interface LaunchOptions { cwd?: string, uid?: number, gid?: number, detached?: boolean }

/** What Node has compiled once is there for every server that a test starts. */
const cache = process.env['NODE_COMPILE_CACHE']
const compiled = cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }

/** A process whose output is kept, with an environment of nothing but PATH, HOME and what is passed. */
export function launch(program: string, args: string[], env: Record<string, string>, options: LaunchOptions = {}): Running {
  const child = spawn(program, args, { ...options, env: { PATH: process.env['PATH'], HOME: os.homedir(), ...compiled, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', chunk => { text += chunk })
  child.stderr.on('data', chunk => { text += chunk })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve(code))
  })
  children.add(child)
  ended.finally(() => children.delete(child)).catch(() => undefined)
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null) child.kill(signal)
    return ended
  }
  endings.add(() => kill('SIGKILL').then(() => undefined, () => undefined))
  const said = async (pattern: RegExp) => {
    let hasEnded = false
    ended.finally(() => { hasEnded = true }).catch(() => undefined)
    await until(() => pattern.test(text) || hasEnded)
    const match = pattern.exec(text)
    if (match) return match
    throw new Error(`${path.basename(program)} ended without saying ${pattern}. It said:\n${text}`)
  }
  return { pid: child.pid ?? 0, output: () => text, said, ended, stop: () => kill('SIGTERM'), kill9: async () => { await kill('SIGKILL') } }
}

/** Waits for a condition, never for a time; the test's own deadline is the only clock. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!await condition()) await new Promise(resolve => setTimeout(resolve, 10))
}

/** Below the ports that the system gives to outgoing connections, of which tests make many: one of those may be gone a moment later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> => new Promise(resolve => {
  const server = net.createServer()
  server.once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
})
