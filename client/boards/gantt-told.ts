import type { Pushed } from './consent-question.ts'
import type { TipPlace } from './gantt-tip.ts'

/** What letting go would do to partners' tasks: some are asked about, others pushed. */
export interface Consequences { readonly asked: Pushed, readonly pushed: Pushed }
export const noConsequences: Consequences = { asked: new Map(), pushed: new Map() }
export interface ToldState extends Consequences { readonly place: TipPlace }

/** What is told beside a bar or a link while it is pulled. */
export class GanttTold {
  #state: ToldState | null = null
  readonly #listeners = new Set<() => void>()

  readonly state = (): ToldState | null => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  become(state: ToldState | null): void {
    if (state === this.#state) return
    this.#state = state
    this.#listeners.forEach(listener => listener())
  }
}
