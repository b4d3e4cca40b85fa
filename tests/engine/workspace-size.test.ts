import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf, type EngineWorld } from './engine-world.ts'

/** Whoever may write in a workspace cannot fill the disk with it, by one document or by many. */

const [kilobyte, most] = [1024, 256 * 1024]

const refusalsIn = async ({ database }: EngineWorld, id: string) => (await database.selectFrom('events').select('payload').where('name', '=', 'document.updateRefused').execute())
  .map(({ payload }) => payload as { documentId: string, userId: string, reason: string }).filter(({ documentId }) => documentId === id).map(({ userId, reason }) => [userId, reason])

const foldedTo = async ({ database }: EngineWorld, id: string) => (await database.selectFrom('documents').select('snapshotPosition').where('id', '=', id).executeTakeFirstOrThrow()).snapshotPosition

/** A paragraph more, written by the server. */
const addTo = (world: EngineWorld, documentId: string, userId: string, text: string) =>
  world.engine.edit({ documentId, userId, verb: 'fill', args: [{ content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }] })

async function elsewhere({ database }: EngineWorld): Promise<string> {
  const id = randomUUID()
  await database.insertInto('workspaces').values({ id, name: 'Another', createdAt: new Date() }).execute()
  return id
}

test('its documents grow so far together and no further; what was written and taken back is let in, and what is taken away makes room', async () => {
  const world = await startEngine({ caps: { workspaceBytes: most }, config: { quiet: 50 } })
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
  const [one, two] = [await world.createDocument(ana), await world.createDocument(ana)]
  const [hers, his] = [openEditor(world.url, one, ana), openEditor(world.url, two, bo)]
  await synced(hers, his)
  hers.doc.getText('title').insert(0, 'x'.repeat(200 * kilobyte))
  await until(() => hers.saved() >= 2)
  // What one fold has taken in lies beside its result until the next one.
  await until(async () => await foldedTo(world, one) === 1)
  his.doc.getText('title').insert(0, 'y'.repeat(100 * kilobyte))
  await until(() => his.closeCodes.includes(closeCode.workspaceTooLarge))
  await until(async () => (await refusalsIn(world, two)).length > 0)
  expect(await refusalsIn(world, two)).toEqual([[bo, 'workspace too large']])
  expect(world.engine.figures.fullWorkspaces).toBe(1)
  await expect(addTo(world, two, bo, 'y'.repeat(100 * kilobyte))).rejects.toMatchObject({ code: 'workspaceTooLarge' })
  // He takes his words back; what is left of them takes next to nothing.
  his.doc.getText('title').delete(0, 100 * kilobyte)
  his.provider.connect()
  await until(() => his.provider.synced && his.saved() >= 1)
  hers.doc.getText('title').delete(0, 190 * kilobyte)
  const reader = openEditor(world.url, one, bo)
  await until(() => textOf(reader).length === 10 * kilobyte)
  for (const editor of [hers, reader]) editor.leave() // a document that nobody has open is folded at once; else it rests in between
  await until(() => addTo(world, two, bo, 'z'.repeat(100 * kilobyte)).then(() => true, () => false))
  expect(world.engine.figures.fullWorkspaces).toBe(0)
})

test('what was written and taken away before it was folded makes room, though nobody writes there again', async () => {
  const config = { quiet: 600_000, oldest: 600_000, tailUpdates: 1e9, tailBytes: 1e9, selfCheckRound: 50, resumable: 100 }
  const world = await startEngine({ caps: { workspaceBytes: most }, config })
  const ana = await world.join('Ana')
  const [one, two] = [await world.createDocument(ana), await world.createDocument(ana)]
  const hers = openEditor(world.url, one, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, `kept ${'x'.repeat(200 * kilobyte)}`)
  hers.doc.getText('title').delete(5, 200 * kilobyte)
  await until(() => hers.saved() >= 3)
  await expect(addTo(world, two, ana, 'y'.repeat(100 * kilobyte))).rejects.toMatchObject({ code: 'workspaceTooLarge' })
  hers.leave() // folded at once, and never again
  await until(() => addTo(world, two, ana, 'y'.repeat(100 * kilobyte)).then(() => true, () => false))
  expect(world.settled.filter(({ documentId }) => documentId === one)).toHaveLength(1)
  await world.restart()
  const reader = openEditor(world.url, one, ana)
  await synced(reader)
  expect(textOf(reader)).toBe('kept ')
})

test('many documents that say nothing fill it as well; another workspace does not notice, and a server that starts anew knows it at once', async () => {
  const world = await startEngine({ caps: { workspaceBytes: most } })
  const ana = await world.join('Ana')
  let made = 0
  const makeOne = () => world.createDocument(ana).then(() => { made++ })
  const makeMany = async () => { for (;;) await makeOne() }
  await expect(makeMany()).rejects.toMatchObject({ code: 'workspaceTooLarge' })
  await expect(makeOne()).rejects.toMatchObject({ code: 'workspaceTooLarge' })
  expect(made).toBe(most / kilobyte)
  await world.restart()
  await expect(makeOne()).rejects.toMatchObject({ code: 'workspaceTooLarge' })
  const start = { id: randomUUID(), kind: 'page' as const, workspaceId: await elsewhere(world), privateTo: null, userId: ana }
  await world.database.transaction().execute(transaction => world.engine.createDocument(transaction, start))
})
