import fs from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { Redis } from 'ioredis'
import { type Config, WrongSetting } from './config.ts'
import { openConnection } from './core/database.ts'

/**
 * Tries every setting before anything is started, so that a wrong one is one sentence and not half a start.
 * @returns the port to listen on: the one set, or a free one when it is 0
 * @throws WrongSetting
 */
export async function checkSettings(config: Config): Promise<number> {
  await checkDataFolder(config.dataFolder)
  if (config.databaseUrl !== null) await checkDatabase(config.databaseUrl)
  if (config.redisUrl !== null) await checkRedis(config.redisUrl)
  if (config.metrics) await checkPort(config.metrics.host, config.metrics.port, 'KOPA_METRICS_')
  return checkPort(config.host, config.port)
}

/** Makes the folder when it is not there; what is in it belongs to companies and to nobody else on this machine. */
export async function checkDataFolder(folder: string): Promise<void> {
  const probe = path.join(folder, `.kopa-may-write-${process.pid}`)
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 })
    await fs.writeFile(probe, '')
    await fs.rm(probe)
  } catch (error) {
    throw new WrongSetting(`KOPA_DATA: Kopa cannot write to the folder ${folder} (${reasonOf(error)}).`, { cause: error })
  }
}

export async function checkDatabase(databaseUrl: string): Promise<void> {
  try {
    const client = await openConnection({ connectionString: databaseUrl })
    await client.end()
  } catch (error) {
    throw new WrongSetting(`DATABASE_URL: the database at ${placeOf(databaseUrl)} cannot be used (${reasonOf(error)}).`, { cause: error })
  }
}

async function checkRedis(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000, maxRetriesPerRequest: 0 })
  let reason: unknown
  redis.on('error', error => { reason = error })
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    throw new WrongSetting(`REDIS_URL: Redis at ${placeOf(redisUrl)} cannot be used (${reasonOf(reason ?? error)}).`, { cause: error })
  } finally {
    redis.disconnect()
  }
}

/** @param prefix of the names of the settings */
function checkPort(host: string, port: number, prefix = ''): Promise<number> {
  const server = net.createServer()
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(portSentence(host, port, error, prefix)))
    server.listen({ host, port }, () => {
      const address = server.address()
      const chosen = typeof address === 'object' && address !== null ? address.port : port
      server.close(() => resolve(chosen))
    })
  })
}

/** Also for the moment of listening itself, when somebody was quicker. */
export function portSentence(host: string, port: number, error: unknown, prefix = ''): WrongSetting {
  const reason = reasonOf(error)
  if (reason.includes('EADDRINUSE')) return new WrongSetting(`${prefix}PORT: something else already listens on port ${port} of ${host}. Stop it, or set ${prefix}PORT to another number.`)
  if (reason.includes('EACCES')) return new WrongSetting(`${prefix}PORT: this user may not listen on port ${port}; ports below 1024 usually need more rights.`)
  if (/EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN/.test(reason)) return new WrongSetting(`${prefix}HOST: this machine has no address "${host}" to listen on.`)
  return new WrongSetting(`Kopa cannot listen on ${host}, port ${port} (${reason}).`, { cause: error })
}

/** An address without the name and password in it. */
export function placeOf(address: string): string {
  const { host, pathname } = new URL(address)
  return `${host}${pathname}`
}

/** Several addresses of one name fail together in an error without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
}
