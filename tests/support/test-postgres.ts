import { rmSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../server/core/database.ts'
import { startEmbeddedPostgres } from '../../server/core/embedded-postgres.ts'
import { createLog } from '../../server/core/log.ts'
import { migrate } from '../../server/core/migrate.ts'
import { findPostmaster, isAlive } from '../../server/core/postgres-process.ts'

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
  const database = openDatabase(postgres.connection, log, { most: 1 })
  await migrate(database).finally(() => database.destroy())
  project.provide('postgresSocket', postgres.connection.host ?? '')
  const end = await endWithUs(dataFolder)
  return async () => {
    end.forget()
    await postgres.stop()
    await fs.rm(dataFolder, { recursive: true, force: true })
  }
}

/** A run that is interrupted is not told to clean up; its PostgreSQL must not stay behind. */
async function endWithUs(dataFolder: string): Promise<{ forget: () => void }> {
  const pid = await findPostmaster(path.join(dataFolder, 'postgres'))
  const end = () => {
    if (pid !== null) process.kill(pid, 'SIGQUIT')
    // Nothing asynchronous happens any more when a process exits.
    for (let tries = 0; pid !== null && isAlive(pid) && tries < 100; tries++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  const interrupted = () => process.exit(143)
  process.once('exit', end)
  process.once('SIGTERM', interrupted)
  const forget = () => {
    process.off('exit', end)
    process.off('SIGTERM', interrupted)
  }
  return { forget }
}
