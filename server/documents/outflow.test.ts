import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { describe, expect, onTestFinished, test } from 'vitest'
import { syncStep } from '@kopa/shared/documents/protocol.ts'
import { heartbeatFrame, inPieces, payloadOf, updateFrame } from './frames.ts'
import { Outflow } from './outflow.ts'

describe('a large answer leaves in pieces', () => {
  test('for the client it is one message, whatever its size', async () => {
    const { outflow, messages } = await connected()
    const sizes = [10, 65_526, 65_536, 131_072, 1_000_000]
    const updates = sizes.map(size => Uint8Array.from({ length: size }, (_, index) => (index + size) % 251))
    for (const update of updates) outflow.writePieces(inPieces([updateFrame(syncStep.step2, update)]))
    await until(() => messages.length === sizes.length)
    for (const [index, update] of updates.entries()) expect(Buffer.compare(payloadOf(messages[index] ?? Buffer.alloc(0), update.length), update)).toBe(0)
  })

  test('small frames leave together, and in their order', async () => {
    const { outflow, messages } = await connected()
    const frames = Array.from({ length: 1000 }, (_, index) => updateFrame(syncStep.update, new Uint8Array(200).fill(index % 251)))
    const pieces = inPieces(frames)
    expect(pieces.length).toBe(4)
    outflow.writePieces(pieces)
    await until(() => messages.length === frames.length)
    expect(messages.map(message => message.at(-1))).toEqual(frames.map(frame => frame.at(-1)))
  })

  test('two who are answered at once have their turns one after the other', async () => {
    const [one, other] = [new PassThrough(), new PassThrough()]
    const order: string[] = []
    one.on('data', () => order.push('one'))
    other.on('data', () => order.push('other'))
    for (const stream of [one, other]) new Outflow(stream, () => true).writePieces(inPieces([large]))
    await Promise.all([received(one, largeBytes), received(other, largeBytes)])
    expect(order.slice(0, 6)).toEqual(['one', 'other', 'one', 'other', 'one', 'other'])
  })

  test('what is written meanwhile comes behind it, and a ping between two pieces spoils nothing', async () => {
    const { outflow, server, messages } = await connected()
    outflow.writePieces(inPieces([large]))
    outflow.write(heartbeatFrame)
    expect(outflow.length).toBeGreaterThan(300_000)
    await new Promise(setImmediate)
    server.ping()
    await once(server, 'pong')
    await until(() => messages.length === 2)
    expect(messages.map(({ length }) => length)).toEqual([large.length - 10, heartbeatFrame.length - 2])
    expect(outflow.length).toBe(0)
  })

  test('a client that does not read is not written to any further than its stream takes', async () => {
    const stream = new PassThrough()
    const outflow = new Outflow(stream, () => true)
    outflow.writePieces(inPieces([large]))
    await until(() => stream.writableNeedDrain)
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    expect(stream.writableLength + stream.readableLength).toBeLessThan(200_000)
    await received(stream, largeBytes)
  })

  test('after the goodbye nothing more leaves', async () => {
    const stream = new PassThrough()
    let [isOpen, bytes] = [true, 0]
    const outflow = new Outflow(stream, () => isOpen)
    stream.on('data', (data: Buffer) => {
      bytes += data.length
      isOpen = false
    })
    outflow.writePieces(inPieces([large]))
    await until(() => outflow.length === 0)
    expect(bytes).toBeLessThan(large.length / 2)
  })
})

const large = updateFrame(syncStep.step2, new Uint8Array(300_000))
const largeBytes = inPieces([large]).reduce((sum, { length }) => sum + length, 0)

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate)
}

async function received(stream: PassThrough, bytes: number): Promise<void> {
  let got = 0
  stream.on('data', (data: Buffer) => { got += data.length })
  await until(() => got >= bytes)
}

interface Line { outflow: Outflow, server: WebSocket, messages: Buffer[] }

/** A real socket: what a WebSocket client makes of the pieces. */
async function connected(): Promise<Line> {
  const listening = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  onTestFinished(() => { listening.close() })
  await once(listening, 'listening')
  const address = listening.address()
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
  const messages: Buffer[] = []
  client.on('message', data => { if (Buffer.isBuffer(data)) messages.push(data) })
  const [server, request] = await once(listening, 'connection') as [WebSocket, IncomingMessage]
  onTestFinished(() => { server.terminate() })
  return { outflow: new Outflow(request.socket, () => server.readyState === server.OPEN), server, messages }
}
