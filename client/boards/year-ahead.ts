import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { dayNumberOf, dayOf } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { calendarOfCompany, type DayOff, dayOffOn, usualWeek } from '@kopa/shared/boards/working-days.ts'
import { weekdayOf } from '@kopa/shared/boards/zoned-time.ts'

/** A day on which one company or more do not work. `isWorkday`: somebody of them would otherwise. */
export interface FreeDay { readonly day: string, readonly of: readonly { readonly companyId: string, readonly off: DayOff }[], readonly isWorkday: boolean }

/** Days off, holidays and the companies' own, from a day on, in order. */
export function freeDays(calendars: readonly BoardCalendar[], companies: readonly string[], { from, days }: { from: string, days: number }): FreeDay[] {
  const first = dayNumberOf(from)
  const own = companies.flatMap(companyId => { const calendar = calendarOfCompany(calendars, companyId); return calendar ? [{ companyId, calendar, week: usualWeek(calendars, calendar.id) }] : [] })
  return Array.from({ length: days }, (_, at) => first + at).flatMap(day => {
    const weekday = weekdayOf(dayOf(day)) - 1
    const free = own.flatMap(({ companyId, calendar, week }) => { const off = dayOffOn(calendar, day); return off ? [{ companyId, off, works: (week[weekday]?.length ?? 0) > 0 }] : [] })
    return free.length === 0 ? [] : [{ day: dayOf(day), of: free.map(({ companyId, off }) => ({ companyId, off })), isWorkday: free.some(({ works }) => works) }]
  })
}

/** Days that follow one another and are called the same are told as one: a summer break of two weeks. */
export interface FreeRun extends FreeDay { readonly to: string }

export function inRuns(days: readonly FreeDay[]): FreeRun[] {
  const runs: FreeRun[] = []
  for (const free of days) {
    const last = runs.at(-1)
    if (last && isGoingOn(last, free)) runs[runs.length - 1] = { ...last, to: free.day, isWorkday: last.isWorkday || free.isWorkday }
    else runs.push({ ...free, to: free.day })
  }
  return runs
}

const isGoingOn = (run: FreeRun, { day, of }: FreeDay): boolean => dayNumberOf(day) === dayNumberOf(run.to) + 1 && of.length === run.of.length
  && of.every(({ companyId, off }, at) => off.holiday === null && run.of[at]?.off.holiday === null && run.of[at].companyId === companyId && run.of[at].off.title === off.title)

interface Plans { tasks: Iterable<Task>, dates: (id: string) => PlacedTask | undefined, calendars: readonly BoardCalendar[], usual: string | null }

/** Tasks of the companies that do work on a day when another one does not, and go on then; by day. */
export function goingOn(days: readonly FreeDay[], { tasks, dates, calendars, usual }: Plans): ReadonlyMap<string, readonly Task[]> {
  const known = new Calendars(calendars)
  const planned = [...tasks].flatMap(task => {
    const found = task.companyId !== null && task.progress.finish === null ? dates(task.id) : undefined
    return found && !found.isSummary && found.finish > found.start ? [{ task, start: found.start, finish: found.finish }] : []
  })
  return new Map(days.filter(({ isWorkday }) => isWorkday).map(({ day, of }) => {
    const number = dayNumberOf(day)
    const [from, until] = [number * minutesOfDay, (number + 1) * minutesOfDay]
    const works = (companyId: string): boolean => known.get(calendarOfCompany(calendars, companyId)?.id ?? usual).shiftsOn(number).length > 0
    return [day, planned.filter(({ task, start, finish }) => start < until && finish > from && !of.some(({ companyId }) => companyId === task.companyId) && works(task.companyId ?? '')).map(({ task }) => task)]
  }))
}
