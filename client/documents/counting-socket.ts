import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'

/**
 * A WebSocket that counts what the server acknowledges: the sync step 2 and update frames sent on this very connection.
 * A new connection is a new object, so the counts begin again.
 */
export class CountingSocket extends WebSocket {
  acknowledged = 0
  sent = 0
  /** When each frame that is not acknowledged yet was sent; milliseconds since 1970. */
  #waitingSince: number[] = []
  /** Step 2 carries what was written before this connection; until it is sent, the count says nothing about that. */
  hasSentState = false

  override send(data: Uint8Array<ArrayBuffer>): void {
    if (carriesChanges(data)) {
      this.sent++
      this.#waitingSince.push(Date.now())
      this.hasSentState ||= data[1] === syncStep.step2
    }
    super.send(data)
  }

  /** @param count frames of this connection that are on the server's disk */
  acknowledge(count: number): void {
    this.#waitingSince.splice(0, count - this.acknowledged)
    this.acknowledged = count
  }

  get waitingSince(): number | null {
    return this.#waitingSince[0] ?? null
  }

  /** Everything this window has, written before or during this connection, is on the server's disk. */
  get isAcknowledged(): boolean {
    return this.hasSentState && this.acknowledged >= this.sent
  }
}

/** Both numbers are one byte each as varuints. */
const carriesChanges = (data: Uint8Array): boolean =>
  data[0] === messageType.sync && (data[1] === syncStep.step2 || data[1] === syncStep.update)
