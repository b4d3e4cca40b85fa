import type { Column } from '@kopa/shared/boards/column.ts'
import { type Flow, flowInto, unknownFlow } from '@kopa/shared/boards/flow.ts'
import { parentsIn } from '@kopa/shared/boards/outline.ts'
import { type Placed, placeAfter } from '@kopa/shared/boards/places.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { moveTask, placeTask } from '@kopa/shared/boards/task-verbs.ts'
import { timeOrderedId } from '@kopa/shared/ids.ts'
import { type BoardStore, stageIn } from './board-store.ts'

export const newId = (): string => timeOrderedId(Date.now(), crypto.getRandomValues(new Uint8Array(16)))

/** The places of a column's cards, without those that are being moved. */
function placesIn(board: BoardStore, column: string, moved: ReadonlySet<string>): Placed[] {
  return board.cards(column).flatMap(id => {
    const task = board.task(id)
    return task && !moved.has(id) ? [{ id, key: task.order }] : []
  })
}

/**
 * Keys for what shall stand one behind the other among others, the first behind `after` (null: first of all). Where there is no room, others
 * get new ones as well: `renumber` is called for each.
 */
export function keysAmong(places: readonly Placed[], ids: readonly string[], after: string | null, renumber: (other: Placed) => void): Map<string, string> {
  const all = [...places]
  const keys = new Map<string, string>()
  let behind = after
  for (const id of ids) {
    const { key, renumbered } = placeAfter(all, behind, Math.random)
    for (const other of renumbered) {
      if (keys.has(other.id)) keys.set(other.id, other.key)
      else renumber(other)
      const at = all.findIndex(place => place.id === other.id)
      if (at >= 0) all[at] = other
    }
    all.splice(all.findIndex(place => place.id === behind) + 1, 0, { id, key })
    keys.set(id, key)
    behind = id
  }
  return keys
}

/** Order keys for cards in a column, `after`: the card they stand behind (null: at the top). */
export const keysFor = (board: BoardStore, ids: readonly string[], { column, after }: { column: string, after: string | null }): Map<string, string> =>
  keysAmong(placesIn(board, column, new Set(ids)), ids, after, ({ id, key }) => moveTask(board.docOf(id), id, column, key))

/** Cards in the order in which they are seen: by column, then by place. */
export function arrangedIds(board: BoardStore, ids: readonly string[]): string[] {
  const rank = new Map(board.columns().flatMap(({ id }, column) => board.cards(id).map((card, at) => [card, column * 1e6 + at] as const)))
  return ids.toSorted((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0))
}

/** @param to `at`: when, milliseconds since 1970 */
export function moveCards(board: BoardStore, ids: readonly string[], to: { column: string, after: string | null, at: number }): void {
  const columns = board.columns()
  for (const [id, key] of keysFor(board, ids, to)) {
    const task = board.task(id)
    const flow = task && task.column !== to.column ? flowInto(task.flow, { from: stageIn(columns, task.column), to: stageIn(columns, to.column) }, to.at) : undefined
    moveTask(board.docOf(id), id, to.column, key, flow)
  }
}

export const flowOfNew = (board: BoardStore, column: string, at: number): Flow => flowInto(unknownFlow, { from: null, to: stageIn(board.columns(), column) }, at)

/** Ranks behind the last task below a parent (null: of the top level), in the order of the ids. */
export function lastRanks(board: BoardStore, ids: readonly string[], parent: string | null): Map<string, string> {
  const moved = new Set(ids)
  const last = siblingsOf(board, parent).findLast(({ id }) => !moved.has(id))
  return keysAmong(last ? [{ id: last.id, key: last.rank }] : [], ids, last?.id ?? null, ({ id, key }) => placeTask(board.docOf(id), id, parent, key))
}

/** Below another task, behind those that are there; a task cannot stand below itself or what is below it, nor a shared one below one that others do not see. */
export function moveBelow(board: BoardStore, ids: readonly string[], parent: string | null): void {
  const movable = ids.filter(id => parent === null || mayStandBelow(board, id, parent))
  for (const [id, rank] of lastRanks(board, movable, parent)) placeTask(board.docOf(id), id, parent, rank)
}

export const mayStandBelow = (board: BoardStore, id: string, parent: string): boolean => !isBelow(board, parent, id) && (board.isPrivate(id) || !board.isPrivate(parent))

export function isBelow(board: BoardStore, id: string, above: string): boolean {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); at = board.task(at)?.parent ?? null) {
    if (at === above) return true
    seen.add(at)
  }
  return false
}

/** An order key for a column that shall stand behind another (null: first). */
export function columnKey(columns: readonly Column[], id: string, after: string | null): { key: string, renumbered: readonly Placed[] } {
  return placeAfter(columns.filter(column => column.id !== id).map(column => ({ id: column.id, key: column.order })), after, Math.random)
}

/** A place in the outline: below a parent (null: at the top level), behind a sibling (null: first). */
export interface OutlinePlace { readonly parent: string | null, readonly after: string | null }

/** Below a parent that is gone nothing is shown: what stood there stands at the top level. */
export const siblingsOf = (board: BoardStore, parent: string | null): readonly Task[] => board.outline().get(parent !== null && board.tasks().has(parent) ? parent : null) ?? []

/** Ranks for tasks one behind the other. */
export function placeTasks(board: BoardStore, ids: readonly string[], { parent, after }: OutlinePlace): Map<string, string> {
  const moved = new Set(ids)
  const places = siblingsOf(board, parent).flatMap(({ id, rank }) => (moved.has(id) ? [] : [{ id, key: rank }]))
  return keysAmong(places, ids, after, ({ id, key }) => placeTask(board.docOf(id), id, parent, key))
}

/** What lies below another of them moves along with it. */
export function rootsOf(board: BoardStore, ids: readonly string[]): string[] {
  const [chosen, parents] = [new Set(ids), parentsIn(board.tasks())]
  return ids.filter(id => {
    for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) if (chosen.has(at)) return false
    return true
  })
}
