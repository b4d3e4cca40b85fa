import * as encoding from 'lib0/encoding'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import type { Random } from '../support/random.ts'

/** What a hostile client writes to its socket, by chance that a seed repeats. All of it is bytes on the wire. */

export interface Case { name: string, bytes: Buffer, /** what follows is swallowed by it: there is nothing to wait for */ swallows?: boolean }

interface Wire { opcode: number, payload: Buffer, fin?: boolean, rsv?: number, isMasked?: boolean, /** instead of the true length */ says?: number }

/** A WebSocket frame as RFC 6455, section 5.2, or as near to it as is wanted. */
export function wire({ opcode, payload, fin = true, rsv = 0, isMasked = true, says = payload.length }: Wire): Buffer {
  const first = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode])
  const mask = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0)
  const body = isMasked ? payload.map((byte, index) => byte ^ ((index % 4) + 1)) : payload
  return Buffer.concat([first, lengthOf(says, isMasked ? 0x80 : 0), mask, body])
}

function lengthOf(size: number, maskBit: number): Buffer {
  if (size < 126) return Buffer.from([maskBit | size])
  const long = size > 0xffff
  const header = Buffer.alloc(long ? 9 : 3)
  header[0] = maskBit | (long ? 127 : 126)
  if (long) header.writeBigUInt64BE(BigInt(size), 1)
  else header.writeUInt16BE(size, 1)
  return header
}

const [text, binary, close, ping, pong] = [1, 2, 8, 9, 10]

export function bytesOf(random: Random, most: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: random.below(most + 1) }, () => random.below(256)))
}

function message(...numbers: (number | Uint8Array)[]): Buffer {
  const encoder = encoding.createEncoder()
  for (const part of numbers) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return Buffer.from(encoding.toUint8Array(encoder))
}

const binaryFrame = (payload: Buffer): Buffer => wire({ opcode: binary, payload })

/** Some bytes changed, put in, or cut off. */
export function broken(random: Random, whole: Buffer): Buffer {
  const copy = Buffer.from(whole)
  for (let left = 1 + random.below(3); left > 0 && copy.length > 0; left--) copy[random.below(copy.length)] = random.below(256)
  const cut = random.chance(0.3) ? copy.subarray(0, random.below(copy.length + 1)) : copy
  return random.chance(0.2) ? Buffer.concat([cut, bytesOf(random, 12)]) : cut
}

/** Large enough for the length to be written the longer way. */
const sizes = [0, 1, 125, 126, 127, 1000, 65_535, 65_536, 70_000] as const

const frames: readonly ((random: Random) => Case)[] = [
  random => ({ name: 'text', bytes: wire({ opcode: text, payload: Buffer.from(random.pick(['', 'hello', '{"type":"sync"}', 'ķ'.repeat(500)])) }) }),
  random => ({ name: 'text that is no UTF-8', bytes: wire({ opcode: text, payload: Buffer.concat([Buffer.from('abc'), Buffer.from([0xc3, 0x28, 0xff, random.below(256)])]) }) }),
  () => ({ name: 'empty', bytes: binaryFrame(Buffer.alloc(0)) }),
  random => ({ name: 'noise', bytes: binaryFrame(bytesOf(random, 60)) }),
  random => ({ name: 'much noise', bytes: binaryFrame(Buffer.alloc(random.pick(sizes), random.below(256))) }),
  random => ({ name: 'unknown type', bytes: binaryFrame(Buffer.concat([message(random.pick([4, 5, 77, 99, 100, 101, 2 ** 31, Number.MAX_SAFE_INTEGER])), bytesOf(random, 20)])) }),
  random => ({ name: 'a number without end', bytes: binaryFrame(Buffer.alloc(1 + random.below(200), 0xff)) }),
  random => ({ name: 'a reserved opcode', bytes: wire({ opcode: random.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: bytesOf(random, 10) }) }),
  random => ({ name: 'reserved bits', bytes: wire({ opcode: binary, rsv: 1 + random.below(7), payload: bytesOf(random, 10) }) }),
  random => ({ name: 'unmasked', bytes: wire({ opcode: binary, isMasked: false, payload: bytesOf(random, 10) }) }),
  random => ({ name: 'a flood of pings', bytes: Buffer.concat(Array.from({ length: 50 + random.below(400) }, () => wire({ opcode: ping, payload: bytesOf(random, 4) }))) }),
  random => ({ name: 'a ping that is too long', bytes: wire({ opcode: ping, payload: Buffer.alloc(126 + random.below(1000)) }) }),
  random => ({ name: 'a pong nobody asked for', bytes: wire({ opcode: pong, payload: bytesOf(random, 20) }) }),
  random => ({ name: 'a goodbye that is none', bytes: wire({ opcode: close, payload: random.pick([Buffer.from([1]), Buffer.from([0, 1]), Buffer.from([0x03, 0xec]), Buffer.from([0x0f, 0xa0, 0xff, 0xfe]), bytesOf(random, 125)]) }) }),
  random => ({ name: 'split into pieces', bytes: inPieces(random, message(messageType.sync, syncStep.step1, bytesOf(random, 10))) }),
  random => ({ name: 'a piece of nothing', bytes: wire({ opcode: 0, payload: bytesOf(random, 10) }) }),
  random => ({ name: 'a beginning without an end, twice', bytes: Buffer.concat([1, 2].map(() => wire({ opcode: binary, fin: false, payload: bytesOf(random, 10) }))) }),
  random => ({ name: 'a thousand empty pieces', bytes: Buffer.concat([wire({ opcode: binary, fin: false, payload: Buffer.alloc(0) }), ...Array.from({ length: 1000 }, () => wire({ opcode: 0, fin: false, payload: Buffer.alloc(0) })), wire({ opcode: 0, payload: bytesOf(random, 5) })]) }),
  random => ({ name: 'says more than it holds', swallows: true, bytes: wire({ opcode: binary, payload: bytesOf(random, 100), says: 101 + random.below(60_000) }) }),
  random => ({ name: 'says more than anything holds', bytes: wire({ opcode: binary, payload: bytesOf(random, 10), says: random.pick([2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER, 9 * 1024 * 1024]) }) }),
  random => ({ name: 'a sync message that is none', bytes: binaryFrame(Buffer.concat([message(messageType.sync, random.below(300)), bytesOf(random, 30)])) }),
  random => ({ name: 'an update that is noise', bytes: binaryFrame(message(messageType.sync, random.pick([syncStep.step2, syncStep.update]), bytesOf(random, 80))) }),
  random => ({ name: 'an update in a frame that says otherwise', bytes: binaryFrame(Buffer.concat([message(messageType.sync, syncStep.update, random.below(2 ** 20)), bytesOf(random, 30)])) }),
  random => ({ name: 'words about signing in', bytes: binaryFrame(Buffer.concat([message(messageType.auth, random.below(3)), bytesOf(random, 30)])) }),
  random => ({ name: 'who is here', bytes: binaryFrame(Buffer.concat([message(messageType.queryAwareness), bytesOf(random, 3)])) }),
]

