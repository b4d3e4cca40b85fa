import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Event } from '@kopa/shared/events.ts'
import { createDatabase, until, type TestDatabase } from '../../tests/support/services.ts'
import { openConnection, openDatabase, type Database } from './database.ts'
import { createLog } from './log.ts'
import { hearNotices, sendNotices, type NoticeParts } from './notices.ts'

const log = createLog('silent')
let there: TestDatabase
let database: Database
const ears: { stop: () => Promise<void> }[] = []

beforeAll(async () => {
  there = await createDatabase()
  database = openDatabase(there, log)
  return () => database.destroy()
})
afterEach(async () => { for (const ear of ears.splice(0)) await ear.stop() })

interface Heard { events: Event[], missed: number, deaf: number }

async function listen(parts: Partial<NoticeParts> = {}): Promise<Heard> {
  const heard: Heard = { events: [], missed: 0, deaf: 0 }
  ears.push(await hearNotices({
    openConnection: () => openConnection(there), log, nodeId: 'one',
    tell: async events => { heard.events.push(...events) },
    missed: async () => { heard.missed++ },
    deaf: () => { heard.deaf++ },
    ...parts,
  }))
  return heard
}

const eventOf = (number: number, text = ''): Event => ({
  id: String(number), name: 'company.created', payload: { companyId: text }, workspaceId: null, companyId: null, userId: null, at: new Date(0).toISOString(),
})
const send = (node: string, events: Event[]): Promise<void> => database.transaction().execute(transaction => sendNotices(transaction, node, events))

test('a thousand facts of one commit are heard once each, in their order; one\'s own are not', async () => {
  const heard = await listen()
  const events = Array.from({ length: 1000 }, (_, index) => eventOf(index))
  await send('one', events)
  await send('two', events)
  await until(() => heard.events.length >= 1000)
  expect(heard.events).toEqual(events)
  expect(heard.missed).toBe(0)
})

test('what is rolled back is not heard of', async () => {
  const heard = await listen()
  await expect(database.transaction().execute(async transaction => {
    await sendNotices(transaction, 'two', [eventOf(1)])
    throw new Error('rolled back')
  })).rejects.toThrow('rolled back')
  await send('two', [eventOf(2)])
  await until(() => heard.events.length > 0)
  expect(heard.events).toEqual([eventOf(2)])
})

test('a fact that is too large makes everybody look anew; its neighbours are told', async () => {
  const heard = await listen()
  await send('two', [eventOf(1), eventOf(2, 'x'.repeat(9000)), eventOf(3)])
  await until(() => heard.events.length === 2)
  expect(heard).toEqual({ events: [eventOf(1), eventOf(3)], missed: 1, deaf: 0 })
})

test('garbage on the channel is passed over', async () => {
  const heard = await listen()
  const client = await openConnection(there)
  for (const payload of ['', 'x', 'null', '[]', '{"node":1,"events":[]}', '{"node":"two","events":{}}']) await client.query('select pg_notify($1, $2)', ['kopa_facts', payload])
  await client.end()
  await send('two', [eventOf(7)])
  await until(() => heard.events.length > 0)
  expect(heard).toEqual({ events: [eventOf(7)], missed: 0, deaf: 0 })
})

test('a node that cannot listen says so once, and looks anew when it can', async () => {
  let isCut = true
  const open = () => (isCut ? Promise.reject(new Error('cut')) : openConnection(there))
  const heard = await listen({ openConnection: open, config: { proof: 50, patience: 100 } })
  await until(() => heard.deaf === 1)
  isCut = false
  await until(() => heard.missed === 1)
  await send('two', [eventOf(1)])
  await until(() => heard.events.length > 0)
  expect(heard.deaf).toBe(1)
})
