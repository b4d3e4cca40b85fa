import * as Y from 'yjs'

/** milliseconds that arriving changes may wait for a person who is composing a character */
const mostHold = 3_000

/** milliseconds until a page that gets no frames, because it is hidden, applies what arrived */
const hiddenPageWait = 100

/**
 * Changes from others wait for the next frame and are applied together: one pass of the editor instead of one per
 * frame of the wire. While somebody composes a character they wait longer: a change in the same paragraph would leave
 * half a composition behind.
 */
export class ArrivingUpdates {
  readonly #doc: Y.Doc
  readonly #origin: unknown
  #waiting: Uint8Array[] = []
  #afterwards: (() => void)[] = []
  #frame: number | undefined
  #deadline: ReturnType<typeof setTimeout> | undefined
  #isHeld = false
  /** What is to be done just before changes from others are applied. */
  readonly beforeApplying = new Set<() => void>()

  constructor(doc: Y.Doc, origin: unknown) {
    this.#doc = doc
    this.#origin = origin
  }

  /** `then` runs right after the update was applied. */
  add(update: Uint8Array, then?: () => void): void {
    this.#waiting.push(update)
    if (then) this.#afterwards.push(then)
    this.#plan()
  }

  hold(): void {
    this.#isHeld = true
    this.#cancel()
    if (this.#waiting.length > 0) this.#plan()
  }

  release(): void {
    this.#isHeld = false
    this.#cancel()
    if (this.#waiting.length > 0) this.#plan()
  }

  flush(): void {
    this.#cancel()
    if (this.#waiting.length > 0) this.beforeApplying.forEach(act => act())
    const updates = this.#waiting
    const afterwards = this.#afterwards
    this.#waiting = []
    this.#afterwards = []
    if (updates.length > 0) {
      Y.transact(this.#doc, () => updates.forEach(update => Y.applyUpdate(this.#doc, update, this.#origin)), this.#origin, false)
    }
    afterwards.forEach(act => act())
  }

  stop(): void {
    this.#cancel()
    this.#waiting = []
    this.#afterwards = []
  }

  #plan(): void {
    this.#deadline ??= setTimeout(() => this.flush(), this.#isHeld ? mostHold : hiddenPageWait)
    if (this.#isHeld) return
    this.#frame ??= requestAnimationFrame(() => this.flush())
  }

  #cancel(): void {
    clearTimeout(this.#deadline)
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#deadline = undefined
    this.#frame = undefined
  }
}
