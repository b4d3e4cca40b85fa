import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { readConfig, withPort } from '../../server/config.ts'
import { openConnection, openDatabase, type Database } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import type { HearingConfig } from '../../server/core/notices.ts'
import { createDatabase, freePort, temporaryFolder } from './services.ts'

export interface TestApp { url: string, app: FastifyInstance, database: Database, connectionString: string, dataFolder: string, close: () => Promise<void> }

export interface AppOptions {
  env?: Record<string, string>
  /** Everybody in a test has one address: the limits on tries are far away, but for the tests of the limits. */
  triesFactor?: number
  /** Milliseconds; `never` for tests that sign and send by themselves. */
  headsEvery?: number
  /** Another node of it: the same database and the same files. */
  beside?: Pick<TestApp, 'connectionString' | 'dataFolder'>
  hearing?: Partial<HearingConfig>
  /** Can connections of its own (the log's, the ear's) be opened now? */
  opens?: () => boolean
}

/** In 24 days. */
export const never = 2 ** 31 - 1

/** The whole server inside the test's own process, on a database of its own. Closed when the file is done. */
export async function startApp({ env = {}, triesFactor = 1000, headsEvery, beside, hearing, opens = () => true }: AppOptions = {}): Promise<TestApp> {
  const { connectionString, drop } = beside ? { ...beside, drop: async () => undefined } : await createDatabase()
  const dataFolder = beside?.dataFolder ?? await temporaryFolder()
  const config = withPort(readConfig({ KOPA_DATA: dataFolder, DATABASE_URL: connectionString, ...env }), await freePort())
  const log = createLog(process.env.LOG_LEVEL ?? 'silent')
  const database = openDatabase({ connectionString }, log)
  const app = await buildApp({ config, database, openConnection: () => (opens() ? openConnection({ connectionString }) : Promise.reject(new Error('cut'))), log, triesFactor, headsEvery, hearing })
  await app.listen({ host: config.host, port: config.port })
  const end = async () => {
    await app.close()
    await database.destroy()
    await drop()
  }
  let ended: Promise<void> | null = null
  const close = () => (ended ??= end())
  afterAll(close)
  return { url: `http://${config.host}:${config.port}`, app, database, connectionString, dataFolder, close }
}