function inPieces(random: Random, whole: Buffer): Buffer {
  const at = random.below(whole.length)
  const between = random.chance(0.5) ? [wire({ opcode: ping, payload: Buffer.from('still here') })] : []
  return Buffer.concat([wire({ opcode: binary, fin: false, payload: whole.subarray(0, at) }), ...between, wire({ opcode: 0, payload: whole.subarray(at) })])
}

export const frameCase = (random: Random): Case => random.pick(frames)(random)

const states: readonly ((random: Random) => unknown)[] = [
  () => null, () => ({}), () => [], () => 'text', random => random.below(1000), () => true,
  () => ({ user: { name: 'forged', id: 'forged' } }), () => ({ __proto__: { admin: true }, constructor: { prototype: 1 } }),
  random => ({ cursor: { anchor: { type: { client: random.below(9), clock: random.below(9) } }, head: random.pick([null, 1, {}, { item: 'x' }, { item: { client: -1, clock: 1e300 } }]) } }),
  random => ({ state: random.pick(['active', 'idle', 'away', 'king', 7, null]) }), random => ({ x: 'x'.repeat(random.below(10_000)) }),
  random => nested(random.below(500)),
]

const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)])

/** States of people, in the encoding of y-protocols or near to it. */
export function awarenessBody(random: Random): Buffer {
  const count = random.pick([0, 1, 1, 1, 2, 5])
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, random.chance(0.1) ? random.below(2 ** 31) : count)
  for (let left = count; left > 0; left--) {
    encoding.writeVarUint(encoder, random.pick([0, 1, random.below(100), 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER]))
    encoding.writeVarUint(encoder, random.pick([0, 1, random.below(100), 2 ** 31, Number.MAX_SAFE_INTEGER]))
    encoding.writeVarString(encoder, random.chance(0.1) ? random.pick(['', '{', 'nul', '{"a":1}}', '\u0000', '1e999']) : JSON.stringify(random.pick(states)(random)))
  }
  const body = Buffer.from(encoding.toUint8Array(encoder))
  return random.chance(0.4) ? broken(random, body) : body
}

export const awarenessCase = (random: Random): Case => ({ name: 'awareness', bytes: binaryFrame(message(messageType.awareness, awarenessBody(random))) })

/** What a client says it has, or nearly. */
export function vectorBody(random: Random): Buffer {
  const count = random.pick([0, 1, 2, 20, 500])
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, random.chance(0.1) ? random.below(2 ** 31) : count)
  for (let left = count; left > 0; left--) {
    for (const number of [random.pick([random.below(100), 2 ** 32 - 1, Number.MAX_SAFE_INTEGER]), random.pick([0, 1, 1000, 2 ** 31, Number.MAX_SAFE_INTEGER])]) encoding.writeVarUint(encoder, number)
  }
  const body = Buffer.from(encoding.toUint8Array(encoder))
  return random.chance(0.4) ? broken(random, body) : body
}

export const vectorCase = (random: Random): Case => ({ name: 'state vector', bytes: binaryFrame(message(messageType.sync, syncStep.step1, vectorBody(random))) })
