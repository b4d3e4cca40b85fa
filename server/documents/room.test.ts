import { expect, test } from 'vitest'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { emptyUpdate } from './frames.ts'
import type { Verdict } from './guard.ts'
import { emptyBase, Knowledge } from './knowledge.ts'
import type { Learned } from './learning.ts'
import type { Entry } from './log.ts'
import { Room } from './room.ts'
import type { RoomParts } from './room-parts.ts'
import type { RoomState } from './room-state.ts'
import type { Connection } from './socket.ts'

/** A room of which `learn` ends what another node has written, when the test says so. */
function listening() {
  const said: string[] = []
  const { promise: learned, resolve, reject: refuse } = Promise.withResolvers<Learned>()
  // What it asks others for here.
  const parts: unknown = {
    caps: { presenceBytes: 4096, clientIds: 100, documentBytes: 1e6 }, sizes: { of: () => ({ countWhenDue: () => {}, add: () => {} }) },
    learn: (_learner: unknown, updates: readonly unknown[]) => (updates.length > 0 ? learned : { taken: 0, fault: null, notes: 0 }),
    changed: (_room: unknown, updates: number) => { said.push(`${updates} to be folded`) }, written: () => {}, failed: () => { said.push('failed') },
  }
  const state: RoomState = {
    id: 'd', kind: 'page', workspaceId: 'w', epoch: 1, isFlagged: false, fault: null, snapshot: null, snapshotPosition: 0,
    base: emptyBase, authorship: null, tail: [], knowledge: new Knowledge(),
  }
  const room = new Room(state, parts as RoomParts)
  const entry = (position: number, more: Partial<Entry>): Entry =>
    ({ room, position, userId: 'ana', clientId: 1, bytes: emptyUpdate, newClients: [], frame: null, sender: null, ...more })
  const own = (position: number) => entry(position, { onStored: () => said.push(`stored at ${position}`), onFailed: () => said.push(`${position} may be lost`) })
  const tail = () => state.tail.map(({ position }) => position)
  return { room, parts: parts as object, said, tail, foreign: entry(1, { isForeign: true }), own, learn: () => resolve({ taken: 1, fault: null, notes: 0 }), refuse }
}

/** A room in which somebody writes, and an update is looked at for as long as the test says. */
function typing() {
  const { room, said, parts } = listening()
  const { promise, resolve: judged } = Promise.withResolvers<Verdict>()
  Object.assign(parts, { repairs: { isOver: () => false }, judge: () => promise, left: () => {}, refused: (_room: unknown, userId: string, reason: string) => { said.push(`${userId}: ${reason}`) } })
  let receive: (frame: Buffer) => Promise<void> | void = () => {}
  const connection: unknown = {
    socket: { on: () => {} }, person: { id: 'ana' }, opening: { caller: { userId: 'ana' }, access: { role: 'editor' } }, isOpen: true, received: 0,
    write: () => {}, close: () => {}, listen: (handle: typeof receive) => { receive = handle },
  }
  room.join(connection as Connection)
  return { room, said, judged, send: () => receive(Buffer.from([messageType.sync, syncStep.update, emptyUpdate.length, ...emptyUpdate])) }
}

test('what is stored after an update of another node is handed on after it, and until then the room is not let go', async () => {
  const { room, said, tail, foreign, own, learn } = listening()
  const work = [[foreign], [own(2)]].map(async entries => room.stored(entries))
  expect([tail(), said, room.holds]).toEqual([[], [], 1])
  learn()
  await Promise.all(work)
  expect([tail(), room.holds]).toEqual([[1, 2], 0])
  expect(said).toEqual(['1 to be folded', '1 to be folded', 'stored at 2'])
  void room.stored([own(3)])
  expect(tail()).toEqual([1, 2, 3])
})

test('a document that is begun anew meanwhile takes nothing in any more, and who wrote is told what is stored', async () => {
  const { room, said, tail, foreign, own, learn } = listening()
  const work = [[foreign, own(2)], [own(3)]].map(async entries => room.stored(entries))
  room.failed([])
  learn()
  await Promise.all(work)
  expect(tail()).toEqual([])
  expect(said).toEqual(['failed', 'stored at 2', 'stored at 3'])
})

test('where it cannot be read, everybody has to come back', async () => {
  const { room, said, tail, foreign, own, refuse } = listening()
  const work = [[foreign, own(2)], [own(3)]].map(async entries => room.stored(entries))
  refuse(new Error('the server stops'))
  await Promise.all(work)
  expect(tail()).toEqual([])
  expect(said).toEqual(['stored at 2', 'failed', 'stored at 3'])
})

test('whose large update was still looked at when the document was begun anew comes back with it: nobody writes down that they may not write', async () => {
  const { room, judged, said, send } = typing()
  const work = send()
  room.failed([])
  judged({ isEmpty: false, isNew: true, isAdding: true, notes: 0, client: 1, newClients: [], reaches: [], depths: [] })
  await work
  expect(said).toEqual(['failed'])
})
