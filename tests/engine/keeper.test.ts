import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createLog } from '../../server/core/log.ts'
import { noMeter } from '../../server/core/meter.ts'
import { Keeper, TookTooMuch } from '../../server/documents/keeper.ts'
import { packDocument } from '../../server/documents/keeper-jobs.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf, type EngineWorld } from './engine-world.ts'
import { randomForTest } from '../support/random.ts'

const rowOf = (world: EngineWorld, id: string) => world.database.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Each letter is a struct of its own, because it was written before the last: much memory for few bytes. */
function manyStructs(...counts: number[]): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => { updates.push(update) })
  for (const count of counts) doc.transact(() => { for (let left = count; left > 0; left--) doc.getText('title').insert(0, 'x') })
  return updates
}

async function plant(world: EngineWorld, id: string, userId: string, updates: Uint8Array[]): Promise<void> {
  await world.database.insertInto('documentUpdates')
    .values(updates.map((bytes, index) => ({ documentId: id, position: index + 1, userId, clientId: 9 + index, bytes: Buffer.from(bytes) }))).execute()
}

test('what ends a thread of the keeper gets a larger one; what ends that too is shut, and nobody else notices', async () => {
  const world = await startEngine({ caps: { workerMegabytes: 16 }, config: { quiet: 100, oldest: 200 } })
  const ana = await world.join('Ana')
  const [heavy, poison, other] = [await world.createDocument(ana), await world.createDocument(ana), await world.createDocument(ana)]
  await plant(world, heavy, ana, manyStructs(30_000))
  await plant(world, poison, ana, manyStructs(200_000, 150_000))
  const [one, two, three] = [openEditor(world.url, heavy, ana), openEditor(world.url, poison, ana), openEditor(world.url, other, ana)]
  await synced(one, two, three)
  await until(async () => (await rowOf(world, poison)).flaggedAt !== null)
  await until(async () => (await rowOf(world, heavy)).snapshotPosition === 1)
  three.doc.getText('title').insert(0, 'well')
  await until(async () => (await rowOf(world, other)).snapshotPosition >= 1)
  expect((await rowOf(world, heavy)).flaggedAt).toBeNull()
  await until(() => two.closeCodes.length > 0)
  expect(three.closeCodes).toEqual([])
})

test('documents that need more memory than usual get it one after the other: together they would need all there is', async () => {
  const keeper = new Keeper({ workers: 2, workerMegabytes: 64, jobMilliseconds: 20_000, waitingQuestions: 10 }, createLog('silent'))
  const answers = [1, 2, 3].map(() => keeper.askLarge<'ping'>({ task: 'ping' }))
  const atWork: number[] = []
  for (const answer of answers) {
    await answer
    atWork.push(keeper.figures.busy)
  }
  expect(Math.max(...atWork)).toBeLessThanOrEqual(1)
  await keeper.close()
})

test('whoever asks without a pause does not keep documents from being folded', async () => {
  const keeper = new Keeper({ workers: 2, workerMegabytes: 64, jobMilliseconds: 20_000, waitingQuestions: 100 }, createLog('silent'))
  let isFolded = false
  const askOn = async () => { while (!isFolded) await keeper.ask<'ping'>({ task: 'ping' }, 'bo') }
  const asking = Array.from({ length: 10 }, askOn)
  await keeper.ask<'fold'>({ task: 'fold', document: packDocument('page', null, []), owners: [], authorship: null })
  isFolded = true
  await Promise.all(asking)
  await keeper.close()
})

/** A long text, and in it, from its end to its beginning, characters that name no right neighbour: Yjs compares each with all that follows. */
function endless(count = 100_000) {
  const bytes = encoding.encode(encoder => {
    const write = (...numbers: number[]) => { for (const number of numbers) encoding.writeVarUint(encoder, number) }
    write(2, count, 4_000_000_000, 0)
    for (let at = count - 1; at >= 0; at--) {
      encoding.writeUint8(encoder, 0x84)
      write(9, at)
      encoding.writeVarString(encoder, 'x')
    }
    write(1, 9, 0)
    encoding.writeUint8(encoder, 4)
    write(1)
    encoding.writeVarString(encoder, 'title')
    encoding.writeVarString(encoder, 'a'.repeat(count))
    write(0)
  })
  return { task: 'diff' as const, document: packDocument('page', null, [bytes]), stateVector: Uint8Array.of(0) }
}

