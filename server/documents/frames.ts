import * as encoding from 'lib0/encoding'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'

/**
 * WebSocket frames, header included, ready for the wire: built once for everybody in a room and written to the
 * connection's stream as they are. Servers send unmasked (RFC 6455, section 5.1), so the same bytes serve all.
 */

/** First byte of a frame that is whole and binary. */
const binaryFinal = 0x82
/** ... of the first fragment of a message, of one in between, of the last (RFC 6455, section 5.4). */
const fragment = { first: 0x02, between: 0x00, last: 0x80 }
/** Bytes of a message in one fragment. */
const fragmentBytes = 64 * 1024
/** Bytes before the payload of a frame that is larger than that. */
const longHeader = 10

/** A sync frame (step 2 or update) that carries Yjs bytes. The bytes can be had back with `payloadOf`. */
export function updateFrame(step: typeof syncStep.step2 | typeof syncStep.update, update: Uint8Array): Buffer {
  const sizeBytes = uintBytes(update.length)
  const header = headerOf(2 + sizeBytes + update.length)
  // Not from the shared pool: these bytes live as long as the tail of the log, and would keep whole pool pages alive.
  const frame = Buffer.allocUnsafeSlow(header.length + 2 + sizeBytes + update.length)
  header.copy(frame)
  let at = header.length
  frame[at++] = messageType.sync
  frame[at++] = step
  at = writeUint(frame, at, update.length)
  frame.set(update, at)
  return frame
}

/**
 * These frames in pieces of about 64 KB, each of whole frames or of one fragment: between two pieces a control frame may stand, but no
 * other message between two that belong together.
 */
export function inPieces(frames: readonly Buffer[]): Buffer[] {
  const pieces: Buffer[][] = []
  let bytes = Infinity
  for (const part of frames.flatMap(inFragments)) {
    bytes += part.length
    if (bytes <= mostPieceBytes) {
      pieces.at(-1)?.push(part)
      continue
    }
    pieces.push([part])
    bytes = part.length
  }
  return pieces.map(joined)
}

/** A fragment and its header. */
const mostPieceBytes = fragmentBytes + longHeader

function inFragments(frame: Buffer): Buffer[] {
  if (frame.length <= mostPieceBytes) return [frame]
  const payload = frame.subarray(longHeader)
  const last = Math.ceil(payload.length / fragmentBytes) - 1
  return Array.from({ length: last + 1 }, (_, index) => {
    const part = payload.subarray(index * fragmentBytes, (index + 1) * fragmentBytes)
    return Buffer.concat([headerOf(part.length, index === 0 ? fragment.first : index < last ? fragment.between : fragment.last), part])
  })
}

/** The Yjs bytes at the end of a frame made by `updateFrame`. */
export const payloadOf = (frame: Buffer, length: number): Uint8Array => frame.subarray(frame.length - length)

export const step1Frame = (stateVector: Uint8Array): Buffer => messageFrame(encoder => {
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, syncStep.step1)
  encoding.writeVarUint8Array(encoder, stateVector)
})

/** How many frames of this connection are durable, the position of the log, the epoch of the document. */
export function savedFrame(count: number, position: number, epoch: number): Buffer {
  const frame = Buffer.allocUnsafe(mostSavedBytes)
  let at = 2
  at = writeUint(frame, at, messageType.saved)
  at = writeUint(frame, at, count)
  at = writeUint(frame, at, position)
  at = writeUint(frame, at, epoch)
  frame[0] = binaryFinal
  frame[1] = at - 2
  return frame.subarray(0, at)
}

/** A header and four numbers of eight bytes: below 126, so that the header is short. Sent for every commit. */
const mostSavedBytes = 2 + 4 * 8

/** What a connection says of itself, as others get it. */
export interface PresenceState { readonly client: number, readonly clock: number, readonly json: string }

export function presenceFrame(states: readonly PresenceState[]): Buffer {
  const sizes = states.map(({ json }) => Buffer.byteLength(json))
  const bodyBytes = states.reduce((sum, { client, clock }, index) => sum + uintBytes(client) + uintBytes(clock) + withLength(sizes[index] ?? 0), uintBytes(states.length))
  const header = headerOf(1 + withLength(bodyBytes))
  const frame = Buffer.allocUnsafe(header.length + 1 + withLength(bodyBytes))
  frame.set(header)
  let at = header.length
  for (const number of [messageType.awareness, bodyBytes, states.length]) at = writeUint(frame, at, number)
  for (const [index, { client, clock, json }] of states.entries()) {
    for (const number of [client, clock, sizes[index] ?? 0]) at = writeUint(frame, at, number)
    at += frame.write(json, at)
  }
  return frame
}

/** Bytes of something and of its length before it. */
const withLength = (bytes: number): number => uintBytes(bytes) + bytes

/** Frames that leave in one write. */
export const joined = (frames: readonly Buffer[]): Buffer => (frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames))

/** Says nothing; y-websocket hangs up on a server that it has not heard of for 30 s. */
export const heartbeatFrame = presenceFrame([])

export const emptyUpdate = new Uint8Array([0, 0])

function messageFrame(write: (encoder: encoding.Encoder) => void): Buffer {
  const encoder = encoding.createEncoder()
  write(encoder)
  const body = encoding.toUint8Array(encoder)
  return Buffer.concat([headerOf(body.length), body])
}

function headerOf(size: number, first = binaryFinal): Buffer {
  if (size < 126) return Buffer.from([first, size])
  const isLong = size > 0xffff
  const header = Buffer.alloc(isLong ? longHeader : 4)
  header[0] = first
  header[1] = isLong ? 127 : 126
  if (isLong) header.writeBigUInt64BE(BigInt(size), 2)
  else header.writeUInt16BE(size, 2)
  return header
}

function uintBytes(value: number): number {
  let bytes = 1
  for (let left = value; left > 127; left = Math.floor(left / 128)) bytes++
  return bytes
}

function writeUint(target: Uint8Array, start: number, value: number): number {
  let at = start
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) target[at++] = 128 | (left & 127)
  target[at++] = left
  return at
}
