import { expect, test } from 'vitest'
import type { Work } from '../../server/core/context.ts'
import { openConnection } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { atTheEnd, createDatabase, until } from '../support/services.ts'
import { openDatabaseProxy } from './database-proxy.ts'
import { openEditor, startEngine, synced, textOf, type WorldOptions } from './engine-world.ts'

/** What is written in the transaction that stores a change: both or neither (that it outlives a kill -9 is in audit-crashes.test.ts). */

async function twoPages(options: WorldOptions = {}) {
  const world = await startEngine(options)
  const ana = await world.join('Ana')
  const [one, other] = [await world.createDocument(ana), await world.createDocument(ana)]
  const outbox = createOutbox(world.database, createLog('silent'))
  const along = (work: (work: Work) => Promise<void>) => outbox.along(work, { now: () => new Date(), newId: () => crypto.randomUUID(), caller: null })
  const renamed = along(async ({ transaction }) => { await transaction.updateTable('users').set({ name: 'Renamed' }).where('id', '=', ana).execute() })
  const retitle = (documentId: string, title: string, brought?: ReturnType<typeof along>) => world.engine.edit({ documentId, userId: ana, verb: 'setTitle', args: [title], along: brought })
  const name = async () => (await world.database.selectFrom('users').select('name').where('id', '=', ana).executeTakeFirstOrThrow()).name
  const rows = async (documentId: string) => (await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', documentId).execute()).length
  return { world, ana, one, other, along, renamed, retitle, name, rows }
}

test('where somebody holds what it needs, the change waits by itself: everybody else is saved meanwhile', async () => {
  const { world, ana, one, other, renamed, retitle, name, rows } = await twoPages()
  const holder = await world.database.startTransaction().execute()
  await holder.selectFrom('users').select('id').where('id', '=', ana).forNoKeyUpdate().execute()
  let isStored = false
  const waiting = retitle(one, 'Both', renamed).then(position => { isStored = true; return position })
  await retitle(other, 'First')
  await retitle(other, 'Second')
  expect([isStored, await rows(one), await name()]).toEqual([false, 0, 'Ana'])
  await holder.commit().execute()
  expect(await waiting).toBe(1)
  expect(await name()).toBe('Renamed')
})

test('where many changes wait for what somebody holds, each has its turn, and everybody else is saved between two of them', async () => {
  const { world, ana, other, along, retitle } = await twoPages()
  const holder = await world.database.startTransaction().execute()
  await holder.selectFrom('users').select('id').where('id', '=', ana).forNoKeyUpdate().execute()
  const tried = new Set<string>()
  const pages = await Promise.all(Array.from({ length: 12 }, () => world.createDocument(ana)))
  const waiting = pages.map(id => retitle(id, 'Both', along(async ({ transaction }) => {
    tried.add(id)
    await transaction.updateTable('users').set({ name: 'Renamed' }).where('id', '=', ana).execute()
  })))
  await until(() => tried.size === pages.length)
  for (let position = 1; position <= 5; position++) expect(await retitle(other, `Title ${position}`)).toBe(position)
  await holder.commit().execute()
  expect(await Promise.all(waiting)).toEqual(pages.map(() => 1))
})

test('what can never be written takes its change with it, and nobody else\'s', async () => {
  const { one, other, along, retitle, rows } = await twoPages()
  const never = along(async () => { throw new TypeError('not a person') })
  await expect(retitle(one, 'Neither', never)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await rows(one)).toBe(0)
  expect([await retitle(other, 'There'), await retitle(one, 'Here')]).toEqual([1, 1])
})

test('a commit whose answer was lost is found again: what went along was written once', async () => {
  const { connectionString } = await createDatabase()
  const proxy = await openDatabaseProxy(connectionString)
  atTheEnd(proxy.close)
  const { ana, one, along, retitle, name, rows } = await twoPages({ connectionString, openConnection: () => openConnection({ connectionString: proxy.connectionString }) })
  let tries = 0
  const doubled = along(async ({ transaction }) => {
    await transaction.updateTable('users').set(({ fn }) => ({ name: fn<string>('concat', ['name', 'name']) })).where('id', '=', ana).execute()
    if (tries++ === 0) proxy.loseNextAnswer() // to the commit
  })
  expect(await retitle(one, 'Once', doubled)).toBe(1)
  expect(await name()).toBe('AnaAna')
  expect([await rows(one), tries]).toEqual([1, 1])
})

test('nor is it taken for what another node has written, when the log is read while somebody holds its document', async () => {
  const { connectionString } = await createDatabase()
  const proxy = await openDatabaseProxy(connectionString)
  atTheEnd(proxy.close)
  const { world, ana, one, along, retitle, name, rows } = await twoPages({ connectionString, redisUrl: null, openConnection: () => openConnection({ connectionString: proxy.connectionString }) })
  const reader = openEditor(world.url, one, ana)
  await synced(reader)
  const holder = await world.database.startTransaction().execute()
  let [tries, held, next]: [number, Promise<unknown>, Promise<unknown>] = [0, Promise.resolve(), Promise.resolve()]
  const doubled = along(async ({ transaction }) => {
    await transaction.updateTable('users').set(({ fn }) => ({ name: fn<string>('concat', ['name', 'name']) })).where('id', '=', ana).execute()
    if (tries++ > 0) return
    held = holder.selectFrom('documents').select('id').where('id', '=', one).forUpdate().execute() // as soon as this is committed
    next = retitle(one, 'Twice') // reads the log before it writes
    proxy.loseNextAnswer()
  })
  const first = retitle(one, 'Once', doubled)
  await until(() => textOf(reader) === 'Once')
  await held
  await holder.commit().execute()
  expect([await first, await next]).toEqual([1, 2])
  expect([await name(), await rows(one), tries]).toEqual(['AnaAna', 2, 1])
})

test('who was told that their change is not stored does not find it stored later', async () => {
  const { world, ana, one, other, renamed, retitle, name, rows } = await twoPages({ config: { editPatience: 500 } })
  const holder = await world.database.startTransaction().execute()
  await holder.selectFrom('users').select('id').where('id', '=', ana).forNoKeyUpdate().execute()
  await expect(retitle(one, 'Both', renamed)).rejects.toMatchObject({ code: 'unavailable' })
  await holder.commit().execute()
  expect(await retitle(other, 'Elsewhere')).toBe(1) // the log has gone on
  expect(await retitle(one, 'Again')).toBe(1)
  expect([await name(), await rows(one)]).toEqual(['Ana', 1])
})

test('where nothing is to be changed it is written by itself', async () => {
  const { one, renamed, retitle, name } = await twoPages()
  await retitle(one, 'As it is')
  expect(await retitle(one, 'As it is', renamed)).toBe(null)
  expect(await name()).toBe('Renamed')
})
