/** So many at once, and then so many a second. */
export class Budget {
  #most: number
  #perSecond: number
  #left: number
  #at: number

  /** @param now milliseconds, of a clock that never goes back; so below */
  constructor(most: number, perSecond: number, now = performance.now()) {
    this.#most = most
    this.#perSecond = perSecond
    this.#left = most
    this.#at = now
  }

  /** Takes one. Answers false when none is left. */
  take(now = performance.now()): boolean {
    this.#left = Math.min(this.#most, this.#left + (now - this.#at) / 1000 * this.#perSecond)
    this.#at = now
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
