import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { linkText } from '@kopa/shared/boards/plan-words.ts'
import { wallTimeAt } from '@kopa/shared/boards/zoned-time.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { PortableBoard, PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { textOf } from '@kopa/shared/transfer/blocks.ts'
import { headOf, type TableField } from '@kopa/shared/transfer/mapping.ts'
import { fieldTeller, portableFields } from '@kopa/shared/transfer/portable-fields.ts'
import { datesOf, daysOf } from './project-writer.ts'
import { onlySees } from './own-words.ts'
import { fieldCell, headOfField, tickWord } from './table-fields.ts'
import { type Cell, harmless } from './table-text.ts'

const fields: readonly TableField[] = ['id', 'title', 'column', 'level', 'start', 'finish', 'duration', 'deadline', 'percent', 'priority', 'labels', 'company', 'people', 'estimate', 'spent', 'predecessors', 'checklist', 'description']

export interface TableWriting { language: Language, /** minutes of the board's clock */ today: number, /** whose own tasks and fields are in it; the table says so of each */ own?: string | null }

/** A board as a table: heads, then a row for every task in the order of the outline. */
export function tableOf(board: PortableBoard, { language, today, own: company = null }: TableWriting): Cell[][] {
  const dates = datesOf(board, today)
  const numbers = new Map(board.tasks.map(({ id }, at) => [id, at + 1]))
  const levels = new Map<string, number>()
  const named = {
    columns: new Map(board.columns.map(({ id, title }) => [id, title])), labels: new Map(board.labels.map(({ id, name }) => [id, name])), people: new Map(board.people.map(({ id, name }) => [id, name])),
    companies: new Map(board.companies.map(({ id, name }) => [id, name])),
  }
  const own = portableFields(board)
  const tell = fieldTeller(board, own, { dates: daysOf(dates), today: localTimeOf(today).slice(0, 10) })
  const marks = company !== null && board.tasks.some(({ isPrivate }) => isPrivate) ? [{ head: onlySees(company, language), cell: ({ isPrivate }: PortableTask) => tickWord(isPrivate ?? false, language) }] : []
  const before = Map.groupBy(board.links, ({ to }) => to)
  return [[...fields.map(field => headOf(field, language, board.settings.zone)), ...own.map(field => (field.isPrivate && company !== null ? `${onlySees(company, language)}: ${headOfField(field)}` : headOfField(field))), ...marks.map(({ head }) => head)], ...board.tasks.map((task, at) => {
    const level = (levels.get(task.parent ?? '') ?? 0) + 1
    levels.set(task.id, level)
    const given = dates.get(task.id)
    const cells: Partial<Record<TableField, Cell>> = {
      id: at + 1, title: task.title, column: named.columns.get(task.column ?? '') ?? '', level,
      start: given ? clock(localTimeOf(given.start)) : '', finish: given ? clock(localTimeOf(given.finish)) : '', duration: given && !given.isSummary ? lengthWords(task.plan?.duration ?? 480) : '',
      deadline: deadlineCell(task, board.settings.zone), percent: task.progress.percent, priority: task.priority ?? '',
      labels: listed(task.labels, named.labels), company: named.companies.get(task.companyId ?? '') ?? '', people: listed(task.assignees.map(({ userId }) => userId), named.people),
      estimate: task.effort.estimate === null ? '' : lengthWords(task.effort.estimate), spent: task.effort.spent === 0 ? '' : lengthWords(task.effort.spent),
      predecessors: (before.get(task.id) ?? []).map(({ from, type, lag }) => linkText({ number: numbers.get(from) ?? 0, type, lag })).join('; '),
      checklist: task.checklist.map(({ text, isDone }) => `[${isDone ? 'x' : ' '}] ${text}`).join('\n'), description: textOf(task.description),
    }
    return [...fields.map(field => cells[field] ?? ''), ...own.map(field => fieldCell(field, tell(field, task), language)), ...marks.map(({ cell }) => cell(task))]
  })]
}

const clock = (time: string): Cell => ({ clock: time.replace('T', ' ') })
const listed = (ids: readonly string[], names: ReadonlyMap<string, string>): string => ids.map(id => (names.get(id) ?? '').replace(/[,;|\n]/g, ' ')).filter(name => name !== '').join(', ')

function deadlineCell({ deadline }: PortableTask, zone: string): Cell {
  if (deadline === null) return ''
  return clock('day' in deadline ? deadline.day : wallTimeAt(Date.parse(deadline.instant), zone))
}

/** As `readDuration` reads it: a day is eight hours. */
function lengthWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 480), Math.floor(minutes % 480 / 60), Math.round(minutes % 60)]
  return [days && `${days}d`, hours && `${hours}h`, rest && `${rest}m`].filter(Boolean).join(' ') || '0h'
}

/** With the mark by which Excel knows UTF-8, and lines as RFC 4180 has them. */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string => `\uFEFF${rows.map(row => `${row.map(csvCell).join(',')}\r\n`).join('')}`

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = typeof cell === 'object' ? cell.clock : harmless(cell)
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
