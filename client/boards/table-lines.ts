import type { Column } from '@kopa/shared/boards/column.ts'
import { type Grouping, groupings, laneKeys } from '@kopa/shared/boards/filter.ts'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { valueOf } from '@kopa/shared/boards/field-values.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { fieldIdOf } from './table-columns.ts'

/** A row of the table. A task with several people stands in several groups: hence a key of its own. */
export type TableLine = { readonly kind: 'group', readonly key: string, readonly group: string, readonly ids: readonly string[] } | { readonly kind: 'task', readonly key: string, readonly group: string, readonly id: string }

/** As lanes are, or by column, or by a field that people choose from. */
export type TableGrouping = Grouping | 'column' | `field:${string}`

export const readTableGrouping = (value: unknown, fields: readonly BoardField[]): TableGrouping => {
  if (typeof value !== 'string') return 'none'
  if (value === 'column' || groupings.some(known => known === value)) return value as TableGrouping
  const id = fieldIdOf(value)
  return id !== null && fields.some(field => field.id === id && isGroupable(field)) ? `field:${id}` : 'none'
}

export const isGroupable = ({ kind }: BoardField): boolean => kind === 'select' || kind === 'multiSelect' || kind === 'person' || kind === 'company' || kind === 'checkbox'

/** The groups a task stands in; '' for none. */
export function groupKeys(task: Task, grouping: TableGrouping, { fields, columnOf }: { fields: readonly BoardField[], columnOf: (task: Task) => string }): readonly string[] {
  if (grouping === 'column') return [columnOf(task)]
  const id = fieldIdOf(grouping)
  if (id === null) return laneKeys(task, grouping as Grouping)
  const field = fields.find(one => one.id === id)
  const value = field ? valueOf(field, task) : null
  if (Array.isArray(value)) return value as readonly string[]
  return [value === true ? 'yes' : typeof value === 'string' ? value : '']
}

/** `-deadline`: from the last to the first. */
export interface SortBy { readonly column: string, readonly isDown: boolean }
export const readSort = (value: readonly string[] | undefined): SortBy[] => (value ?? []).slice(0, 3).map(text => ({ column: text.replace(/^-/, ''), isDown: text.startsWith('-') }))
export const writeSort = (sort: readonly SortBy[]): string[] | undefined => (sort.length === 0 ? undefined : sort.map(({ column, isDown }) => (isDown ? '-' : '') + column))

/** One press: up, another: down, a third: as on the board. With Shift beside what is sorted by already. */
export function nextSort(sort: readonly SortBy[], column: string, { isBeside }: { isBeside: boolean }): SortBy[] {
  const now = sort.find(one => one.column === column)
  const others = isBeside ? sort.filter(one => one.column !== column) : []
  if (!now) return [...others, { column, isDown: false }]
  return now.isDown ? others : [...others, { column, isDown: true }]
}

interface Parts {
  /** in the order of the board */
  tasks: readonly Task[]
  groupsOf: (task: Task) => readonly string[]
  /** null: not in groups */
  compareGroups: ((one: string, other: string) => number) | null
  /** one for each column that is sorted by */
  sorts: readonly { keyOf: (task: Task) => number | string | null, isDown: boolean }[]
  compareText: (one: string, other: string) => number
  closed: ReadonlySet<string>
}

export function linesOf({ tasks, groupsOf, compareGroups, sorts, compareText, closed }: Parts): TableLine[] {
  const sorted = sortTasks(tasks, sorts, compareText)
  if (compareGroups === null) return sorted.map(({ id }) => ({ kind: 'task', key: ` ${id}`, group: '', id }))
  const groups = new Map<string, string[]>()
  for (const task of sorted) {
    for (const group of groupsOf(task)) {
      const ids = groups.get(group)
      if (ids) ids.push(task.id)
      else groups.set(group, [task.id])
    }
  }
  return [...groups].toSorted(([one], [other]) => compareGroups(one, other)).flatMap(([group, ids]): TableLine[] => [
    { kind: 'group', key: `group ${group}`, group, ids },
    ...closed.has(group) ? [] : ids.map(id => ({ kind: 'task', key: `${group} ${id}`, group, id } as const)),
  ])
}

function sortTasks(tasks: readonly Task[], sorts: Parts['sorts'], compareText: Parts['compareText']): readonly Task[] {
  if (sorts.length === 0) return tasks
  const keyed = tasks.map(task => ({ task, keys: sorts.map(({ keyOf }) => keyOf(task)) }))
  return keyed.toSorted((one, other) => {
    for (const [at, { isDown }] of sorts.entries()) {
      const found = compareKeys(one.keys[at] ?? null, other.keys[at] ?? null, { isDown, compareText })
      if (found !== 0) return found
    }
    return 0
  }).map(({ task }) => task)
}

function compareKeys(one: number | string | null, other: number | string | null, { isDown, compareText }: { isDown: boolean, compareText: Parts['compareText'] }): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  const found = typeof one === 'number' && typeof other === 'number' ? one - other : compareText(String(one), String(other))
  return isDown ? -found : found
}

/** The tasks of a board in the order in which its columns show them. */
export const boardOrder = (columns: readonly Column[], cards: (column: string) => readonly string[], tasks: ReadonlyMap<string, Task>): Task[] =>
  columns.flatMap(({ id }) => cards(id).flatMap(card => tasks.get(card) ?? []))
