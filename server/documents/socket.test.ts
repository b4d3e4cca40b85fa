import { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { usualCaps } from './caps.ts'
import type { Keeper } from './keeper.ts'
import { emptyBase, Knowledge } from './knowledge.ts'
import { Room } from './room.ts'
import type { RoomState } from './room-state.ts'
import type { RoomParts } from './room-parts.ts'
import { Connection, type Opening } from './socket.ts'
import { SyncAnswers } from './sync-answers.ts'

const megabyte = 1024 * 1024
const [documentBytes, readerBytes, questions] = [megabyte, megabyte / 4, 20]
const step1 = Buffer.from([0, 0, 1, 0])

test('who does not read their answers gets one at a time, and who reads again gets all of them', async () => {
  const { connection, ask, read } = reader()
  for (let i = 0; i < questions; i++) ask()
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate)
  expect(connection.isOpen).toBe(true)
  expect(connection.waitingBytes).toBeGreaterThan(documentBytes)
  expect(connection.waitingBytes).toBeLessThan(documentBytes + readerBytes)
  expect(await read()).toBeGreaterThan(questions * documentBytes)
})

test('an answer that has left makes room for nothing else', async () => {
  const { connection, ask, read } = reader()
  ask()
  expect(await read()).toBeGreaterThan(documentBytes)
  expect(connection.waitingBytes).toBe(0)
  for (let i = 0; i < 4; i++) connection.write(Buffer.alloc(readerBytes / 2))
  expect(connection.isOpen).toBe(false)
})

/** Somebody has a large document open. `read` takes all that comes, and answers how much that was. */
function reader() {
  let taken = 0
  let take = () => {}
  const stream = new Duplex({ read() {}, write: (bytes: Buffer, _encoding, done) => { take = () => { taken += bytes.length; done() } } })
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1, readyState: 1, pause() {}, resume() {}, terminate() {}, close() { socket.readyState = 2 },
  })
  const opening = { stream, isKopa: true, since: null, caller: { userId: 'ana' }, access: { role: 'viewer', person: {} } }
  // Only what is asked of it here; so are those below.
  const connection = new Connection(socket as unknown as WebSocket, opening as unknown as Opening, { ...usualCaps, readerBytes })
  const parts = { caps: { presenceBytes: 4096 }, sizes: { of: () => ({ countWhenDue() {} }) }, answers: new SyncAnswers({} as Keeper) }
  const state: Partial<RoomState> = { epoch: 0, snapshot: new Uint8Array(documentBytes), snapshotPosition: 1, base: emptyBase, tail: [], knowledge: new Knowledge() }
  new Room(state as RoomState, parts as unknown as RoomParts).join(connection)
  const read = async () => {
    for (let idle = 0, before = -1; idle < 20; idle = taken === before ? idle + 1 : 0) {
      before = taken
      const next = take
      take = () => {}
      next()
      await new Promise(setImmediate)
    }
    return taken
  }
  return { connection, ask: () => socket.emit('message', step1, true), read }
}
