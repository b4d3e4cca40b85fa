import { once } from 'node:events'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { closeCode, messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { createLog } from '../../server/core/log.ts'
import { noMeter } from '../../server/core/meter.ts'
import { until } from '../support/services.ts'
import { usualCaps } from '../../server/documents/caps.ts'
import { openEditor, openRaw, startEngine, synced, textOf, type EngineWorld, type RawClient } from './engine-world.ts'

const frame = (...numbers: number[]): Uint8Array => Uint8Array.from(numbers)
const syncFrame = (step: number, bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** What a client with this id would send for typing `text` into an empty title. */
function typed(clientId: number, text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.getText('title').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

describe('people who mean harm', async () => {
  const world = await startEngine()
  const [ana, mallory] = [await world.join('Ana'), await world.join('Mallory')]

  /** Ana is writing; Mallory has the same document open by hand. */
  async function scene() {
    const id = await world.createDocument(ana)
    const victim = openEditor(world.url, id, ana)
    await synced(victim)
    victim.doc.getText('title').insert(0, 'untouched')
    await until(() => victim.saved() === 2)
    const attacker = await openRaw(world.url, id, mallory)
    return { id, victim, attacker }
  }

  const refusals = async (documentId: string) =>
    (await world.database.selectFrom('events').select('payload').where('name', '=', 'document.updateRefused').execute())
      .map(({ payload }) => payload as { documentId: string, userId: string, reason: string }).filter(payload => payload.documentId === documentId)

  const attacks: [name: string, send: (attacker: RawClient, victimClient: number) => void, code: number][] = [
    ['an update under somebody else\'s client id', ({ socket }, victim) => socket.send(syncFrame(syncStep.update, typed(victim, 'untouched, or not'))), closeCode.refusedUpdate],
    ['the same as sync step 2', ({ socket }, victim) => socket.send(syncFrame(syncStep.step2, typed(victim, 'untouched, or not'))), closeCode.refusedUpdate],
    ['a deletion of what is still to come', ({ socket }, victim) => socket.send(syncFrame(syncStep.update, deletion(victim, 9, 1000))), closeCode.gap],
    ['a cut-off update', ({ socket }) => socket.send(syncFrame(syncStep.update, typed(5, 'hello').subarray(0, 8))), closeCode.refusedUpdate],
    ['garbage', ({ socket }) => socket.send(syncFrame(syncStep.update, new Uint8Array(1000).fill(0xff))), closeCode.refusedUpdate],
    ['an empty frame', ({ socket }) => socket.send(frame()), closeCode.refusedUpdate],
    ['a frame that says more than it holds', ({ socket }) => socket.send(frame(0, 2, 255, 255, 127, 1)), closeCode.refusedUpdate],
    ['an unknown sync step', ({ socket }) => socket.send(frame(0, 9, 1, 0)), closeCode.refusedUpdate],
    ['a state vector that is none', ({ socket }) => socket.send(frame(0, 0, 3, 9, 1, 1)), closeCode.refusedUpdate],
    ['a state vector of more client ids than anybody could bring', ({ socket }) => socket.send(syncFrame(syncStep.step1, vector(1100))), closeCode.refusedUpdate],
    ['broken presence', ({ socket }) => socket.send(frame(1, 4, 1, 7, 1, 200)), closeCode.refusedUpdate],
    ['text instead of bytes', ({ socket }) => socket.send('hello'), 1003],
    ['a frame larger than any', ({ socket }) => socket.send(new Uint8Array(9 * 1024 * 1024)), closeCode.tooMuchAtOnce],
    ['the same question over and over', ({ socket }) => { for (let i = 0; i < 100; i++) socket.send(syncFrame(syncStep.step1, frame(0))) }, closeCode.tooLarge],
  ]

  test.each(attacks)('%s: the sender is cut off, nobody else notices', async (_name, send, code) => {
    const { id, victim, attacker } = await scene()
    const before = await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()
    send(attacker, victim.doc.clientID)
    expect((await attacker.closed).code).toBe(code)
    victim.doc.getText('title').insert(9, ' to the end')
    await until(() => victim.saved() === 3)
    expect(victim.closeCodes).toEqual([])
    const fresh = openEditor(world.url, id, ana)
    await synced(fresh)
    expect(textOf(fresh)).toBe('untouched to the end')
    const after = await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()
    expect(after.length).toBeLessThanOrEqual(before.length + 1)
    if (code === closeCode.refusedUpdate || code === closeCode.gap) await until(async () => (await refusals(id)).some(({ userId }) => userId === mallory))
  })

  test('a frame larger than any is counted, logged and in the audit, by its reason and without a byte of it', async () => {
    const [counted, logged]: [string[], object[]] = [[], []]
    const strict = await startEngine({
      meter: { ...noMeter, updateRefused: reason => { counted.push(reason) } },
      log: Object.assign(createLog('silent'), { warn: (about: object, what: string) => { logged.push({ ...about, what }) } }),
    })
    const userId = await strict.join('Mallory')
    const documentId = await strict.createDocument(userId)
    const { socket, closed } = await openRaw(strict.url, documentId, userId)
    await synced(openEditor(strict.url, documentId, userId)) // the document is open
    socket.send(new Uint8Array(usualCaps.frameBytes + 1))
    expect((await closed).code).toBe(closeCode.tooMuchAtOnce)
    const reason = 'too much at once'
    expect([counted, logged]).toEqual([[reason], [{ documentId, userId, reason, what: 'an update was refused' }]])
    const facts = strict.database.selectFrom('events').select(['userId', 'payload']).where('name', '=', 'document.updateRefused')
    await until(async () => (await facts.execute()).length > 0)
    expect(await facts.execute()).toEqual([{ userId, payload: { documentId, userId, reason, privateTo: null } }])
  })

  test('who builds on what is not there time and again is shut out after a few times', async () => {
    const id = await world.createDocument(ana)
    const codes: number[] = []
    for (let round = 0; round < 7; round++) {
      const { socket, closed } = await openRaw(world.url, id, mallory)
      socket.send(syncFrame(syncStep.update, deletion(77, 9, 1000)))
      codes.push((await closed).code)
    }
    expect(codes).toEqual([...Array<number>(5).fill(closeCode.gap), closeCode.refusedUpdate, closeCode.refusedUpdate])
  })

  test('a stock client that types before it has sent what it wrote while away comes back by itself, with all of it', async () => {
    const id = await world.createDocument(ana)
    const [writer, watching] = [openEditor(world.url, id, ana), openEditor(world.url, id, ana)]
    await synced(writer, watching)
    writer.provider.disconnect()
    writer.doc.getText('title').insert(0, 'written while away')
    let isTyped = false
    writer.provider.on('status', ({ status }) => {
      if (status === 'connected' && !isTyped) writer.doc.getText('title').insert(0, 'typed too early, ')
      isTyped ||= status === 'connected'
    })
    writer.provider.connect()
    await until(() => textOf(watching) === 'typed too early, written while away')
    expect(writer.closeCodes).toContain(closeCode.gap)
    expect(writer.closeCodes).not.toContain(closeCode.refusedUpdate)
  })

  test('messages of a kind that nobody knows yet are passed over', async () => {
    const { attacker } = await scene()
    attacker.socket.send(frame(77, 1, 2, 3))
    attacker.socket.send(syncFrame(syncStep.step1, frame(0)))
    await until(() => attacker.frames.some(received => received[0] === messageType.sync && received[1] === syncStep.step2))
    expect(attacker.socket.readyState).toBe(WebSocket.OPEN)
  })

  test.each(['viewer', 'commenter', 'suggester'] as const)('a %s cannot write, neither by update nor by sync step 2', async role => {
    const reader = await world.join('Reader', role)
    const id = await world.createDocument(ana)
    const [writer, watching] = [openEditor(world.url, id, ana), openEditor(world.url, id, reader)]
    await synced(writer, watching)
    watching.doc.getText('title').insert(0, 'not mine to write')
    writer.doc.getText('title').insert(0, 'hers')
    await until(() => writer.saved() === 2 && textOf(watching).includes('hers'))
    watching.provider.disconnect() // comes back with what it wrote, as sync step 2
    watching.provider.connect()
    await synced(watching)
    writer.doc.getText('title').insert(4, ' alone')
    await until(() => writer.saved() === 3)
    const fresh = openEditor(world.url, id, ana)
    await synced(fresh)
    expect(textOf(fresh)).toBe('hers alone')
    expect(watching.saved()).toBe(0)
    expect(watching.closeCodes.filter(code => code >= 4000)).toEqual([])
    await until(async () => (await refusals(id)).some(({ userId, reason }) => userId === reader && reason === 'may not write'))
  })

  test('a reader who only reads is told that all is well', async () => {
    const reader = await world.join('Reader', 'viewer')
    const id = await world.createDocument(ana)
    const writer = openEditor(world.url, id, ana)
    await synced(writer)
    writer.doc.getText('title').insert(0, 'abc')
    writer.doc.getText('title').delete(1, 1)
    await until(() => writer.saved() === 3)
    const watching = openEditor(world.url, id, reader)
    await until(() => watching.saved() === 1)
    watching.provider.disconnect()
    watching.provider.connect() // with a set of deletions, all of them known
    await until(() => watching.provider.synced && watching.saved() === 1)
    expect(await refusals(id)).toEqual([])
  })

  test('a client id that is seen in somebody\'s presence cannot be taken before they write', async () => {
    const id = await world.createDocument(ana)
    const victim = openEditor(world.url, id, ana)
    await synced(victim)
    const watcher = await openRaw(world.url, id, mallory)
    await until(() => watcher.frames.some(received => received[0] === messageType.awareness && received.length > 20))
    watcher.socket.send(syncFrame(syncStep.update, typed(victim.doc.clientID, 'locked out')))
    expect((await watcher.closed).code).toBe(closeCode.refusedUpdate)
    victim.doc.getText('title').insert(0, 'still here')
    await until(() => victim.saved() === 2)
  })

  test('fifty thousand messages at once are let in: whoever was away for long, or plays something back, is nobody who means harm', async () => {
    const { attacker } = await scene()
    for (let i = 0; i < 50_000; i++) attacker.socket.send(frame(77))
    attacker.socket.send(syncFrame(syncStep.step1, frame(0)))
    await until(() => attacker.frames.some(received => received[0] === messageType.sync && received[1] === syncStep.step2))
    expect(attacker.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('who never reads is cut off and does not slow anybody', async () => {
    const id = await world.createDocument(ana)
    const [writer, reader] = [openEditor(world.url, id, ana), openEditor(world.url, id, ana)]
    await synced(writer, reader)
    const sleeper = await openRaw(world.url, id, mallory)
    sleeper.socket.send(syncFrame(syncStep.step1, frame(0)))
    await until(() => sleeper.frames.some(received => received[1] === syncStep.step2))
    sleeper.socket.pause()
    const page = 'x'.repeat(500_000)
    for (let i = 0; i < 24; i++) {
      writer.doc.getText('title').insert(0, page)
      await until(() => writer.saved() === i + 2)
    }
    await until(() => textOf(reader).length === 24 * page.length)
    sleeper.socket.resume()
    expect((await sleeper.closed).code).toBe(1006)
  })
})

const floods: [name: string, send: (attacker: RawClient) => unknown][] = [
  ['messages', ({ socket }) => socket.send(frame(77))],
  ['questions who is here', ({ socket }) => socket.send(frame(messageType.queryAwareness))],
  ['pings', ({ socket, closed }) => { // each answered before the next: thousands at once are cut by the WebSocket itself
    socket.ping()
    return Promise.race([once(socket, 'pong'), closed])
  }],
]

test.each(floods)('more %s than anybody makes: the socket is closed, the next one is let in, and nobody else notices', async (_name, send) => {
  const world = await startEngine({ caps: { framesAtOnce: 1000 } })
  const [ana, mallory] = [await world.join('Ana'), await world.join('Mallory')]
  const id = await world.createDocument(ana)
  const [hers, attacker] = [openEditor(world.url, id, ana), await openRaw(world.url, id, mallory)]
  await synced(hers)
  for (let i = 0; i < 5000 && attacker.socket.readyState === WebSocket.OPEN; i++) await send(attacker)
  expect(await attacker.closed).toEqual({ code: closeCode.tooManyFrames, reason: 'Too many messages.' })
  const again = openEditor(world.url, id, mallory)
  await synced(again)
  hers.doc.getText('title').insert(0, 'well')
  await until(() => textOf(again) === 'well')
  expect(hers.closeCodes).toEqual([])
})

test('a viewer on eight sockets has the keeper look at one thing at a time, and all of them are served', async () => {
  const waiting: number[] = []
  const world: EngineWorld = await startEngine({ config: { quiet: 60_000, oldest: 60_000 }, meter: { ...noMeter, keeperDid: () => { waiting.push(world.engine.figures.keeper.people) } } })
  const [ana, viewer] = [await world.join('Ana'), await world.join('Vija', 'viewer')]
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'x'.repeat(120))
  await until(() => hers.saved() === 2)
  const sockets = await Promise.all(Array.from({ length: 8 }, () => openRaw(world.url, id, viewer)))
  for (const [index, { socket }] of sockets.entries()) {
    socket.send(syncFrame(syncStep.update, manyDeletions(hers.doc.clientID, index, 20_000)))
    socket.send(syncFrame(syncStep.step1, frame(0))) // answered after what came before it
  }
  await until(() => sockets.every(({ frames }) => frames.some(received => received[0] === messageType.sync && received[1] === syncStep.step2)))
  expect(waiting.length).toBeGreaterThanOrEqual(16) // each is judged, and then compared
  expect(Math.max(...waiting)).toBeLessThanOrEqual(1)
  expect(textOf(hers)).toHaveLength(120)
})

function manyDeletions(client: number, first: number, count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [0, 1, client, count]) encoding.writeVarUint(encoder, number)
  for (let at = 0; at < count; at++) for (const number of [(first + at) % 120, 1]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

function vector(clients: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clients)
  for (let client = 1; client <= clients; client++) for (const number of [client, 1]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

function deletion(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [0, 1, client, 1, clock, length]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}
