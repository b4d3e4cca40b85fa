import { describe, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
import { openEditor, openRaw, startEngine, synced } from './engine-world.ts'

const presence = (...states: [client: number, clock: number, state: unknown][]): Uint8Array =>
  presenceOf(states.map(([client, clock, state]) => [client, clock, JSON.stringify(state)]))

const presenceOfText = (client: number, clock: number, text: string): Uint8Array => presenceOf([[client, clock, text]])

function presenceOf(states: [client: number, clock: number, text: string][]): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, states.length)
  for (const [client, clock, text] of states) {
    encoding.writeVarUint(body, client)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, text)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

describe('who is here', async () => {
  const world = await startEngine()
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]

  test('people see each other with the name of their session, and where they are', async () => {
    const id = await world.createDocument(ana)
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    hers.doc.getText('title').insert(0, 'abc')
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(hers.doc.getText('title'), 2))
    hers.awareness.setLocalState({ user: { name: 'The Queen', id: bo }, cursor: { anchor: place, head: place }, state: 'idle', secret: 'x' })
    await until(() => his.awareness.getStates().get(hers.doc.clientID)?.['cursor'] !== undefined)
    expect(his.awareness.getStates().get(hers.doc.clientID)).toEqual({
      user: { id: ana, name: `name of ${ana}`, color: 3, companyId: expect.any(String), companyName: 'Alder' },
      cursor: { anchor: place, head: place }, state: 'idle',
    })
    expect(world.engine.whoIsHere([id]).get(id)?.map(person => person.id).toSorted()).toEqual([ana, bo].toSorted())
  })

  test('who asks a thousand times who is here is told, but not a thousand times', async () => {
    const id = await world.createDocument(ana)
    const hers = openEditor(world.url, id, ana)
    await synced(hers)
    const { socket, frames } = await openRaw(world.url, id, bo)
    const told = () => frames.filter(frame => frame[0] === messageType.awareness).length
    await until(() => told() > 0)
    const before = told()
    for (let i = 0; i < 1000; i++) socket.send(Uint8Array.of(messageType.queryAwareness))
    socket.send(Uint8Array.of(messageType.sync, syncStep.step1, 1, 0))
    await until(() => frames.some(frame => frame[0] === messageType.sync && frame[1] === syncStep.step2))
    expect(told() - before).toBeLessThan(500)
    const soFar = told()
    socket.send(Uint8Array.of(messageType.queryAwareness))
    await until(() => told() > soFar)
  })

  test('who leaves is gone for the others', async () => {
    const id = await world.createDocument(ana)
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    await until(() => his.awareness.getStates().has(hers.doc.clientID))
    hers.provider.ws?.close()
    hers.provider.shouldConnect = false
    await until(() => !his.awareness.getStates().has(hers.doc.clientID))
    await until(() => (world.engine.whoIsHere([id]).get(id) ?? []).every(person => person.id !== ana))
  })

  test('nobody speaks for somebody else: neither names, nor places, nor removals', async () => {
    const id = await world.createDocument(ana)
    const [hers, watching] = [openEditor(world.url, id, ana), openEditor(world.url, id, ana)]
    await synced(hers, watching)
    await until(() => watching.awareness.getStates().has(hers.doc.clientID))
    const forger = await openRaw(world.url, id, bo)
    const victim = hers.doc.clientID
    forger.socket.send(presence([victim, 1000, { user: { name: 'forged' } }]))
    forger.socket.send(presence([victim, 1001, null]))
    forger.socket.send(presence([4711, 1, { user: { name: 'forged' } }], [victim, 1002, null]))
    await until(() => watching.awareness.getStates().has(4711))
    expect(watching.awareness.getStates().get(4711)?.['user']).toMatchObject({ id: bo })
    expect(watching.awareness.getStates().get(victim)?.['user']).toMatchObject({ id: ana })
    forger.socket.send(presence([4712, 1, { user: { name: 'a second self' } }]))
    forger.socket.send(presence([4711, 2, { state: 'away' }]))
    await until(() => watching.awareness.getStates().get(4711)?.['state'] === 'away')
    expect(watching.awareness.getStates().has(4712)).toBe(false)
  })

  test('what is too large or not a place is not passed on', async () => {
    const id = await world.createDocument(ana)
    const watching = openEditor(world.url, id, ana)
    await synced(watching)
    const noisy = await openRaw(world.url, id, bo)
    noisy.socket.send(presence([9, 1, { state: 'active' }]))
    noisy.socket.send(presence([9, 2, { state: 'idle', cursor: { anchor: 'x'.repeat(5000), head: null } }]))
    noisy.socket.send(presence([9, 3, { state: 'away', cursor: { anchor: { evil: 1 }, head: { evil: 1 } } }]))
    await until(() => watching.awareness.getStates().get(9)?.['state'] === 'away')
    expect(watching.awareness.getStates().get(9)?.['cursor']).toBeUndefined()
  })

  test('what somebody has selected and what they pull is passed on, with dates that are some; all else of it is left out', async () => {
    const id = await world.createDocument(ana)
    const watching = openEditor(world.url, id, ana)
    await synced(watching)
    const busy = await openRaw(world.url, id, bo)
    const place = { type: { client: 1, clock: 2 } }
    const seen = (): Record<string, unknown> | undefined => watching.awareness.getStates().get(9)
    let clock = 0
    const says = async (state: object): Promise<Record<string, unknown> | undefined> => {
      const turn = ++clock % 2 === 0 ? 'active' : 'idle'
      busy.socket.send(presence([9, clock, { ...state, state: turn }]))
      await until(() => seen()?.['state'] === turn)
      return seen()
    }
    expect(await says({ selection: [place, place], pull: { at: place, start: 480, finish: 960, secret: 'x' } })).toMatchObject({ selection: [place, place], pull: { at: place, start: 480, finish: 960 } })
    expect(JSON.stringify(seen())).not.toContain('secret')
    expect((await says({ pull: { at: place } }))?.['pull']).toEqual({ at: place })
    for (const [start, finish] of [[null, null], [5, 1], [0.5, 2], [1e300, 1e301], ['1', '2'], [{}, []]]) expect((await says({ pull: { at: place, start, finish } }))?.['pull']).toEqual({ at: place })
    for (const pull of [7, 'x', [], {}, { at: 'task' }, { at: { evil: 1 } }, { at: { type: { client: 1, clock: 2, id: 'x' } } }]) expect((await says({ pull }))?.['pull']).toBeUndefined()
    for (const selection of ['x', {}, [], ['task'], [place, { evil: 1 }], Array.from({ length: 17 }, () => place)]) expect((await says({ selection }))?.['selection']).toBeUndefined()
    expect(busy.socket.readyState).toBe(busy.socket.OPEN)
  })

  test('whoever says what nobody can read is gone for the others, until they say something else', async () => {
    const id = await world.createDocument(ana)
    const watching = openEditor(world.url, id, ana)
    await synced(watching)
    const garbled = await openRaw(world.url, id, bo)
    garbled.socket.send(presence([9, 1, { state: 'active' }]))
    await until(() => watching.awareness.getStates().has(9))
    garbled.socket.send(presence([9, 2, '"'])) // a string, and no state
    await until(() => !watching.awareness.getStates().has(9))
    await until(() => (world.engine.whoIsHere([id]).get(id) ?? []).every(person => person.id !== bo))
    garbled.socket.send(presenceOfText(9, 3, '{"state":'))
    garbled.socket.send(presence([9, 4, { state: 'away' }]))
    await until(() => watching.awareness.getStates().get(9)?.['state'] === 'away')
    garbled.socket.send(presenceOfText(9, 5, '{"state":'))
    await until(() => !watching.awareness.getStates().has(9))
    expect(garbled.socket.readyState).toBe(garbled.socket.OPEN)
  })

  test('a hundred thousand states in one frame are refused', async () => {
    const id = await world.createDocument(ana)
    const flood = await openRaw(world.url, id, bo)
    const states = Array.from({ length: 100_000 }, (_, i) => [i, 1, {}] as [number, number, unknown])
    flood.socket.send(presence(...states.slice(0, 0), ...states))
    expect((await flood.closed).code).toBe(4422)
  })
})
