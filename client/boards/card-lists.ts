import { comparePlaces } from '@kopa/shared/boards/places.ts'
import type { Column } from '@kopa/shared/boards/column.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { cardsByColumn } from '@kopa/shared/boards/tasks.ts'

interface Place { readonly id: string, readonly key: string }

const none: readonly string[] = []
const placeOf = ({ id, order }: Task): Place => ({ id, key: order })
const isCard = (task: Task | undefined): task is Task => task !== undefined && task.removed === null

/** The cards of every column in their order, kept in order by insertion: a move costs the search for two places. */
export class CardLists {
  #places = new Map<string, Place[]>()
  /** What screens hold: another array exactly when it says something else. */
  #ids = new Map<string, readonly string[]>()
  #first: string | undefined

  constructor(columns: readonly Column[], tasks: Iterable<Task>) {
    this.changeColumns(columns, tasks)
  }

  of(column: string): readonly string[] {
    const known = this.#ids.get(column)
    if (known) return known
    const places = this.#places.get(column)
    if (!places) return none
    const ids = places.map(({ id }) => id)
    this.#ids.set(column, ids)
    return ids
  }

  /** Answers the columns whose list is another now. */
  change(before: Task | undefined, task: Task | undefined): string[] {
    const [from, to] = [this.#columnOf(before), this.#columnOf(task)]
    if (before && task && from === to && before.order === task.order) return []
    if (from !== undefined && before) this.#takeOut(from, placeOf(before))
    if (to !== undefined && task) this.#putIn(to, placeOf(task))
    return [...new Set([from, to])].filter(column => column !== undefined)
  }

  /** A column came, went or moved: all lists are made anew, for what stood in one that is gone stands in the first one now. */
  changeColumns(columns: readonly Column[], tasks: Iterable<Task>): string[] {
    const cards = cardsByColumn([...tasks].filter(isCard), columns)
    this.#first = columns[0]?.id
    this.#places = new Map([...cards].map(([column, list]) => [column, list.map(placeOf)]))
    this.#ids.clear()
    return columns.map(({ id }) => id)
  }

  #columnOf(task: Task | undefined): string | undefined {
    if (!isCard(task)) return undefined
    return this.#places.has(task.column) ? task.column : this.#first
  }

  #takeOut(column: string, place: Place): void {
    const places = this.#places.get(column) ?? []
    const at = indexFor(places, place)
    if (places[at]?.id === place.id) places.splice(at, 1)
    this.#ids.delete(column)
  }

  #putIn(column: string, place: Place): void {
    const places = this.#places.get(column) ?? []
    places.splice(indexFor(places, place), 0, place)
    this.#ids.delete(column)
  }
}

/** The first index whose place does not come before this one. */
function indexFor(places: readonly Place[], place: Place): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = places[middle]
    if (other && comparePlaces(other, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}
