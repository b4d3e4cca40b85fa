import { readConfig } from '../../server/config.ts'
import { contextFor, type PublicContext } from '../../server/core/context.ts'
import { openDatabase, type Database } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { atTheEnd } from './services.ts'

/** As many as a test has at the same moment. */
const mostNodes = 5

/** Nodes on one database that act at an hour and minute of a day the test chooses; five in a row are five different ones. */
export function clockedNodes({ connectionString, env = {} }: { connectionString: string, env?: Record<string, string> }): (hour: number, minute?: number) => PublicContext {
  const log = createLog('silent')
  const databases: Database[] = []
  atTheEnd(async () => { await Promise.all(databases.map(database => database.destroy())) })
  let made = 0
  return (hour, minute = 0) => {
    const database = databases[made % mostNodes] ?? openDatabase({ connectionString }, log, { most: 2 })
    databases[made++ % mostNodes] = database
    return { ...contextFor({ database, config: readConfig(env), log, outbox: createOutbox(database, log) }, null), now: () => new Date(Date.UTC(2035, 0, 1, hour, minute)) }
  }
}
