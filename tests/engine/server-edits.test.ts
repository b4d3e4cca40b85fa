import { expect, test } from 'vitest'
import { noMeter } from '../../server/core/meter.ts'
import { until } from '../support/services.ts'
import { startEngine, type EngineWorld } from './engine-world.ts'

/** What the server writes for somebody (a title, a rule, an accepted proposal) is let in by the rules for what comes over their socket. */

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

async function pageOf(world: EngineWorld) {
  const ana = await world.join('Ana')
  const id = await world.createDocument(ana)
  const edit = (...texts: string[]) => world.engine.edit({ documentId: id, userId: ana, verb: 'revert', args: [{ title: '', content: texts.map(paragraph) }] })
  const stored = () => world.database.selectFrom('documents').select(['snapshot', 'flaggedAt']).where('id', '=', id).executeTakeFirstOrThrow()
  const refused = async () => (await world.database.selectFrom('events').select('payload').where('name', '=', 'document.updateRefused').execute())
    .map(({ payload }) => payload as { documentId: string, userId: string, reason: string }).filter(({ documentId }) => documentId === id).map(({ userId, reason }) => [userId, reason])
  return { ana, id, edit, stored, refused }
}

test('it grows a document as far as it may be, and no further: who asked is told in words; taking away and bringing back are let in', async () => {
  const most = 64 * 1024
  const world = await startEngine({ caps: { documentBytes: most }, config: { quiet: 50 } })
  const { ana, id, edit, stored, refused } = await pageOf(world)
  await edit('a'.repeat(5000))
  const version = await world.engine.versions.capture({ documentId: id, reason: 'named', name: 'As it was', userId: ana })
  await edit()
  await until(async () => ((await stored()).snapshot?.length ?? Infinity) < 1000)
  const full = 'x'.repeat(most - 2000)
  await edit(full)
  await expect(edit(full, 'y'.repeat(3000))).rejects.toMatchObject({ code: 'documentTooLarge' })
  await until(async () => (await refused()).length > 0)
  expect(await refused()).toEqual([[ana, 'document too large']])
  await world.engine.versions.restore(id, null, version?.id ?? '', { userId: ana })
  await edit()
  // Once that is folded there is room again.
  await until(() => edit('There is room again.').then(() => true, () => false))
})

test('whoever has asked for much in a document is not ahead of others with all of it', async () => {
  const world = await startEngine()
  const { ana, id } = await pageOf(world)
  const bo = await world.join('Bo')
  const retitle = (userId: string, title: string) => world.engine.edit({ documentId: id, userId, verb: 'setTitle', args: [title] })
  await retitle(ana, 'At first')
  const many = Array.from({ length: 20 }, (_, index) => retitle(bo, `Title ${index}`))
  const position = await retitle(ana, 'Hers')
  expect(position).toBeLessThan(5)
  expect(await Promise.all(many)).toHaveLength(20)
})

test('what is large is judged in another thread, as over a socket; what is small at once', async () => {
  const jobs: string[] = []
  const world = await startEngine({ meter: { ...noMeter, keeperDid: task => jobs.push(task) } })
  const { edit } = await pageOf(world)
  const judged = () => jobs.filter(task => task === 'judge').length
  await edit('x'.repeat(1000))
  expect(judged()).toBe(0)
  await edit('x'.repeat(40_000))
  expect(judged()).toBe(1)
})

test('a document that cannot be read any further is not written on: that is said, and what is there stays', async () => {
  const world = await startEngine()
  const { ana, id, edit, stored, refused } = await pageOf(world)
  // A row of the log that nobody can read: what a bad disk would leave.
  await world.database.insertInto('documentUpdates').values({ documentId: id, position: 1, userId: ana, clientId: 5, bytes: Buffer.from([1]) }).execute()
  await expect(edit('In vain')).rejects.toMatchObject({ code: 'documentDamaged' })
  await until(async () => (await stored()).flaggedAt !== null && (await refused()).length > 0)
  expect(await refused()).toEqual([[ana, 'may not write']])
  const rows = await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()
  expect(rows).toEqual([{ position: 1 }])
})
