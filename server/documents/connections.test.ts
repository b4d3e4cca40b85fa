import { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { usualCaps } from './caps.ts'
import { Connections } from './connections.ts'
import { Connection, type Opening } from './socket.ts'

test('what somebody sent before they left counts as theirs for as long as it is looked at', async () => {
  const connections = new Connections({ isSignedIn: async () => true, findAccess: async () => null }, 1000)
  const work = Promise.withResolvers<void>()
  const first = come(connections, () => work.promise)
  first.sends(600)
  first.leaves()
  const second = come(connections, () => {})
  second.sends(600)
  expect(second.connection.isOpen).toBe(false)
  second.leaves()
  work.resolve()
  await work.promise.finally(() => {})
  const third = come(connections, () => {})
  third.sends(600)
  expect(third.connection.isOpen).toBe(true)
})

test('who only listens, and answers every ping, is not cut for it', () => {
  const listener = come(new Connections({ isSignedIn: async () => true, findAccess: async () => null }, 1000), () => {})
  for (let beat = 0; beat < 100; beat++) listener.pongs(4)
  expect(listener.connection).toMatchObject({ isOpen: true, arriving: 0 })
})

test('pongs in the middle of a message make nothing of it uncounted', () => {
  const attacker = come(new Connections({ isSignedIn: async () => true, findAccess: async () => null }, 3000), () => {})
  const ofPiece = 256
  attacker.begins(600)
  for (let i = 0; i < 4; i++) attacker.pongs(4)
  expect(attacker.connection.arriving).toBe(600 + 5 * ofPiece)
  attacker.begins(400, 40)
  expect(attacker.connection).toMatchObject({ isOpen: true, arriving: 1000 + 6 * ofPiece })
  attacker.begins(400)
  expect(attacker.connection.isOpen).toBe(false)
})

test('nor do pongs that are torn in two, with a bit of a message between them', () => {
  const attacker = come(new Connections({ isSignedIn: async () => true, findAccess: async () => null }, 100_000), () => {})
  const [ofPong, ofFragment] = [131, 7]
  for (let pieces = 0; pieces < 1000; pieces++) {
    const end = 1 + pieces % 18 * ofFragment
    if (end === 1) attacker.begins(130)
    attacker.tears(end, ofFragment, ofPong - end - ofFragment)
  }
  expect(attacker.connection.isOpen).toBe(false)
})

test('who only listens pays for no pong that came in two pieces', () => {
  const listener = come(new Connections({ isSignedIn: async () => true, findAccess: async () => null }, 1000), () => {})
  for (let beat = 0; beat < 100; beat++) {
    listener.begins(124)
    listener.tears(7, 0, 0)
  }
  expect(listener.connection).toMatchObject({ isOpen: true, arriving: 0 })
})

/** Somebody's open socket; `handle` is what is done with all that they send. */
function come(connections: Connections, handle: () => Promise<void> | void) {
  const stream = new Duplex({ read() {}, write: (_bytes, _encoding, done) => done() })
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1, readyState: 1, pause() {}, resume() {}, terminate() {}, close() { socket.readyState = 2 },
  })
  const opening = { stream, caller: { userId: 'ana' }, access: { role: 'viewer', person: {} } }
  // Only what is asked of it here.
  const connection = new Connection(socket as unknown as WebSocket, opening as unknown as Opening, usualCaps)
  connections.add(connection)
  connection.listen(handle)
  return {
    connection,
    sends(bytes: number) {
      stream.emit('data', Buffer.alloc(bytes))
      socket.emit('message', Buffer.alloc(bytes), true)
    },
    /** A pong that comes by itself, and says so much. */
    pongs(bytes: number) {
      stream.emit('data', Buffer.alloc(6 + bytes))
      socket.emit('pong', Buffer.alloc(bytes))
    },
    /** The beginning of a message, with so many bare pongs in the same piece. */
    begins(bytes: number, pongs = 0) {
      stream.emit('data', Buffer.alloc(bytes + 6 * pongs))
      for (let i = 0; i < pongs; i++) socket.emit('pong', Buffer.alloc(0))
    },
    /** The end of a pong as large as any, a bit of a message, and the beginning of the next pong, in one piece. */
    tears(end: number, bytes: number, beginning: number) {
      stream.emit('data', Buffer.alloc(end + bytes + beginning))
      socket.emit('pong', Buffer.alloc(125))
    },
    leaves() {
      socket.readyState = 3
      socket.emit('close')
    },
  }
}
