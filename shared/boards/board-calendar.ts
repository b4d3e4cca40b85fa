import type * as Y from 'yjs'
import { countryIn } from '../holidays/holidays.ts'
import { rootOf, type Stored } from './board.ts'
import { type CalendarException, type PlanCalendar, type Recurrence, type Shift, type WorkWeek } from './calendar-days.ts'
import { dayNumberOf } from './local-time.ts'
import { dayOrNull, isRecord, numberIn, oneOf, textIn, textOrNull } from './stored-value.ts'

/** When people work. Days are written as `2026-12-24`; shifts in minutes of the day. */
export interface BoardCalendar extends Pick<PlanCalendar, 'id' | 'base' | 'week' | 'country'> {
  readonly title: string
  /** Tasks for which this company is responsible follow it, unless they have one of their own. */
  readonly companyId: string | null
  readonly workWeeks: readonly WorkWeek[]
  readonly exceptions: readonly (CalendarException & { readonly title: string })[]
}

const mostEntries = 5_000
const noWeek: readonly (readonly Shift[] | null)[] = [null, null, null, null, null, null, null]

export const calendarsOf = (doc: Y.Doc): BoardCalendar[] =>
  [...rootOf(doc, 'calendars')].flatMap(([id, value]) => (isRecord(value) ? [readCalendar(id, value)] : [])).toSorted((one, other) => (one.id < other.id ? -1 : 1))

function readCalendar(id: string, value: Record<string, unknown>): BoardCalendar {
  return {
    id,
    title: textIn(value['title'], 200),
    companyId: textOrNull(value['companyId']),
    base: textOrNull(value['base']),
    week: readWeek(value['week']),
    country: countryIn(value['country']),
    workWeeks: listIn(value['workWeeks']).flatMap(week => readRange(week, range => ({ ...range, week: readWeek(week['week']) }))),
    exceptions: listIn(value['exceptions']).flatMap(exception => readRange(exception, range =>
      ({ ...range, title: textIn(exception['title'], 200), shifts: readShifts(exception['shifts']), recurrence: readRecurrence(exception['recurrence']) }))),
  }
}

const listIn = (value: Stored): Record<string, unknown>[] => (Array.isArray(value) ? value.slice(0, mostEntries).filter(isRecord) : [])

function readRange<T>(value: Record<string, unknown>, make: (range: { from: number, to: number }) => T): T[] {
  const [from, to] = [dayOrNull(value['from']), dayOrNull(value['to'])]
  return from === null || to === null || to < from ? [] : [make({ from: dayNumberOf(from), to: dayNumberOf(to) })]
}

const readWeek = (value: Stored): (readonly Shift[] | null)[] =>
  noWeek.map((_, day) => (Array.isArray(value) && Array.isArray(value[day]) ? readShifts(value[day]) : null))

const readShifts = (value: Stored): Shift[] => (Array.isArray(value) ? value.slice(0, 24) : []).flatMap(shift => {
  if (!Array.isArray(shift)) return []
  const [from, until] = shift.map(part => Math.round(numberIn(part, { least: 0, most: 1440, otherwise: 0 })))
  return from !== undefined && until !== undefined && from < until ? [[from, until] as const] : []
})

function readRecurrence(value: Stored): Recurrence | null {
  if (!isRecord(value)) return null
  const interval = Math.round(numberIn(value['interval'], { least: 1, most: 10_000, otherwise: 1 }))
  switch (oneOf(['day', 'week', 'month', 'year'], value['every'])) {
    case 'day': return { every: 'day', interval }
    case 'week': return { every: 'week', interval, weekdays: (Array.isArray(value['weekdays']) ? value['weekdays'] : []).filter(day => Number.isInteger(day) && day >= 1 && day <= 7) }
    case 'month': return { every: 'month', interval, on: readDayOfMonth(value['on']) }
    case 'year': return { every: 'year', month: Math.round(numberIn(value['month'], { least: 1, most: 12, otherwise: 1 })), on: readDayOfMonth(value['on']) }
    case null: return null
  }
}

function readDayOfMonth(value: Stored): Extract<Recurrence, { every: 'month' }>['on'] {
  if (!isRecord(value)) return Math.round(numberIn(value, { least: 1, most: 31, otherwise: 1 }))
  const weekday = numberIn(value['of'], { least: 1, most: 7, otherwise: 1 })
  return { nth: Math.round(numberIn(value['nth'], { least: 1, most: 5, otherwise: 1 })), of: oneOf(['day', 'workday', 'weekendDay'], value['of']) ?? Math.round(weekday) }
}

/** As it is stored: days as text, so that whoever reads a board without Kopa understands them. */
export type NewCalendar = Pick<BoardCalendar, 'id' | 'title' | 'companyId' | 'base' | 'week' | 'country'> & {
  readonly workWeeks?: readonly { from: string, to: string, week: WorkWeek['week'] }[]
  readonly exceptions: readonly { title: string, from: string, to: string, shifts: readonly Shift[], recurrence?: Recurrence | null }[]
}

/** One value: hours and holidays of two authors never mix. */
export function putCalendar(doc: Y.Doc, { id, ...calendar }: NewCalendar): void {
  rootOf(doc, 'calendars').set(id, structuredClone(calendar))
}

export const removeCalendar = (doc: Y.Doc, id: string): void => rootOf(doc, 'calendars').delete(id)
