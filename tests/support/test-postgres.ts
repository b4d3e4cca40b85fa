import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../server/core/database.ts'
import { startEmbeddedPostgres } from '../../server/core/embedded-postgres.ts'
import { createLog } from '../../server/core/log.ts'
import { migrate } from '../../server/core/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the socket of this run's PostgreSQL; its database "kopa" is migrated and only ever cloned. */
    postgresSocket: string
  }
}

/** One private PostgreSQL for the whole run, as durable as the real one. Vitest calls this before the first test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'kopa-tests-'))
  const log = createLog('warn')
  const postgres = await startEmbeddedPostgres({ dataFolder, log, onLost: reason => { throw reason } })
  const database = openDatabase(postgres.connection, log, 1)
  await migrate(database).finally(() => database.destroy())
  project.provide('postgresSocket', postgres.connection.host ?? '')
  return async () => {
    await postgres.stop()
    await fs.rm(dataFolder, { recursive: true, force: true })
  }
}
