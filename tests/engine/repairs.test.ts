import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
import { crooked, longText, overmarked, update } from './crooked-updates.ts'
import { openEditor, openRaw, startEngine, synced, textOf } from './engine-world.ts'

/** Who is to answer for it that a document had to be begun anew. */

test('who has a document begun anew again and again is let in no more after so many times, and told; everybody else goes on', async () => {
  const strict = await startEngine({ config: { quiet: 100, oldest: 200, grace: 200 }, caps: { repairsPerHour: 2 } })
  const [hostile, honest] = [await strict.join('Bo'), await strict.join('Ana')]
  const id = await strict.createDocument(honest)
  const send = async (bytes: (doc: Y.Doc) => Uint8Array) => {
    const reader = openEditor(strict.url, id, honest)
    await synced(reader)
    const isEmpty = textOf(reader) === ''
    if (isEmpty) reader.doc.getText('title').insert(0, 'Ana and Bo')
    await until(() => reader.saved() > Number(isEmpty)) // what it answered the server at once is counted, too
    const raw = await openRaw(strict.url, id, hostile)
    raw.socket.send(update(bytes(reader.doc)))
    reader.leave()
    return raw.closed
  }
  expect([await send(crooked), await send(crooked), await send(crooked)]).toEqual([
    { code: closeCode.otherEpoch, reason: '' }, { code: closeCode.otherEpoch, reason: '' }, { code: closeCode.refusedUpdate, reason: 'too many repairs' },
  ])
  const fact = strict.database.selectFrom('events').select('payload').where('name', '=', 'document.updateRefused')
  await until(async () => (await fact.execute()).length > 0)
  expect((await fact.executeTakeFirstOrThrow()).payload).toMatchObject({ documentId: id, userId: hostile, reason: 'too many repairs' })
  const hers = openEditor(strict.url, id, honest)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'On: ')
  await until(() => hers.saved() > 1)
  expect(await strict.database.selectFrom('documents').select('epoch').where('id', '=', id).executeTakeFirst()).toEqual({ epoch: 3 })
})

test('a mark too many on what somebody else has marked to the limit is theirs who has opened most, not of who opened the last', async () => {
  const strict = await startEngine({ config: { quiet: 100, oldest: 200, grace: 200 }, caps: { repairsPerHour: 1 } })
  const [hostile, honest] = [await strict.join('Bo'), await strict.join('Ana')]
  const id = await strict.createDocument(honest)
  const hers = openEditor(strict.url, id, honest)
  await synced(hers)
  const raw = await openRaw(strict.url, id, hostile)
  raw.socket.send(update(overmarked(hers.doc, 101)))
  await until(() => hers.doc.getXmlFragment('content').length > 0)
  expect(longText(hers.doc).length).toBe(101)
  hers.doc.transact(() => {
    longText(hers.doc).insert(101, 'y') // marked as what is before it
    longText(hers.doc).format(101, 1, { bold: true })
  })
  await until(() => hers.closeCodes.includes(closeCode.otherEpoch))
  const facts = await strict.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened').execute()
  expect(facts.map(({ payload }) => payload)).toEqual([expect.objectContaining({ documentId: id, writtenBy: hostile })])
  const back = openEditor(strict.url, id, honest)
  await synced(back)
  back.doc.getText('title').insert(0, 'On')
  await until(() => back.saved() > 1)
  expect(back.closeCodes).toEqual([])
})

test('whoever was made to write crooked by what somebody else has sent before is not who wrote it', async () => {
  const patient = await startEngine({ config: { quiet: 600_000, oldest: 600_000 } })
  const [hostile, honest] = [await patient.join('Bo'), await patient.join('Ana')]
  const id = await patient.createDocument(honest)
  const own = new Y.Doc()
  own.clientID = 1000
  own.getText('title').insert(0, 'Ana and Bo')
  const [hers, his] = [await openRaw(patient.url, id, honest), await openRaw(patient.url, id, hostile)]
  const stored = async () => (await patient.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()).length
  const send = async ({ socket }: typeof hers, bytes: Uint8Array) => {
    const before = await stored()
    socket.send(update(bytes))
    await until(async () => await stored() > before)
  }
  const write = async (at: number) => {
    const before = Y.encodeStateVector(own)
    own.getText('title').insert(at, 'y')
    await send(hers, Y.encodeStateAsUpdate(own, before))
  }
  await send(hers, Y.encodeStateAsUpdate(own))
  const bytes = crooked(own)
  await send(his, bytes)
  await write(2) // before she got it: it stands elsewhere with her than with others
  Y.applyUpdate(own, bytes)
  await write(textOf({ doc: own }).indexOf('x'))
  hers.socket.close() // folded when all have left
  his.socket.close()
  const facts = patient.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened')
  await until(async () => (await facts.execute()).length > 0)
  expect((await facts.execute()).map(({ payload }) => payload)).toEqual([expect.objectContaining({ documentId: id, writtenBy: hostile })])
})
