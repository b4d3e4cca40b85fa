import { readConfig } from '../config.ts'
import { contextFor, type PublicContext } from '../core/context.ts'
import { createLog } from '../core/log.ts'
import { createOutbox } from '../core/outbox.ts'
import { joinStorage } from '../storage.ts'

/** Does something with the database that the settings name, also while Kopa runs on it. */
export async function onDatabase(work: (context: PublicContext) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog('warn')
  const storage = await joinStorage(config, log)
  try {
    const { database } = storage
    await work(contextFor({ database, config, log, outbox: createOutbox(database, log) }, null))
  } finally {
    await storage.close()
  }
}
