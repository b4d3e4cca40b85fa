import type { GanttColumn } from './gantt-cursor.ts'

/** What stands above the plan: the menu of a row, a question about one value of it, a new link, one that is changed. */
export interface OpenState {
  readonly menu: { readonly id: string, readonly anchor: Element } | null
  readonly ask: { readonly id: string, readonly column: GanttColumn } | null
  readonly linking: string | null
  /** a link that is changed */
  readonly link: string | null
}

export class GanttOpen {
  #state: OpenState = { menu: null, ask: null, linking: null, link: null }
  readonly #listeners = new Set<() => void>()

  readonly state = (): OpenState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: Partial<OpenState>): void {
    this.#state = { ...this.#state, ...change }
    this.#listeners.forEach(listener => listener())
  }
}
