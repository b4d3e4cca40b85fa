import type { Column } from '@kopa/shared/boards/column.ts'
import { type Grouping, groupings, laneKeys } from '@kopa/shared/boards/filter.ts'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import { valueOf } from '@kopa/shared/boards/field-values.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type Cell, type CellSource, fieldCell } from './table-cells.ts'
import { fieldIdOf } from './table-columns.ts'

/** A row of the table. A task with several people stands in several groups: hence a key of its own. */
export type TableLine = { readonly kind: 'group', readonly key: string, readonly group: string, readonly ids: readonly string[] } | { readonly kind: 'task', readonly key: string, readonly group: string, readonly id: string }

/** As lanes are, or by column, or by an own field. */
export type TableGrouping = Grouping | 'column' | `field:${string}`

export const readTableGrouping = (value: unknown, fields: readonly BoardField[]): TableGrouping => {
  if (typeof value !== 'string') return 'none'
  if (value === 'column' || groupings.some(known => known === value)) return value as TableGrouping
  const id = fieldIdOf(value)
  return id !== null && fields.some(field => field.id === id) ? `field:${id}` : 'none'
}

/** Does one choose in it? Then what is put into a group, or a lane, is given its value. */
export const isChosen = ({ kind }: BoardField): boolean => kind === 'select' || kind === 'multiSelect' || kind === 'person' || kind === 'company' || kind === 'checkbox'

/** The groups a task stands in; '' for none. What people choose is a group by its id, what they write by itself (valueGroup). */
export function groupKeys(task: Task, grouping: TableGrouping, { fields, source }: { fields: readonly BoardField[], source: CellSource }): readonly string[] {
  if (grouping === 'column') return [source.columnOf(task)]
  const id = fieldIdOf(grouping)
  if (id === null) return laneKeys(task, grouping as Grouping)
  const field = fields.find(one => one.id === id)
  if (field && !isChosen(field)) return [valueGroup(fieldCell(field, task, source))]
  return field ? choiceKeys(field, task) : ['']
}

/** The choices of a task in a field, '' for none. */
export function choiceKeys(field: BoardField, task: Task): readonly string[] {
  const value = valueOf(field, task)
  if (Array.isArray(value)) return value as readonly string[]
  return [value === true ? 'yes' : typeof value === 'string' ? value : '']
}

/** The field of lanes, where they are of one in which people choose. */
export const laneFieldIn = (grouping: string, fields: readonly BoardField[]): BoardField | null => fields.find(field => field.id === fieldIdOf(grouping) && isChosen(field)) ?? null

/** The group of what is written or worked out: days by their month, all else by what it says. */
export function valueGroup(cell: Cell): string {
  switch (cell.is) {
    case 'number': return `number ${cell.number}`
    case 'money': return `money ${cell.money.amount} ${cell.money.currency}`
    case 'day': return `month ${cell.day.slice(0, 7)}`
    case 'text': case 'link': return `text ${cell.text}`
    case 'check': return cell.isChecked ? 'yes' : ''
    case 'nothing': case 'percent': case 'minutes': case 'deadline': case 'people': case 'company': case 'column': case 'options': case 'priority': case 'fault': return ''
  }
}

/** What such a group is told by; a month by its first day. */
export function cellOfGroup(group: string): Cell {
  const [kind, words] = [group.slice(0, group.indexOf(' ')), group.slice(group.indexOf(' ') + 1)]
  switch (kind) {
    case 'number': return { is: 'number', number: Number(words) }
    case 'money': { const [amount, currency = 'EUR'] = words.split(' '); return { is: 'money', money: { amount: Number(amount), currency } } }
    case 'month': return { is: 'day', day: `${words}-01` }
    case 'text': return { is: 'text', text: words }
    default: return { is: 'nothing' }
  }
}

/** Numbers, amounts and months by how much they are, before words; those of one currency together. */
export function compareValueGroups(one: string, other: string, compareText: (one: string, other: string) => number): number {
  const [left, right] = [cellOfGroup(one), cellOfGroup(other)]
  if (left.is === 'number' && right.is === 'number') return left.number - right.number
  if (left.is === 'money' && right.is === 'money') return left.money.currency === right.money.currency ? left.money.amount - right.money.amount : compareText(left.money.currency, right.money.currency)
  return left.is === right.is ? compareText(one, other) : kindsOfGroups.indexOf(left.is) - kindsOfGroups.indexOf(right.is)
}

const kindsOfGroups: readonly Cell['is'][] = ['number', 'money', 'day', 'text', 'nothing']

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
