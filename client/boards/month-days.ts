import { dueDay } from '@kopa/shared/boards/filter.ts'
import { dayNumberOf } from '@kopa/shared/boards/local-time.ts'
import type { Deadline, Task } from '@kopa/shared/boards/task.ts'
import { addDays, momentOf, wallTimeAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'

export const calendarSpans = ['month', 'week'] as const
export type CalendarSpan = (typeof calendarSpans)[number]

/** A task on a day: due then, or planned for it. `isFirst`, `isLast`: of the days that it is planned for. */
export interface CalendarEntry { readonly key: string, readonly id: string, readonly day: string, readonly kind: 'due' | 'plan', readonly isFirst: boolean, readonly isLast: boolean }

/** The week that a day is in. @param firstWeekday 1 = Monday */
export function weekOf(day: string, firstWeekday: number): string[] {
  const first = weekStart(day, firstWeekday)
  return Array.from({ length: 7 }, (_, at) => addDays(first, at))
}

export const weekStart = (day: string, firstWeekday: number): string => addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7))

/** First days of so many weeks. */
export const weeksFrom = (first: string, count: number): string[] => Array.from({ length: count }, (_, at) => addDays(first, 7 * at))

/** The days a calendar shows: one week, or all weeks that a month touches. */
export function daysOf(span: CalendarSpan, day: string, firstWeekday: number): string[] {
  if (span === 'week') return weekOf(day, firstWeekday)
  const first = weekStart(`${day.slice(0, 8)}01`, firstWeekday)
  const weeks = Math.ceil((dayNumberOf(lastOfMonth(day)) - dayNumberOf(first) + 1) / 7)
  return Array.from({ length: weeks * 7 }, (_, at) => addDays(first, at))
}

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

/** Tasks by day, deadlines before plans, each in the order in which the tasks came. A deadline is told on its day alone, whatever the plan. */
export function entriesByDay(tasks: readonly Task[], days: readonly string[], { dates, timeZone }: { dates: Dates, timeZone: string }): Map<string, CalendarEntry[]> {
  const entries = new Map(days.map(day => [day, [] as CalendarEntry[]]))
  for (const task of tasks) {
    if (task.deadline === null) continue
    const day = dueDay(task.deadline, timeZone)
    entries.get(day)?.push({ key: `${day} due ${task.id}`, id: task.id, day, kind: 'due', isFirst: true, isLast: true })
  }
  for (const { id, deadline, plan } of tasks) {
    const planned = deadline === null && plan !== null ? dates(id) : undefined
    if (!planned) continue
    for (const day of days) if (day >= planned.start && day <= planned.finish) entries.get(day)?.push({ key: `${day} plan ${id}`, id, day, kind: 'plan', isFirst: day === planned.start, isLast: day === planned.finish })
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
