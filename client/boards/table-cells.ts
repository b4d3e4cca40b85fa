import { type BoardField, type FieldOption } from '@kopa/shared/boards/field.ts'
import { isMoney, minorDigits, type Money, valueOf } from '@kopa/shared/boards/field-values.ts'
import type { FormulaResult, Formulas } from '@kopa/shared/boards/formula.ts'
import type { FormulaFault } from '@kopa/shared/boards/formula-tokens.ts'
import { isDay } from '@kopa/shared/boards/formula-values.ts'
import { dueDay } from '@kopa/shared/boards/filter.ts'
import { type Deadline, priorities, type Priority, type Task } from '@kopa/shared/boards/task.ts'
import type { OwnColumn, TableColumn } from './table-columns.ts'

/** What stands in a cell. `people`, `company` and `column` by their ids. */
export type Cell =
  | { is: 'nothing' }
  | { is: 'text' | 'link', text: string }
  | { is: 'number' | 'percent' | 'minutes', number: number }
  | { is: 'money', money: Money }
  | { is: 'day', day: string }
  | { is: 'deadline', deadline: Deadline }
  | { is: 'people', ids: readonly string[] }
  | { is: 'company' | 'column', id: string }
  | { is: 'options', options: readonly Pick<FieldOption, 'name' | 'color'>[] }
  | { is: 'priority', priority: Priority }
  | { is: 'check', isChecked: boolean }
  | { is: 'fault', fault: FormulaFault }

/** What cells are read from, at one moment. */
export interface CellSource {
  formulas: Pick<Formulas, 'value'>
  labels: readonly { id: string, name: string, color: number }[]
  /** the first one, for tasks whose column is gone */
  columnOf: (task: Task) => string
  /** 0 to 100, as it is shown */
  percentOf: (task: Task) => number
  dates: (id: string) => { start: string, finish: string } | undefined
}

const nothing: Cell = { is: 'nothing' }

export const cellOf = (column: TableColumn, task: Task, source: CellSource): Cell =>
  (column.own === null ? fieldCell(column.field, task, source) : ownCell(column.own, task, source))

function ownCell(own: OwnColumn, task: Task, { labels, columnOf, percentOf, dates }: CellSource): Cell {
  switch (own) {
    case 'title': return { is: 'text', text: task.title }
    case 'column': return { is: 'column', id: columnOf(task) }
    case 'company': return task.companyId === null ? nothing : { is: 'company', id: task.companyId }
    case 'people': return task.assignees.length === 0 ? nothing : { is: 'people', ids: task.assignees.map(({ userId }) => userId) }
    case 'deadline': return task.deadline === null ? nothing : { is: 'deadline', deadline: task.deadline }
    case 'priority': return task.priority === null ? nothing : { is: 'priority', priority: task.priority }
    case 'labels': return optionsCell(labels.filter(({ id }) => task.labels.includes(id)))
    case 'progress': return { is: 'percent', number: percentOf(task) }
    case 'estimate': return task.effort.estimate === null ? nothing : { is: 'minutes', number: task.effort.estimate }
    case 'spent': return task.effort.spent === 0 ? nothing : { is: 'minutes', number: task.effort.spent }
    case 'start': case 'finish': return dayCell(dates(task.id)?.[own])
  }
}

const optionsCell = (options: readonly Pick<FieldOption, 'name' | 'color'>[]): Cell => (options.length === 0 ? nothing : { is: 'options', options })
const dayCell = (day: string | undefined): Cell => (day ? { is: 'day', day } : nothing)

export function fieldCell(field: BoardField, task: Task, { formulas }: Pick<CellSource, 'formulas'>): Cell {
  if (field.kind === 'formula') return resultCell(formulas.value(task.id, field.id))
  const value = valueOf(field, task)
  if (value === null) return nothing
  if (typeof value === 'number') return { is: 'number', number: value }
  if (typeof value === 'boolean') return { is: 'check', isChecked: value }
  if (isMoney(value)) return { is: 'money', money: value }
  if (typeof value !== 'string') return optionsCell(field.options.filter(({ id }) => value.includes(id)))
  return textCell(field, value)
}

