import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCode, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import type { Caller } from '../core/context.ts'
import { Budget } from './budget.ts'
import type { Caps } from './caps.ts'
import type { Access } from './engine-parts.ts'
import { joined, savedFrame } from './frames.ts'
import { Outflow } from './outflow.ts'
import type { SignedPerson } from './presence.ts'

/** What the upgrade has settled about a connection. */
export interface Opening {
  documentId: string
  caller: Caller
  access: Access
  /** The connection's own stream: frames that serve many are built once and written to it directly (outflow.ts). */
  stream: Duplex
  /** The client understands `saved`, and resumes. */
  isKopa: boolean
  /** The log position the client has everything up to, and the document's epoch it knows. */
  since: number | null
  epoch: number | null
}

/** Bytes that wait in a socket before presence skips it, and the next question waits. */
const busyBytes = 64 * 1024
/** Bytes that are put together rather than written apart. */
const mostJoined = 16 * 1024
/** Of the messages that may come at once, so many come again each second. */
const framesPerSecond = 1 / 100
/** How long a closed socket may take to say goodbye (milliseconds). */
const goodbye = 2000

/** One person's open socket to one document: what it has sent, what of it is durable, and how to write to it. */
export class Connection {
  readonly socket: WebSocket
  readonly opening: Opening
  readonly person: SignedPerson
  /** Sync step 2 and update frames so far, and how many of them are on disk. */
  received = 0
  durable = 0
  /** It has been answered: from now on it hears every update. */
  isSynced = false
  missesPresence = false
  isAlive = true
  /** Bytes that have come in since everything before them was handled. */
  arriving = 0
  /** Called when everything that is whole was handled. */
  onHandled: () => void = () => {}
  /** When the frame that is being handled was taken up (performance.now()). */
  frameAt = 0
  /** The last log position it was told. */
  toldPosition = -1
  /** What it may have waiting beyond the limit: the last answer, which may be larger than that, until it has left. */
  #allowance = 0
  /** What it has sent is being looked at, although it may be gone by now. */
  isHandling = false
  #readerBytes: number
  #frames: Budget
  #outflow: Outflow
  #inbox: Buffer[] = []
  #isBusy = false
  #handle: (frame: Buffer) => Promise<void> | void = () => {}

  constructor(socket: WebSocket, opening: Opening, { readerBytes, framesAtOnce }: Pick<Caps, 'readerBytes' | 'framesAtOnce'>) {
    const { caller, access: { person } } = opening
    this.socket = socket
    this.opening = opening
    this.#readerBytes = readerBytes
    this.#frames = new Budget(framesAtOnce, framesAtOnce * framesPerSecond)
    this.#outflow = new Outflow(opening.stream, () => this.isOpen)
    this.person = { id: caller.userId, name: person.name, color: person.color, companyId: person.companyId, companyName: person.companyName }
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('ping', () => { this.#count(performance.now()) }) // answered by the WebSocket itself, each
    socket.on('pong', () => { this.isAlive = true })
    this.#wait()
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  /** From now on frames are handled, one after the other. What has come in before waits in the kernel or in the inbox. */
  listen(handle: (frame: Buffer) => Promise<void> | void): void {
    this.#handle = handle
    this.#resume()
  }

  /** Writes frames that are ready for the wire. A reader that has fallen too far behind is cut; it resumes by itself. */
  write(frames: Buffer): void {
    if (!this.isOpen) return
    if (!this.isBehind) this.#allowance = 0
    this.#outflow.write(frames)
    if (this.#outflow.length > this.#readerBytes + this.#allowance) this.cut(closeCode.tooSlow)
  }

  /**
   * An answer that the client has asked for may be of any size; the one before it has left (`answered`).
   * @param pieces see frames.ts, inPieces. They serve many, and are not copied for one
   */
  writeAnswer(pieces: readonly Buffer[]): void {
    if (!this.isOpen) return
    const bytes = pieces.reduce((sum, { length }) => sum + length, 0)
    this.#allowance = bytes
    if (bytes < mostJoined) this.write(joined(pieces))
    else this.#outflow.writePieces(pieces)
  }

  /** null: the last answer has left. Else when it has: one that does not read its answers could ask for all the memory there is. */
  answered(): Promise<void> | null {
    return this.isBehind ? this.#outflow.leaves(busyBytes) : null
  }

  /** Bytes that its reader has not taken yet. */
  get waitingBytes(): number {
    return this.#outflow.length
  }

  /** Presence is only true now: whoever is busy skips it and gets it whole afterwards. Answers whether it went out. */
  writePresence(frame: Buffer): boolean {
    if (!this.isOpen) return false
    if (this.isBehind) this.missesPresence = true
    if (this.missesPresence) return false
    this.#outflow.write(frame)
    return true
  }

  get isBehind(): boolean {
    return this.#outflow.length > busyBytes
  }

  saved(position: number, epoch: number): Buffer | null {
    if (!this.opening.isKopa) return null
    this.toldPosition = position
    return savedFrame(this.durable, position, epoch)
  }

  close(code: CloseCode, reason = ''): void {
    this.socket.close(code, reason)
    this.socket.resume() // or the other side's goodbye would never be read
    setTimeout(() => this.socket.terminate(), goodbye).unref()
  }

  /** Closes without waiting for what is still to be written. */
  cut(code: CloseCode): void {
    this.socket.close(code)
    this.socket.terminate()
  }

  #receive(data: unknown, isBinary: boolean): void {
    if (!this.isOpen) return
    if (!isBinary || !Buffer.isBuffer(data)) return this.socket.close(1003, 'This socket carries binary frames only.')
    this.#inbox.push(data)
    this.#work()
  }

  #work(): void {
    while (!this.#isBusy && this.isOpen) {
      const frame = this.#inbox.shift()
      if (!frame) return this.onHandled()
      this.frameAt = performance.now()
      if (!this.#count(this.frameAt)) return
      const work = this.#handle(frame)
      if (work) this.#await(work)
    }
    if (!this.isOpen && !this.isHandling) this.onHandled()
  }

  /** Everything that comes costs something, however small it is. Answers false when it is closed for it. */
  #count(now: number): boolean {
    const isLet = this.#frames.take(now)
    if (!isLet) this.close(closeCode.tooManyFrames, 'Too many messages.')
    return isLet
  }

  #await(work: Promise<void>): void {
    this.isHandling = true
    this.#wait()
    void work.finally(() => {
      this.isHandling = false
      this.#resume()
    })
  }

  #wait(): void {
    this.#isBusy = true
    this.socket.pause()
  }

  #resume(): void {
    this.#isBusy = false
    if (this.isOpen) this.socket.resume()
    this.#work()
  }
}
