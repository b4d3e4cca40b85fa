import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { messageType, subprotocol, syncStep } from '@kopa/shared/documents/protocol.ts'

/** Where and as whom somebody writes. `nodes`: addresses of `/sync`, of servers that share one database. */
export interface Seat { nodes: readonly string[], documentId: string, headers: Record<string, string>, clientId: number }

/** How a connection comes about. `resumes`: says what it has (`since`, `epoch`) instead of being compared. */
export interface Coming { node: number, resumes: boolean }

/** Where everybody's undo and sending looks: what a person did, not what came. */
export const byHand = 'by hand'
const nothing = new Uint8Array([0, 0])

/**
 * Kopa's protocol in the hands of a test: nothing is sent and nothing that arrived is taken in before the test says so.
 * What it waits for is counted by the server (`saved`), so that the same story has the same steps however fast the machine is.
 */
export class SlowClient {
  readonly doc = new Y.Doc()
  readonly undo: Y.UndoManager
  /** Written here and not sent yet. */
  outbox: Uint8Array[] = []
  /** Arrived and not taken in yet. */
  inbox: Uint8Array[] = []
  /** The log position up to which everything has arrived. */
  position = 0
  readonly closeCodes: number[] = []
  #seat: Seat
  #socket: WebSocket | null = null
  #coming: Coming = { node: 0, resumes: false }
  #epoch = 1
  #sent = 0
  #durable = 0
  #told = 0
  #isSynced = false
  #waiting: { isSo: () => boolean, resolve: () => void, reject: (error: Error) => void }[] = []

  constructor(seat: Seat, roots: (doc: Y.Doc) => Y.AbstractType<unknown>[]) {
    this.#seat = seat
    this.doc.clientID = seat.clientId
    // No time may decide what one step back is.
    this.undo = new Y.UndoManager(roots(this.doc), { captureTimeout: 0, trackedOrigins: new Set([byHand]) })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== this) this.outbox.push(update) })
  }

  get isOnline(): boolean { return this.#socket !== null }
  get node(): number { return this.#coming.node }

  /** Comes (back): hears what is missing, and sends all that the server does not have, whatever became of it before. */
  async connect(coming: Coming): Promise<void> {
    this.#coming = coming
    const { nodes, documentId, headers } = this.#seat
    const query = coming.resumes && this.position > 0 ? `?since=${this.position}&epoch=${this.#epoch}` : ''
    const socket = new WebSocket(`${nodes[coming.node % nodes.length]}/${documentId}${query}`, [subprotocol], { headers, perMessageDeflate: false })
    this.#begin(socket)
    await this.#until(() => this.#isSynced && this.#durable > 0)
  }

  /** As a tab that is closed or a cable that is pulled: nobody says goodbye. */
  cut(): void {
    this.#socket?.removeAllListeners('close')
    this.#socket?.terminate()
    this.#socket = null
    this.#isSynced = false
  }

  /** Sends the oldest of what was written; `isTwice`: each of them two times. */
  send(count: number, isTwice = false): void {
    for (const update of this.outbox.splice(0, count)) for (let left = isTwice ? 2 : 1; left > 0; left--) this.#sendUpdate(update)
  }

  /** All that was sent is on disk. */
  settled(): Promise<void> {
    return this.#until(() => this.#isSynced && this.#durable >= this.#sent)
  }

  /** Everything up to this position has arrived. An update that says nothing is answered with where the log is. */
  async arrived(position: number): Promise<void> {
    await this.settled()
    while (this.position < position) {
      this.#sendUpdate(nothing)
      await this.settled()
    }
  }

  /** Takes in what has arrived, in this order, as one change: how it came in pieces is chance that no seed repeats. */
  take(arrange: (updates: Uint8Array[]) => Uint8Array[]): void {
    const updates = arrange(this.inbox)
    this.inbox = []
    Y.transact(this.doc, () => { for (const update of updates) Y.applyUpdate(this.doc, update, this) }, this, false)
  }

  #begin(socket: WebSocket): void {
    [this.#socket, this.#sent, this.#durable, this.#isSynced] = [socket, 0, 0, false]
    socket.binaryType = 'nodebuffer'
    socket.on('open', () => this.#send(messageType.sync, syncStep.step1, Y.encodeStateVector(this.doc)))
    socket.on('message', (data: Buffer) => {
      if (socket !== this.#socket) return
      this.#hear(decoding.createDecoder(data))
      this.#look()
    })
    socket.on('error', () => undefined) // 'close' follows
    socket.on('close', (code, reason) => this.#closed(code, reason.toString()))
  }

  #hear(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    if (type === messageType.saved) {
      [this.#durable, this.#told, this.#epoch] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
      if (this.#isSynced) this.position = this.#told // before the answer, what lies below it has not been sent yet
    }
    if (type !== messageType.sync) return
    const step = decoding.readVarUint(decoder)
    const bytes = Uint8Array.from(decoding.readVarUint8Array(decoder))
    if (step === syncStep.step1) return this.#answer(bytes)
    this.inbox.push(bytes)
    if (step === syncStep.step2) this.#isSynced = true
  }

  #answer(stateVector: Uint8Array): void {
    this.outbox = []
    this.#sent++
    this.#send(messageType.sync, syncStep.step2, Y.encodeStateAsUpdate(this.doc, stateVector))
  }

  #sendUpdate(update: Uint8Array): void {
    this.#sent++
    this.#send(messageType.sync, syncStep.update, update)
  }

  #send(type: number, step: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encoding.toUint8Array(encoder))
  }

  /** Ended by the server: every client comes again, unless it was told that there is no use. */
  #closed(code: number, reason: string): void {
    this.closeCodes.push(code)
    this.#isSynced = false
    if (code < 4400 || code >= 4500) return this.#begin(this.#again())
    const waiting = this.#waiting.splice(0)
    for (const { reject } of waiting) reject(new Error(`client ${this.doc.clientID} was refused with ${code} ${reason}`))
  }

  #again(): WebSocket {
    const { nodes, documentId, headers } = this.#seat
    return new WebSocket(`${nodes[this.#coming.node % nodes.length]}/${documentId}`, [subprotocol], { headers, perMessageDeflate: false })
  }

  #until(isSo: () => boolean): Promise<void> {
    return isSo() ? Promise.resolve() : new Promise((resolve, reject) => { this.#waiting.push({ isSo, resolve, reject }) })
  }

  #look(): void {
    const [ready, waiting] = [this.#waiting.filter(({ isSo }) => isSo()), this.#waiting.filter(({ isSo }) => !isSo())]
    this.#waiting = waiting
    for (const { resolve } of ready) resolve()
  }
}
