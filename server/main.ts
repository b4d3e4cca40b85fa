import { writeSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { checkSettings, portSentence } from './check-settings.ts'
import { type Config, type Environment, idleSettings, isLoopback, readConfig, withPort, WrongSetting } from './config.ts'
import { createLog, type Logger } from './core/log.ts'
import { openStorage, type Storage } from './storage.ts'

/**
 * Runs Kopa until it is told to stop. Opens in order (settings, database, schema, application, port) and closes
 * in the opposite one, so that nothing is ever written to something that is gone.
 * @throws a sentence for the person who starts it
 */
export async function main(env: Environment): Promise<void> {
  const stopped = stopRequest()
  const asked = readConfig(env)
  const log = createLog(asked.logLevel)
  surviveSurprises(log)
  for (const sentence of idleSettings(env)) log.warn(sentence)
  const config = withPort(asked, await checkSettings(asked))
  const storage = await openStorage(config, log)
  try {
    await storage.migrate()
    await serve(config, storage, log, stopped)
  } finally {
    await storage.close()
  }
}

async function serve(config: Config, storage: Storage, log: Logger, stopped: Promise<void>): Promise<void> {
  // Loaded here: a wrong setting is told without waiting for the whole application, and the command line never needs it.
  const { buildApp } = await import('./app.ts')
  const app = await buildApp({ config, database: storage.database, openConnection: storage.openConnection, log })
  try {
    await listen(app, config)
    warnIfOpen(config, log)
    process.stdout.write(`Kopa is ready: ${config.url}\n`)
    await stopped
    log.info('stopping: open pages are told, what was sent is stored')
  } finally {
    await app.close()
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port, listenTextResolver: address => `listening on ${address}` })
  } catch (error) {
    throw error instanceof WrongSetting ? error : portSentence(host, port, error)
  }
}

function warnIfOpen({ host, url }: Config, log: Logger): void {
  if (isLoopback(host) || url.startsWith('https:')) return
  log.warn(`Kopa listens on ${host}, and people reach it as ${url}, without encryption: passwords and pages can be read on the way. Put a server that speaks https in front and set KOPA_URL to its address.`)
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Resolves at the first signal, or when the script that started us is gone. One Ctrl-C may arrive several times
 * (from the terminal, from npm, from our own script), so only a later signal means "at once".
 */
function stopRequest(): Promise<void> {
  return new Promise(resolve => {
    let askedAt = 0
    const ask = () => {
      if (askedAt !== 0 && Date.now() - askedAt > 1_000) process.exit(1)
      askedAt ||= Date.now()
      resolve()
    }
    for (const signal of signals) process.on(signal, ask)
    if (!process.connected) return
    process.once('disconnect', () => resolve())
    process.channel?.unref()
  })
}

/**
 * A forgotten rejection concerns one request and is written down: ending would throw everybody out for it.
 * An exception nobody caught leaves the process in an unknown state: it ends, and since everything acknowledged
 * is on disk, nothing is lost.
 */
function surviveSurprises(log: Logger): void {
  process.on('unhandledRejection', reason => log.error({ err: reason }, 'a promise was rejected and nobody listened'))
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'an unexpected error; Kopa ends')
    process.exit(1)
  })
}

async function run(): Promise<void> {
  try {
    await main(process.env)
    process.exit(0)
  } catch (error) {
    writeSync(2, `Kopa did not start. ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

if (import.meta.main) await run()
