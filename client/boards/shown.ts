import type { Column } from '@kopa/shared/boards/column.ts'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { type Grouping, isFiltering, laneKeys, type LaneGrouping, filterBy, type FilterView, type TaskFilter } from '@kopa/shared/boards/filter.ts'
import { comparePlaces } from '@kopa/shared/boards/places.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'
import { cellKey, cellOf, type Lift, type Spot } from './board-ui.ts'
import { choiceKeys } from './table-lines.ts'

/** Which cards are shown where. */
export interface Shown {
  grouping: LaneGrouping
  /** of lanes by an own field */
  field: BoardField | null
  isFiltered: boolean
  /** keys of lanes; [''] when there are none */
  lanes: readonly string[]
  /** how many tasks of a column are shown of how many, over all lanes */
  count: (column: string) => { shown: number, all: number }
  /** ids of the cards of a cell, in order; another array exactly when it says something else */
  cards: (cell: string) => readonly string[]
}

/** What filters ask a board of a task: what names a column that is gone stands in the first one. */
export function standingIn(board: BoardStore, columns: readonly Column[]): Required<Pick<FilterView, 'isPrivate' | 'columnOf'>> {
  const known = new Set(columns.map(({ id }) => id))
  return { isPrivate: ({ id }) => board.isPrivate(id), columnOf: ({ column }) => (known.has(column) ? column : columns[0]?.id ?? column) }
}

export interface ShownParts { board: BoardStore, columns: readonly Column[], /** null: neither filtered nor in lanes */ tasks: ReadonlyMap<string, Task> | null, filter: TaskFilter, grouping: LaneGrouping, field: BoardField | null, view: FilterView, /** keys of lanes in their order; companies and priorities have one each, also when nothing is in it */ laneNames: ReadonlyMap<string, number> }

/** Without filter and lanes the board's own lists are shown as they are. */
export function shownOf({ board, columns, tasks: all, filter, grouping, field, view, laneNames }: ShownParts): Shown {
  const isFiltered = isFiltering(filter)
  const isShown = filterBy(filter, view)
  if (all === null) {
    return { grouping, field, isFiltered, lanes: [''], count: column => ({ shown: board.cards(column).length, all: board.cards(column).length }), cards: cell => board.cards(cellOf(cell).column) }
  }
  const found = new Map<string, readonly string[]>()
  const counts = new Map<string, number>()
  const lanes = new Set<string>(grouping === 'company' || grouping === 'priority' || field?.kind === 'select' ? laneNames.keys() : [])
  for (const column of columns) {
    const tasks = board.cards(column.id).flatMap(id => all.get(id) ?? []).filter(isShown)
    counts.set(column.id, tasks.length)
    for (const [lane, ids] of laned(tasks, task => lanesOf(task, { grouping, field }))) {
      lanes.add(lane)
      found.set(cellKey({ column: column.id, lane }), ids)
    }
  }
  return {
    grouping, field, isFiltered,
    lanes: grouping === 'none' ? [''] : sortLanes(lanes, grouping, laneNames, board),
    count: column => ({ shown: counts.get(column) ?? 0, all: board.cards(column).length }),
    cards: cell => found.get(cell) ?? none,
  }
}

const none: readonly string[] = []

/** The lanes a task stands in. */
export const lanesOf = (task: Task, { grouping, field }: Pick<Shown, 'grouping' | 'field'>): readonly string[] => (field ? choiceKeys(field, task) : laneKeys(task, grouping as Grouping))

function laned(tasks: readonly Task[], lanesOfTask: (task: Task) => readonly string[]): Map<string, string[]> {
  const lanes = new Map<string, string[]>()
  for (const task of tasks) {
    for (const lane of lanesOfTask(task)) {
      const ids = lanes.get(lane)
      if (ids) ids.push(task.id)
      else lanes.set(lane, [task.id])
    }
  }
  return lanes
}

