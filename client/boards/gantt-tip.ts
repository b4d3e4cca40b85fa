/** A place in the browser's window beside which something is told. */
export interface TipPlace { readonly x: number, readonly y: number, readonly height: number }
export interface TipState { readonly id: string, readonly place: TipPlace, /** by a key: it is read out, too */ readonly isAsked: boolean }

/** So long a pointer rests, in milliseconds; and so long it may take to come from the bar to what is told. */
const rest = 500
const way = 150

/** What is told beside a bar: of which task, and when it comes and goes. */
export class GanttTip {
  #state: TipState | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  readonly state = (): TipState | null => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #become(state: TipState | null): void {
    clearTimeout(this.#timer)
    if (state === this.#state) return
    this.#state = state
    this.#listeners.forEach(listener => listener())
  }

  /** A pointer moves on a bar. `place` is asked when it has come to rest. */
  restOn(id: string, place: () => TipPlace | null): void {
    clearTimeout(this.#timer)
    if (this.#state?.id === id) return
    this.#become(null)
    this.#timer = setTimeout(() => {
      const at = place()
      this.#become(at && { id, place: at, isAsked: false })
    }, rest)
  }

  /** The pointer is on no bar any more; perhaps it comes to what is told. */
  leave(): void {
    clearTimeout(this.#timer)
    if (this.#state && !this.#state.isAsked) this.#timer = setTimeout(() => this.hide(), way)
  }

  /** It has come there: what is read stays. */
  hold(): void { if (this.#state) clearTimeout(this.#timer) }

  show(id: string, place: TipPlace): void { this.#become({ id, place, isAsked: true }) }

  hide(): void { this.#become(null) }
}
