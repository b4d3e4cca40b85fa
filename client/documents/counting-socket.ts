import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'

/**
 * A WebSocket that counts what the server acknowledges: the sync step 2 and update frames sent on this very connection.
 * A new connection is a new object, so the counts begin again. (Message types and steps are one byte each as varuints.)
 */
export class CountingSocket extends WebSocket {
  acknowledged = 0
  sent = 0
  /** When each frame that is not acknowledged yet was sent; milliseconds since 1970. */
  #waitingSince: number[] = []
  /** milliseconds in which a server must have answered: in a network that swallows packets the browser itself waits minutes, and longer each time. */
  static patience = 10_000

  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    const timer = setTimeout(() => this.close(), CountingSocket.patience)
    for (const event of ['open', 'close']) this.addEventListener(event, () => clearTimeout(timer))
  }

  /** Step 2 carries what was written before this connection; until it is sent, the count says nothing about that. */
  hasSentState = false

  /**
   * What is typed between the opening and our step 2 is not sent by itself: it would arrive ahead of what was written
   * offline, with a gap before it, and be refused. Step 2 is made later and holds both.
   */
  override send(data: Uint8Array<ArrayBuffer>): void {
    const step = data[0] === messageType.sync ? data[1] : undefined
    if (step === syncStep.update && !this.hasSentState) return
    if (step === syncStep.step2 || step === syncStep.update) this.#note(step)
    super.send(data)
  }

  #note(step: number): void {
    this.sent++
    this.#waitingSince.push(Date.now())
    this.hasSentState ||= step === syncStep.step2
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
