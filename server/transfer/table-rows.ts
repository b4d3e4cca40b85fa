import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { readDuration } from '@kopa/shared/boards/duration-words.ts'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { Deadline, Intentions } from '@kopa/shared/boards/task.ts'
import { momentOf } from '@kopa/shared/boards/zoned-time.ts'
import { most, type PortableTask, portableTask } from '@kopa/shared/transfer/board-file.ts'
import { paragraphsOf } from '@kopa/shared/transfer/blocks.ts'
import type { DateOrder, TableField } from '@kopa/shared/transfer/mapping.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import { type Names, partsOf, priorityOf } from './names.ts'
import { readDate, type TableDate } from './table-dates.ts'

/** What a row says of a field; empty where it says nothing. */
export type RowWords = (field: TableField) => string

export interface RowParts { line: number, id: string, zone: string, dates: DateOrder, names: Names, report: Report }

const mostTitle = 500

/** The task that a row speaks of. What cannot be understood is left out and told, with its line. */
export function readRow(words: RowWords, { line, id, zone, dates, names, report }: RowParts): PortableTask {
  const date = (field: TableField) => understood(words(field), text => readDate(text, dates), () => report.add('unknownDates', line))
  const length = (field: TableField) => understood(words(field), readLength, () => report.add('unknownDurations', line))
  const title = words('title').replace(/\s+/g, ' ')
  if (title.length > mostTitle) report.add('longTexts', line)
  const percent = understood(words('percent'), readPercent, () => report.add('unknownNumbers', line)) ?? 0
  return portableTask({
    id, title: title.slice(0, mostTitle),
    description: paragraphsOf(words('description')),
    plan: planOf({ start: date('start'), finish: date('finish'), duration: length('duration') }),
    deadline: deadlineOf(date('deadline'), zone),
    priority: priorityOf(words('priority')),
    companyId: companyKey(words('company')),
    labels: [...new Set(partsOf(words('labels')).flatMap(name => names.label(name) ?? []))].slice(0, 200),
    assignees: [...new Set(partsOf(words('people')).flatMap(name => names.person(name.replace(/\[\d+%\]$/, '')) ?? []))].slice(0, 200).map(userId => ({ userId, units: 100, work: null })),
    progress: { percent: isDone(words('done')) ? 100 : percent, start: null, finish: null },
    effort: { estimate: length('estimate'), spent: length('spent') ?? 0 },
    checklist: words('checklist').split('\n').map(readItem).filter(({ text }) => text !== '').slice(0, most.checklist),
  })
}

/** Companies go by their names in a table. */
export const companyKey = (name: string): string | null => name.replace(/\s+/g, ' ').trim().slice(0, 200) || null

function understood<T>(text: string, read: (text: string) => T | null, otherwise: () => void): T | null {
  if (text === '') return null
  const value = read(text)
  if (value === null) otherwise()
  return value
}

/** '2d', '3 days?', '90 min', '1,5 st'; Project's question mark is of an estimate. */
const readLength = (text: string): number | null => readDuration(text.replace(/\?$/, ''))

function readPercent(text: string): number | null {
  const parts = /^(\d+(?:[.,]\d+)?)\s*(%?)$/.exec(text.trim())
  if (!parts) return null
  const number = Number((parts[1] ?? '').replace(',', '.'))
  const percent = parts[2] === '' && number <= 1 && /[.,]/.test(text) ? number * 100 : number
  return percent <= 100 ? Math.round(percent) : null
}

/** A date when it was done says so too. */
const isDone = (text: string): boolean => text !== '' && !/^(no|false|0|nē|n|open|-)$/i.test(text)

const readItem = (text: string): { text: string, isDone: boolean } => ({ text: text.replace(/^\s*(\[[ xX]?\]|[-*•☐☑✓])\s*/, '').trim().slice(0, mostTitle), isDone: /^\s*(\[[xX]\]|☑|✓)/.test(text) })

function deadlineOf(date: TableDate | null, zone: string): Deadline | null {
  if (date === null) return null
  return date.time === null || date.time === '00:00' ? { day: date.day } : { instant: new Date(momentOf(`${date.day}T${date.time}`, zone)).toISOString() }
}

const office = new Calendars([]).get(null)

/** A row with a start wants to begin there; with a finish alone, to end there. */
export function planOf({ start, finish, duration }: { start: TableDate | null, finish: TableDate | null, duration: number | null }): Intentions | null {
  if (start === null && finish === null && duration === null) return null
  const usual: Intentions = { mode: 'auto', duration: duration ?? 480, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }
  const from = start && `${start.day}T${timeOf(start, '08:00')}`
  const until = finish && `${finish.day}T${timeOf(finish, '17:00')}`
  if (from === null) return until === null ? usual : { ...usual, constraint: 'FNET', constraintAt: until }
  const between = until === null || until < from ? null : Math.round(office.workBetween(minutesOf(from), minutesOf(until)))
  return { ...usual, duration: duration ?? between ?? 480, constraint: 'SNET', constraintAt: from }
}

const timeOf = ({ time }: TableDate, usual: string): string => (time === null || time === '00:00' ? usual : time)