test('a job that does not end is ended, its thread is replaced, and who waited behind it is answered; more than may wait is refused', async () => {
  let replaced = 0
  const keeper = new Keeper({ workers: 2, workerMegabytes: 256, jobMilliseconds: 6000, waitingQuestions: 1 }, createLog('silent'), { ...noMeter, keeperThreadReplaced: () => { replaced++ } })
  const ended = Promise.allSettled([keeper.ask<'diff'>(endless()), keeper.ask<'diff'>(endless())])
  const waiting = keeper.ask<'ping'>({ task: 'ping' })
  await expect(keeper.ask<'ping'>({ task: 'ping' })).rejects.toThrow('too much waits for the keeper')
  const tooLong = { status: 'rejected', reason: new TookTooMuch('took too long') }
  expect(await ended).toEqual([tooLong, tooLong])
  expect(await waiting).toBe(true)
  expect(replaced).toBe(2)
  await keeper.close()
})

/** One thread, so that jobs end in the order in which they are begun. `asks`: by name, who. */
function oneThread(waitingQuestions: number) {
  const keeper = new Keeper({ workers: 1, workerMegabytes: 64, jobMilliseconds: 20_000, waitingQuestions }, createLog('silent'))
  const [done, refused]: [string[], string[]] = [[], []]
  const asks = (who: string) => keeper.ask<'ping'>({ task: 'ping' }, who).then(() => done.push(who), () => refused.push(who))
  return { keeper, done, refused, asks }
}

test('whoever asks one thing does not wait for all that somebody else has asked', async () => {
  const { keeper, done, asks } = oneThread(100)
  await Promise.all([...Array.from({ length: 20 }, () => asks('Ana')), asks('Bo'), asks('Cilda')])
  expect(done).toEqual(['Ana', 'Ana', 'Bo', 'Cilda', ...Array<string>(18).fill('Ana')])
  await keeper.close()
})

test('whoever has asked more than may wait makes room for the others, and is refused', async () => {
  const { keeper, done, refused, asks } = oneThread(3)
  await Promise.all(['Ana', 'Ana', 'Ana', 'Ana', 'Ana', 'Bo', 'Cilda', 'Dace'].map(asks))
  expect(done).toEqual(['Ana', 'Ana', 'Bo', 'Cilda'])
  expect(refused).toEqual(['Ana', 'Ana', 'Ana', 'Dace'])
  await keeper.close()
})

test('what was damaged on the disk is found, 20 times of 20', async () => {
  const random = randomForTest()
  const world = await startEngine({ config: { quiet: 50, oldest: 100, grace: 50, selfCheckRound: 100, resumable: 0 } })
  const ana = await world.join('Ana')
  const ids = await Promise.all(Array.from({ length: 20 }, () => world.createDocument(ana)))
  for (const id of ids) {
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    editor.doc.getText('title').insert(0, `a page with some words ${id}`)
    await until(() => editor.saved() >= 2)
    editor.leave()
  }
  // All is well: each was read again.
  for (const id of ids) await until(async () => { const { checkedPosition, snapshotPosition } = await rowOf(world, id); return snapshotPosition > 0 && checkedPosition === snapshotPosition })
  await until(() => world.engine.figures.openDocuments === 0) // what is open is mended from memory
  for (const id of ids) {
    const { snapshot } = await rowOf(world, id)
    if (!snapshot) throw new Error('there is no snapshot')
    const damaged = Buffer.from(snapshot)
    const at = random.below(damaged.length)
    damaged[at] = (damaged[at] ?? 0) ^ (1 + random.below(255))
    await world.database.updateTable('documents').set({ snapshot: damaged, checkedPosition: 0 }).where('id', '=', id).execute()
  }
  for (const id of ids) await until(async () => (await rowOf(world, id)).flaggedAt !== null)
})

test('where somebody has the document open, it is stored again as it was', async () => {
  const world = await startEngine({ config: { quiet: 50, oldest: 100, selfCheckRound: 100, resumable: 0 } })
  const ana = await world.join('Ana')
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  editor.doc.getText('title').insert(0, 'words that stay')
  await until(async () => (await rowOf(world, id)).checkedPosition > 0)
  await world.database.updateTable('documents').set({ snapshot: Buffer.from([0, 0]), checkedPosition: 0 }).where('id', '=', id).execute()
  await until(async () => (await rowOf(world, id)).checkedPosition > 0)
  expect((await rowOf(world, id)).flaggedAt).toBeNull()
  expect(await world.database.selectFrom('events').select('payload').where('name', '=', 'document.mended').execute()).toEqual([{ payload: { documentId: id, privateTo: null } }])
  editor.leave()
  await world.restart()
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(textOf(fresh)).toBe('words that stay')
})
