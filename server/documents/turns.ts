/** What waits, in turn by whose it is: one of each, then the next of each. Whoever asks for much waits for themselves alone. */
export class Turns<T> {
  #lines = new Map<string | null, T[]>()
  #count = 0

  get length(): number {
    return this.#count
  }

  /** @param whose null: nobody's, which has a turn of its own */
  add(whose: string | null, one: T): void {
    const line = this.#lines.get(whose)
    if (line) line.push(one)
    else this.#lines.set(whose, [one])
    this.#count++
  }

  /** Takes out whose turn it is. They come again after all others who wait now. */
  next(): T | undefined {
    for (const [whose, line] of this.#lines) {
      const first = line.shift()
      this.#lines.delete(whose)
      if (line.length > 0) this.#lines.set(whose, line)
      this.#count--
      return first
    }
    return undefined
  }

  /** Takes out the last of who has most waiting, where that is more than this one would have with one more: so that there is room for it. */
  giveWay(whose: string | null): T | undefined {
    let longest: T[] = []
    for (const line of this.#lines.values()) if (line.length > longest.length) longest = line
    if (longest.length <= (this.#lines.get(whose)?.length ?? 0) + 1) return undefined
    this.#count--
    return longest.pop()
  }

  all(): T[] {
    return [...this.#lines.values()].flat()
  }
}

/** Begins each work when the one before it has ended, well or not, in turn by whose it is; whoever asked is told how their own ended. */
export function oneInTurn(): <T>(whose: string, work: () => Promise<T>) => Promise<T> {
  const waiting = new Turns<() => Promise<void>>()
  let isAtWork = false
  const goOn = (): void => {
    const next = waiting.next()
    isAtWork = next !== undefined
    void next?.().finally(goOn)
  }
  return (whose, work) => new Promise((resolve, reject) => {
    waiting.add(whose, () => work().then(resolve, reject))
    if (!isAtWork) goOn()
  })
}
