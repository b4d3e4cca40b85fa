import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import type { LiveMessage } from '@kopa/shared/live/contract.ts'
import type { Caller } from '../core/context.ts'

/** The workspaces of whoever is at the other end; null when their session or token has ended. */
export type LookUp = (caller: Caller) => Promise<string[] | null>

/** A socket whose reader has gone to sleep is cut; its screen fetches everything anew when it wakes. */
const mostWaitingBytes = 256 * 1024
/** This socket only speaks: answers to our pings are all that comes back between two of them. */
const mostReadBytes = 16 * 1024

/** One open screen. It hears nothing before it is known which workspaces it may hear of. */
export class Listener {
  readonly caller: Caller
  readonly #socket: WebSocket
  readonly #stream: Socket
  #workspaceIds: ReadonlySet<string> = new Set()
  #looks = 0
  #unsent = new Set<string>()
  #isAlive = true
  #readBefore: number

  constructor(socket: WebSocket, stream: Socket, caller: Caller) {
    this.caller = caller
    this.#socket = socket
    this.#stream = stream
    this.#readBefore = stream.bytesRead
    socket.on('pong', () => { this.#isAlive = true })
    socket.on('message', () => socket.close(1008))
    stream.on('data', () => { if (stream.bytesRead - this.#readBefore > mostReadBytes) socket.terminate() })
  }

  isIn(workspaceId: string): boolean {
    return this.#workspaceIds.has(workspaceId)
  }

  /** From this moment on, whatever a look that is still under way finds. */
  leave(workspaceId: string): void {
    this.#workspaceIds = new Set([...this.#workspaceIds].filter(id => id !== workspaceId))
    this.#looks++
  }

  /** The latest look counts: an earlier one may have seen what was so before. */
  async look(lookUp: LookUp): Promise<void> {
    const look = ++this.#looks
    const found = await lookUp(this.caller).catch(() => 'unknown' as const)
    if (look !== this.#looks) return
    if (found === 'unknown') return this.close(closeCode.notStored)
    if (!found) return this.close(closeCode.signIn)
    this.#workspaceIds = new Set(found)
  }

  /** What is said several times at one moment, as when a whole branch is archived, travels once. */
  tell(message: LiveMessage): void {
    if (this.#unsent.size === 0) setImmediate(() => this.#send())
    this.#unsent.add(JSON.stringify(message))
  }

  beat(): void {
    if (!this.#isAlive) return this.#socket.terminate()
    this.#isAlive = false
    this.#readBefore = this.#stream.bytesRead
    if (this.#isOpen) this.#socket.ping()
  }

  close(code: number): void {
    this.#unsent.clear()
    this.#socket.close(code)
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  #send(): void {
    for (const text of this.#unsent) if (this.#isOpen) this.#socket.send(text)
    this.#unsent.clear()
    if (this.#socket.bufferedAmount > mostWaitingBytes) this.#socket.terminate()
  }
}