function textCell({ kind, options }: BoardField, value: string): Cell {
  if (kind === 'date') return { is: 'day', day: value }
  if (kind === 'person') return { is: 'people', ids: [value] }
  if (kind === 'company') return { is: 'company', id: value }
  if (kind === 'select') return optionsCell(options.filter(({ id }) => id === value))
  return { is: kind === 'link' ? 'link' : 'text', text: value }
}

function resultCell(result: FormulaResult): Cell {
  if ('fault' in result) return { is: 'fault', fault: result }
  const { value } = result
  if (value === null || value === '') return nothing
  if (typeof value === 'number') return { is: 'number', number: value }
  if (typeof value === 'boolean') return { is: 'check', isChecked: value }
  if (typeof value === 'string') return { is: 'text', text: value }
  return isDay(value) ? dayCell(value.day) : { is: 'money', money: value }
}

/** Names that cells are told by. */
export interface CellNames { person: (id: string) => string, company: (id: string) => string, column: (id: string) => string, priority: (priority: Priority) => string }

/** What rows are ordered by; null: nothing, and last in either direction. Columns stand in the order of the board, priorities by urgency. */
export function sortKeyOf(cell: Cell, names: CellNames, { columnRank, timeZone }: { columnRank: (id: string) => number, timeZone: string }): number | string | null {
  switch (cell.is) {
    case 'nothing': case 'fault': return null
    case 'text': case 'link': return cell.text || null
    case 'number': case 'percent': case 'minutes': return cell.number
    case 'money': return cell.money.amount / 10 ** minorDigits(cell.money.currency)
    case 'day': return cell.day
    case 'deadline': return dueDay(cell.deadline, timeZone) + ('instant' in cell.deadline ? cell.deadline.instant : '')
    case 'people': return cell.ids.map(names.person).toSorted()[0] ?? null
    case 'company': return names.company(cell.id)
    case 'column': return columnRank(cell.id)
    case 'options': return cell.options.map(({ name }) => name).join(', ')
    case 'priority': return priorities.indexOf(cell.priority)
    case 'check': return cell.isChecked ? 0 : 1
  }
}

/** As `sortKeyOf`, but that choices of a field stand in the order in which they are offered. */
export function rowKeyOf(column: TableColumn, task: Task, source: CellSource, names: CellNames, parts: Parameters<typeof sortKeyOf>[2]): number | string | null {
  const { field } = column
  if (field?.kind !== 'select' && field?.kind !== 'multiSelect') return sortKeyOf(cellOf(column, task, source), names, parts)
  const value = valueOf(field, task)
  const at = field.options.findIndex(({ id }) => (Array.isArray(value) ? (value as readonly string[]).includes(id) : value === id))
  return at < 0 ? null : at
}

/** Amounts add up by currency; of percentages the mean is told. `faults`: cells that could not be worked out and are left out. */
export interface CellSum { count: number, number: number, minutes: number, percent: number, percents: number, money: ReadonlyMap<string, number>, checks: number, ticked: number, faults: number }

export function sumOf(cells: Iterable<Cell>): CellSum {
  const sum = { count: 0, number: 0, minutes: 0, percent: 0, percents: 0, checks: 0, ticked: 0, faults: 0 }
  const money = new Map<string, number>()
  for (const cell of cells) {
    if (cell.is === 'number') { sum.count++; sum.number += cell.number }
    else if (cell.is === 'minutes') sum.minutes += cell.number
    else if (cell.is === 'percent') { sum.percents++; sum.percent += cell.number }
    else if (cell.is === 'money') money.set(cell.money.currency, (money.get(cell.money.currency) ?? 0) + cell.money.amount)
    else if (cell.is === 'check') { sum.checks++; if (cell.isChecked) sum.ticked++ }
    else if (cell.is === 'fault') sum.faults++
  }
  return { ...sum, money }
}

/** Columns whose cells add up. */
export const isSummed = ({ own, field }: TableColumn): boolean =>
  (own === null ? ['number', 'money', 'formula', 'checkbox'].includes(field.kind) : own === 'progress' || own === 'estimate' || own === 'spent')
