/** milliseconds: after something was changed here; else at first, and at most */
const [afterChange, first, longest] = [1_500, 5_000, 300_000]

/** There was no room on the server. Somebody may have made some, here or elsewhere: so it is tried again, less and less often while nobody changes anything. */
export class TryingAgain {
  readonly #connect: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #tries = 0

  constructor(connect: () => void) {
    this.#connect = connect
  }

  /** There still is none. */
  later(): void {
    this.#in(Math.min(longest, first * 2 ** this.#tries++))
  }

  afterChange(): void {
    this.#tries = 0
    this.#in(afterChange)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#tries = 0
  }

  #in(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#connect, wait)
  }
}
