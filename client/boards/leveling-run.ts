import type { Overload } from '@kopa/shared/boards/leveling-load.ts'
import type { LeveledPlan, LevelingScope } from '@kopa/shared/boards/leveling-plan.ts'
import type { Plan } from '@kopa/shared/boards/plan.ts'
import type { LevelingNews, LevelingOrder, LevelingProgress } from './leveling-messages.ts'

export type LevelingState =
  /** `overloads`: null while they are counted */
  | { readonly state: 'choosing', readonly overloads: readonly Overload[] | null }
  | { readonly state: 'searching', readonly progress: LevelingProgress | null, readonly found: LeveledPlan | null }
  | { readonly state: 'found', readonly found: LeveledPlan }
  | { readonly state: 'failed' }

export interface LevelingInput { readonly plan: Plan, readonly scope: LevelingScope }

/** What a worker is to whoever waits for it. */
export interface LevelingWorker {
  postMessage: (order: LevelingOrder) => void
  terminate: () => void
  onmessage: ((event: { data: LevelingNews }) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** How long is searched for an earlier end, milliseconds. */
const longest = 10_000

/** One person's levelling of one plan: whom there is too much of, the search, what it has found. Nothing is written here. */
export class LevelingRun {
  readonly #makeWorker: () => LevelingWorker
  #worker: LevelingWorker | null = null
  #state: LevelingState = { state: 'choosing', overloads: null }
  readonly #listeners = new Set<() => void>()

  constructor(makeWorker: () => LevelingWorker) {
    this.#makeWorker = makeWorker
  }

  readonly state = (): LevelingState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins with a choice, and counts for it who is asked for too much. */
  look({ plan, scope }: LevelingInput): void {
    this.#become({ state: 'choosing', overloads: null })
    this.#order({ kind: 'look', plan, scope })
  }

  level({ plan, scope }: LevelingInput): void {
    this.#become({ state: 'searching', progress: null, found: null })
    this.#order({ kind: 'level', plan, scope, milliseconds: longest })
  }

  /** Takes the best so far. */
  stop(): void {
    if (this.#state.state !== 'searching' || !this.#state.found) return
    this.close()
    this.#become({ state: 'found', found: this.#state.found })
  }

  /** Nothing is told any more. */
  close(): void {
    if (!this.#worker) return
    this.#worker.onmessage = null
    this.#worker.terminate()
    this.#worker = null
  }

  #order(order: LevelingOrder): void {
    this.close()
    const worker = this.#makeWorker()
    worker.onmessage = ({ data }) => this.#take(data)
    worker.onerror = () => this.#become({ state: 'failed' })
    this.#worker = worker
    worker.postMessage(order)
  }

  #take(news: LevelingNews): void {
    if (news.kind === 'overloads') this.#become({ state: 'choosing', overloads: news.overloads })
    if (news.kind === 'found') this.#become({ state: 'found', found: news.found })
    if (this.#state.state !== 'searching') return
    if (news.kind === 'better') this.#become({ ...this.#state, found: news.found })
    if (news.kind === 'progress') this.#become({ ...this.#state, progress: news.progress })
  }

  #become(state: LevelingState): void {
    this.#state = state
    this.#listeners.forEach(listener => listener())
  }
}
