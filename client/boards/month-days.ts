import { dueDay } from '@kopa/shared/boards/filter.ts'
import { dayNumberOf } from '@kopa/shared/boards/local-time.ts'
import type { Deadline, Task } from '@kopa/shared/boards/task.ts'
import { addDays, momentOf, wallTimeAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'

export const calendarSpans = ['month', 'week'] as const
export type CalendarSpan = (typeof calendarSpans)[number]

/** Of what a calendar can show, this alone. */
export const calendarParts = ['due', 'plan'] as const
export type CalendarPart = (typeof calendarParts)[number]

/** A task on a day: due then, or planned for it and for all days from `start` to `finish`. */
export interface CalendarEntry { readonly key: string, readonly id: string, readonly day: string, readonly kind: CalendarPart, readonly start: string, readonly finish: string }

/** The week that a day is in. @param firstWeekday 1 = Monday */
export function weekOf(day: string, firstWeekday: number): string[] {
  const first = weekStart(day, firstWeekday)
  return Array.from({ length: 7 }, (_, at) => addDays(first, at))
}

export const weekStart = (day: string, firstWeekday: number): string => addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7))

/** First days of so many weeks. */
export const weeksFrom = (first: string, count: number): string[] => Array.from({ length: count }, (_, at) => addDays(first, 7 * at))

/** Days in rows of seven. */
export const weeksOf = (days: readonly string[]): string[][] => Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))

/** Of the month that is running so many weeks from today's on are shown, whatever day it is: what comes is what one looks for. */
const comingWeeks = 4

/** The days a calendar shows: one week, or all weeks that a month touches; and of the running one those that follow. */
export function daysOf(span: CalendarSpan, { day, today }: { day: string, today: string }, firstWeekday: number): string[] {
  if (span === 'week') return weekOf(day, firstWeekday)
  const first = weekStart(`${day.slice(0, 8)}01`, firstWeekday)
  const ofMonth = Math.ceil((dayNumberOf(lastOfMonth(day)) - dayNumberOf(first) + 1) / 7)
  const weeks = isSameMonth(day, today) ? Math.max(ofMonth, Math.floor(daysBetween(first, today) / 7) + comingWeeks) : ofMonth
  return Array.from({ length: weeks * 7 }, (_, at) => addDays(first, at))
}

export const isSameMonth = (day: string, other: string): boolean => day.slice(0, 7) === other.slice(0, 7)

const lastOfMonth = (day: string): string => addDays(nextMonth(`${day.slice(0, 8)}01`, 1), -1)

function nextMonth(first: string, step: number): string {
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + step
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String(months % 12 + 1).padStart(2, '0')}-01`
}

/** The same day a week or a month on; of a shorter month its last one. */
export function stepped(span: CalendarSpan, day: string, step: number): string {
  if (span === 'week') return addDays(day, 7 * step)
  const first = nextMonth(`${day.slice(0, 8)}01`, step)
  const last = lastOfMonth(first)
  const wanted = first.slice(0, 8) + day.slice(8)
  return wanted < last ? wanted : last
}

type Dates = (id: string) => { start: string, finish: string } | undefined

/** Tasks by day, deadlines before plans, each in the order in which the tasks came. `only`: the others are not looked at. */
export function entriesByDay(tasks: readonly Task[], days: readonly string[], { dates, timeZone, only }: { dates: Dates, timeZone: string, only?: CalendarPart | undefined }): Map<string, CalendarEntry[]> {
  const entries = new Map(days.map(day => [day, [] as CalendarEntry[]]))
  const put = (day: string, id: string, kind: CalendarPart, { start, finish } = { start: day, finish: day }): void => { entries.get(day)?.push({ key: `${day} ${kind} ${id}`, id, day, kind, start, finish }) }
  if (only !== 'plan') for (const { id, deadline } of tasks) if (deadline !== null) put(dueDay(deadline, timeZone), id, 'due')
  if (only === 'due') return entries
  for (const { id, plan } of tasks) {
    const planned = plan === null ? undefined : dates(id)
    if (planned) for (const day of days) if (day >= planned.start && day <= planned.finish) put(day, id, 'plan', planned)
  }
  return entries
}

/** The same hour, as the reader's clock shows it, so many days later. */
export function movedDeadline(deadline: Deadline, days: number, timeZone: string): Deadline {
  if ('day' in deadline) return { day: addDays(deadline.day, days) }
  const [day = '', hour = ''] = wallTimeAt(Date.parse(deadline.instant), timeZone).split('T')
  return { instant: new Date(momentOf(`${addDays(day, days)}T${hour}`, timeZone)).toISOString() }
}

export const daysBetween = (from: string, to: string): number => dayNumberOf(to) - dayNumberOf(from)

/** @returns 1 = Monday; where the browser does not know, Monday */
export function firstWeekdayIn(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }, weekInfo?: { firstDay: number } }
  return known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? 1
}
