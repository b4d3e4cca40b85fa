import { parseArgs } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { newId } from '../../server/core/context.ts'
import { createLog } from '../../server/core/log.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { openStorage } from '../../server/storage.ts'
import { verifyChain } from '../support/audit.ts'

/**
 * How long the audit holds up one workspace when very much happens in it at once, in the empty folder that KOPA_DATA names: all of it
 * in one transaction (a branch of 5,000 pages is archived), and one after the other from many at once. Prints figures; asserts nothing.
 */
const { values } = parseArgs({ options: { facts: { type: 'string', default: '5000' }, writers: { type: 'string', default: '10' } } })
const facts = Number(values.facts)
const log = createLog('error')
const storage = await openStorage(readConfig(process.env), log)
await storage.migrate()
const { database } = storage
const outbox = createOutbox(database, log)
const author = { now: () => new Date(), newId, caller: null }

/** The machine may be busy with something else: the second figure is what this process itself has used. */
async function measured(name: string, act: () => Promise<unknown>): Promise<void> {
  const [from, used] = [performance.now(), process.cpuUsage()]
  await act()
  const { user, system } = process.cpuUsage(used)
  console.info(`${name.padEnd(40)} ${Math.round(performance.now() - from)} ms, CPU of this process ${Math.round((user + system) / 1000)} ms`)
}

async function check(workspaceId: string): Promise<void> {
  const { fault, entries } = await verifyChain(database, workspaceId)
  if (fault || entries !== facts) throw new Error(fault?.sentence ?? `${entries} entries instead of ${facts}`)
}

async function atOnce(workspaceId: string): Promise<void> {
  await outbox.write(async ({ emit }) => {
    for (let left = facts; left > 0; left--) await emit('page.archived', { workspaceId, pageId: newId(), privateTo: null })
  }, author)
}

async function oneByOne(workspaceId: string): Promise<void> {
  let left = facts
  const write = async () => {
    while (left-- > 0) await outbox.write(({ emit }) => emit('page.renamed', { workspaceId, pageId: newId(), privateTo: null }), author)
  }
  await Promise.all(Array.from({ length: Number(values.writers) }, write))
}

for (const [name, act] of [[`${facts} facts in one transaction`, atOnce], ['again', atOnce], [`${facts} transactions, ${values.writers} at once`, oneByOne]] as const) {
  const workspaceId = newId()
  await measured(name, () => act(workspaceId))
  await measured('  read and verified', () => check(workspaceId))
}
await storage.close()
