import { comparePlaces } from '@kopa/shared/boards/places.ts'
import type { Task } from '@kopa/shared/boards/task.ts'

export interface SubtaskCount { readonly done: number, readonly all: number }

const none: readonly string[] = []
const noCount: SubtaskCount = { done: 0, all: 0 }
const parentOf = (task: Task | undefined): string | null => (task && task.removed === null ? task.parent : null)

/** Which tasks stand right below which, in their order. */
export class SubtaskLists {
  readonly #children = new Map<string, Map<string, Task>>()
  readonly #ids = new Map<string, readonly string[]>()
  readonly #counts = new Map<string, SubtaskCount>()

  constructor(tasks: Iterable<Task>) {
    for (const task of tasks) this.change(undefined, task)
  }

  of(parent: string): readonly string[] {
    const known = this.#ids.get(parent)
    if (known) return known
    const children = this.#children.get(parent)
    if (!children) return none
    const ids = [...children.values()].map(({ id, rank }) => ({ id, key: rank })).toSorted(comparePlaces).map(({ id }) => id)
    this.#ids.set(parent, ids)
    return ids
  }

  /** The same object for as long as it says the same. */
  count(parent: string, isDone: (child: string) => boolean): SubtaskCount {
    const children = this.of(parent)
    if (children.length === 0) return noCount
    const known = this.#counts.get(parent)
    const done = children.filter(isDone).length
    if (known?.done === done && known.all === children.length) return known
    const count = { done, all: children.length }
    this.#counts.set(parent, count)
    return count
  }

  /** Every task that has others below it. */
  parents(): Iterable<string> {
    return this.#children.keys()
  }

  /** Answers the parents whose children are others now, or stand elsewhere. */
  change(before: Task | undefined, task: Task | undefined): string[] {
    const [from, to] = [parentOf(before), parentOf(task)]
    if (from !== null && before && from !== to) this.#takeOut(from, before.id)
    if (to !== null && task) this.#putIn(to, task)
    return [...new Set([from, to])].filter(parent => parent !== null)
  }

  #takeOut(parent: string, id: string): void {
    const children = this.#children.get(parent)
    children?.delete(id)
    if (children?.size === 0) this.#children.delete(parent)
    this.#ids.delete(parent)
  }

  #putIn(parent: string, task: Task): void {
    this.#children.set(parent, (this.#children.get(parent) ?? new Map<string, Task>()).set(task.id, task))
    this.#ids.delete(parent)
  }
}
