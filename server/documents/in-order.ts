/** Each work begins when the one before it has ended; what nobody is ahead of is done at once. */
export class InOrder {
  #last: Promise<void> | null = null

  do(work: () => Promise<void> | void): Promise<void> | void {
    const mine = this.#last ? this.#last.then(work) : work()
    if (!mine) return
    const last = mine.catch(() => {}).finally(() => { if (this.#last === last) this.#last = null }) // told to whoever asked
    this.#last = last
    return mine
  }
}
