import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { closeCode, messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { readDocument } from '../../server/documents/queries.ts'
import { until } from '../support/services.ts'
import { openEditor, openRaw, startEngine, synced, textOf } from './engine-world.ts'

test('a person has so many documents open at once and no more; others notice nothing, and who closes one may open one', async () => {
  const world = await startEngine({ caps: { socketsPerPerson: 3 } })
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
  const ids = await Promise.all(Array.from({ length: 4 }, () => world.createDocument(ana)))
  const open = ids.slice(0, 3).map(id => openEditor(world.url, id, ana))
  await synced(...open)
  const last = ids[3] ?? ''
  expect(await (await openRaw(world.url, last, ana)).closed).toEqual({ code: closeCode.tooMany, reason: 'Too many documents are open. Close some.' })
  const his = openEditor(world.url, last, bo)
  await synced(his)
  open[0]?.leave()
  const hers = openEditor(world.url, last, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'now')
  await until(() => textOf(his) === 'now')
})

test('a node holds so many documents at once: whoever comes for another is told to come back, and does when one is let go', async () => {
  const world = await startEngine({ caps: { openDocuments: 2 }, config: { grace: 50 } })
  const ana = await world.join('Ana')
  const [one, two, three] = [await world.createDocument(ana), await world.createDocument(ana), await world.createDocument(ana)]
  const [first, second] = [openEditor(world.url, one, ana), openEditor(world.url, two, ana)]
  await synced(first, second)
  const waiting = openEditor(world.url, three, ana)
  await until(() => waiting.closeCodes.includes(closeCode.tooMany))
  expect(waiting.provider.synced).toBe(false)
  const beside = openEditor(world.url, two, ana)
  await synced(beside)
  first.leave()
  await synced(waiting)
})

test('client ids of one person are counted, and what is stored already is never refused for it', async () => {
  const world = await startEngine({ caps: { clientIds: 2 }, config: { quiet: 60_000 } })
  const ana = await world.join('Ana')
  const id = await world.createDocument(ana)
  for (const word of ['one ', 'two ']) {
    const editor = openEditor(world.url, id, ana)
    await synced(editor)
    editor.doc.getText('title').insert(0, word)
    await until(() => editor.saved() >= 2)
    editor.leave()
  }
  const third = openEditor(world.url, id, ana)
  await synced(third)
  third.doc.getText('title').insert(0, 'three ')
  await until(() => third.closeCodes.includes(closeCode.refusedUpdate))
  await world.restart()
  const reader = openEditor(world.url, id, ana)
  await synced(reader)
  expect(textOf(reader)).toBe('two one ')
})

test('what one person has begun to send and never ends is in memory only so far; others, and what is whole, go on', async () => {
  const world = await startEngine({ caps: { arrivingBytes: 1024 * 1024, frameBytes: 512 * 1024 } })
  const [ana, mallory] = [await world.join('Ana'), await world.join('Mallory', 'viewer')]
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  const begun = await Promise.all(Array.from({ length: 4 }, () => openRaw(world.url, id, mallory)))
  for (const { socket } of begun) socket.send(new Uint8Array(400 * 1024), { fin: false })
  await Promise.any(begun.map(({ closed }) => closed))
  const left = begun.filter(({ socket }) => socket.readyState === socket.OPEN)
  expect(left.length).toBeGreaterThan(0)
  for (let round = 1; round <= 8; round++) {
    hers.doc.getText('title').insert(0, 'x'.repeat(300 * 1024))
    await until(() => hers.saved() === 1 + round)
  }
  expect(hers.closeCodes).toEqual([])
  for (const { socket } of left) socket.terminate()
  await Promise.all(begun.map(({ closed }) => closed))
  const again = openEditor(world.url, id, mallory)
  await synced(again)
  expect(textOf(again)).toHaveLength(8 * 300 * 1024)
})

test('a document grows so far and no further: what is there stays, taking away is let in, and then there is room again', async () => {
  const world = await startEngine({ caps: { documentBytes: 64 * 1024 }, config: { quiet: 50 } })
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
  const id = await world.createDocument(ana)
  const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
  await synced(hers, his)
  hers.doc.getText('title').insert(0, 'x'.repeat(60 * 1024))
  await until(() => textOf(his).length === 60 * 1024)
  hers.doc.getText('title').insert(0, 'y'.repeat(10 * 1024))
  await until(() => hers.closeCodes.includes(closeCode.tooLarge))
  expect(textOf(his)).toBe('x'.repeat(60 * 1024))
  const reader = openEditor(world.url, id, ana)
  await synced(reader)
  his.doc.getText('title').delete(0, 50 * 1024)
  await until(() => textOf(reader).length === 10 * 1024)
  // Once what was taken away is folded, there is room.
  await until(async () => ((await readDocument(world.database, id))?.snapshot?.length ?? Infinity) < 20 * 1024)
  his.doc.getText('title').insert(0, 'z'.repeat(20 * 1024))
  await until(() => textOf(reader).length === 30 * 1024)
  expect(his.closeCodes).toEqual([])
  // Letters that were taken away again before they came are let in, but do not fill it for ever either: in front of each other they stay apart.
  const typeAndDelete = (letters: number) => his.doc.transact(() => {
    for (let left = letters; left > 0; left--) his.doc.getText('title').insert(0, 'a')
    his.doc.getText('title').delete(0, letters)
  })
  typeAndDelete(100)
  his.doc.getText('title').insert(0, 'still here ')
  await until(() => textOf(reader).startsWith('still here '))
  his.provider.disconnect()
  typeAndDelete(10_000)
  his.provider.connect()
  await until(() => his.closeCodes.includes(closeCode.tooLarge))
})

test('who deletes every second character of a long text is let in; who says the same again is told that it is saved, and nothing more is stored', async () => {
  const world = await startEngine({ config: { quiet: 60_000, oldest: 60_000 } })
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'x'.repeat(40_000))
  await until(async () => (await readDocument(world.database, id))?.updates.length === 1)
  const { socket, frames } = await openRaw(world.url, id, bo)
  const isSaved = (count: number) => frames.some(frame => frame[0] === messageType.saved && frame[1] === count)
  for (let round = 1; round <= 3; round++) {
    socket.send(everySecond(hers.doc.clientID, 20_000))
    await until(() => isSaved(round))
  }
  await until(() => textOf(hers).length === 20_000)
  const stored = await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()
  expect(stored).toHaveLength(2)
})

function everySecond(client: number, count: number): Uint8Array {
  return encoding.encode(frame => {
    for (const number of [messageType.sync, syncStep.update]) encoding.writeVarUint(frame, number)
    encoding.writeVarUint8Array(frame, encoding.encode(update => {
      for (const number of [0, 1, client, count]) encoding.writeVarUint(update, number)
      for (let at = count - 1; at >= 0; at--) for (const number of [at * 2, 1]) encoding.writeVarUint(update, number)
    }))
  })
}
