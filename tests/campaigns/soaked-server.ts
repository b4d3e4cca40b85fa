import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A server of its own for a campaign, outside of any test runner, and what it holds at a moment. */
export interface SoakedServer { url: string, pid: number, /** all that it has said */ output: () => string, measure: () => Promise<Sample>, stop: () => Promise<void> }

/** Bytes, and numbers of things. */
export interface Sample { heap: number, rss: number, descriptors: number, documents: number, sockets: number }

/** What is measured is what runs: the settings of `npm start` (scripts/bootstrap.js, scripts/bootstrap/tools.js). */
const asStarted = { flags: ['--max-semi-space-size=4', '--initial-old-space-size=40', '--heap-growing-percent=20', '--expose-gc'], env: { MALLOC_ARENA_MAX: '2' } }

/** A data folder that the settings name stays; else it is one for this run alone. */
export async function startServer(metricsPort: number, settings: Record<string, string> = {}): Promise<SoakedServer> {
  const folder = settings['KOPA_DATA'] ?? await fs.mkdtemp(path.join(os.tmpdir(), 'kopa-soak-'))
  const env = { PATH: process.env['PATH'], HOME: os.homedir(), ...asStarted.env, KOPA_DATA: folder, PORT: String(metricsPort + 1), KOPA_METRICS_PORT: String(metricsPort), LOG_LEVEL: 'error', ...settings }
  const child = spawn(process.execPath, [...asStarted.flags, path.join(import.meta.dirname, '../../server/main.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  let said = ''
  child.stdout.on('data', chunk => { said += String(chunk) })
  const url = await readyUrl(child)
  return {
    url,
    pid: child.pid ?? 0,
    output: () => said,
    measure: () => measure(metricsPort, child.pid ?? 0),
    async stop() {
      const ended = new Promise(resolve => { child.once('exit', resolve) })
      child.kill('SIGTERM')
      await ended
      process.off('exit', end)
      if (settings['KOPA_DATA'] === undefined) await fs.rm(folder, { recursive: true, force: true })
    },
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      said += String(chunk)
      const url = /Kopa is ready: (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(`the server ended:\n${said}`)))
  })
}

async function measure(port: number, pid: number): Promise<Sample> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } })).text()
  const of = (name: string): number => Number(text.split('\n').find(line => line.startsWith(`${name} `))?.split(' ').at(-1) ?? NaN)
  return {
    heap: of('kopa_memory_bytes{kind="heapUsed"}') + of('kopa_memory_bytes{kind="external"}'), rss: of('kopa_memory_bytes{kind="rss"}'),
    descriptors: readdirSync(`/proc/${pid}/fd`).length, documents: of('kopa_open_documents'), sockets: of('kopa_sockets{kind="sync"}'),
  }
}

/** What is held now, with the lowest heap of some seconds: the rest is garbage that was not collected yet. */
export async function measureFor(server: SoakedServer, seconds: number): Promise<Sample> {
  const samples = [await server.measure()]
  for (let left = seconds; left > 0; left--) {
    await pause(1000)
    samples.push(await server.measure())
  }
  return { ...await server.measure(), heap: Math.min(...samples.map(({ heap }) => heap)) }
}