/** As the names are ordered; parents in the order of the outline; what belongs to nobody last. */
function sortLanes(lanes: ReadonlySet<string>, grouping: LaneGrouping, names: ReadonlyMap<string, number>, board: BoardStore): string[] {
  if (grouping !== 'parent') return [...lanes].toSorted((one, other) => Number(one === '') - Number(other === '') || (names.get(one) ?? 1e9) - (names.get(other) ?? 1e9))
  const placeOf = (id: string) => ({ id, key: board.task(id)?.rank ?? '' })
  return [...lanes].toSorted((one, other) => Number(one === '') - Number(other === '') || comparePlaces(placeOf(one), placeOf(other)))
}

/** The cards of a cell while some are lifted by the keyboard: taken out where they were, put in where they would land. */
export function withLift(ids: readonly string[], cell: string, lift: Lift | null): readonly string[] {
  if (lift === null) return ids
  const rest = ids.filter(id => !lift.ids.includes(id))
  if (lift.to.cell !== cell) return rest.length === ids.length ? ids : rest
  return rest.toSpliced(lift.to.after === null ? 0 : rest.indexOf(lift.to.after) + 1, 0, ...lift.ids)
}

/** One step of something lifted: up and down among the cards, left and right to the next column. null: there is no further. */
export function stepLift(lift: Lift, step: 'up' | 'down' | 'left' | 'right' | 'first' | 'last', shown: Pick<Shown, 'cards' | 'lanes'>, columns: readonly Column[]): Lift | null {
  const cell = cellOf(lift.to.cell)
  const rest = shown.cards(lift.to.cell).filter(id => !lift.ids.includes(id))
  const index = lift.to.after === null ? 0 : rest.indexOf(lift.to.after) + 1
  const at = (next: number): Lift => ({ ...lift, to: { cell: lift.to.cell, after: rest[next - 1] ?? null } })
  if (step === 'first' || step === 'last') return at(step === 'first' ? 0 : rest.length)
  if (step === 'up' && index > 0) return at(index - 1)
  if (step === 'down' && index < rest.length) return at(index + 1)
  const other = step === 'up' || step === 'down' ? nextLane(cell, step, shown.lanes) : nextColumn(cell, step, columns)
  if (other === null) return null
  const cards = shown.cards(cellKey(other)).filter(id => !lift.ids.includes(id))
  const landing = step === 'up' ? cards.length : step === 'down' ? 0 : Math.min(index, cards.length)
  return { ...lift, to: { cell: cellKey(other), after: cards[landing - 1] ?? null } }
}

export function nextColumn({ column, lane }: { column: string, lane: string }, step: 'left' | 'right', columns: readonly Column[]): { column: string, lane: string } | null {
  const next = columns[columns.findIndex(({ id }) => id === column) + (step === 'left' ? -1 : 1)]
  return next ? { column: next.id, lane } : null
}

export function nextLane({ column, lane }: { column: string, lane: string }, step: 'up' | 'down', lanes: readonly string[]): { column: string, lane: string } | null {
  const next = lanes[lanes.indexOf(lane) + (step === 'up' ? -1 : 1)]
  return next === undefined ? null : { column, lane: next }
}

/** The card that the keyboard comes to first. */
export function entryOf(shown: Shown, columns: readonly Column[]): Spot | null {
  for (const lane of shown.lanes) {
    for (const { id } of columns) {
      const cell = cellKey({ column: id, lane })
      const first = shown.cards(cell)[0]
      if (first !== undefined) return { cell, id: first }
    }
  }
  return null
}

/** Where the keyboard stands now that the cards lie otherwise: with its card where that went, else at the first one of its cell, else at the first of all. */
export function movedFocus(focus: Spot | null, shown: Shown, board: BoardStore): Spot | null {
  if (focus === null) return entryOf(shown, board.columns())
  if (shown.cards(focus.cell).includes(focus.id)) return focus
  const task = board.task(focus.id)
  if (task && task.removed === null) {
    const column = board.columns().find(({ id }) => id === task.column) ?? board.columns()[0]
    const cells = column ? lanesOf(task, shown).map(lane => cellKey({ column: column.id, lane })) : []
    const cell = cells.find(key => shown.cards(key).includes(focus.id))
    if (cell !== undefined) return { cell, id: focus.id }
  }
  const neighbour = shown.cards(focus.cell)[0]
  return neighbour === undefined ? entryOf(shown, board.columns()) : { cell: focus.cell, id: neighbour }
}
