import { Calendars } from './calendar.ts'
import { minutesOfDay } from './calendar-days.ts'
import type { BoardCalendar } from './board-calendar.ts'
import { calendarsOfTasks } from './board-plan.ts'
import { localTimeOf, minutesOf } from './local-time.ts'
import type { PlacedTask } from './plan.ts'
import type { ConstraintKind, Intentions, Task } from './task.ts'

/** What is meant when a bar is pulled: another wish, never another date. */

export const freshPlan: Intentions =
  { mode: 'auto', duration: 480, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }

/** What has begun stays where it began; a summary follows its tasks. */
export const isMovable = (task: Task, dates: PlacedTask): boolean => !dates.isSummary && task.progress.start === null

/** Where it is said how much work each person has, the duration follows from that. */
export const isStretchable = (task: Task, dates: PlacedTask): boolean => !dates.isSummary && task.progress.finish === null && task.assignees.every(({ work }) => work === null)

/** The plan of a task that shall begin at another time: not before it, or, if it is set by hand, exactly then. */
export function movedTo(plan: Intentions | null, start: number): Intentions {
  const own = plan ?? freshPlan
  if (own.mode === 'auto') return { ...own, constraint: 'SNET', constraintAt: localTimeOf(start) }
  const finish = own.start !== null && own.finish !== null ? localTimeOf(minutesOf(own.finish) + start - minutesOf(own.start)) : null
  return { ...own, start: localTimeOf(start), finish }
}

/** The plan of a task that shall end at another time: not before it, or, if it is set by hand, exactly then. */
export function finishingAt(plan: Intentions | null, finish: number): Intentions {
  const own = plan ?? freshPlan
  if (own.mode === 'auto') return { ...own, constraint: 'FNET', constraintAt: localTimeOf(finish) }
  return { ...own, finish: localTimeOf(finish) }
}

/** The plan of a task with another wish for its dates; without a time it is as soon, or as late, as possible. */
export const constrained = (plan: Intentions | null, constraint: ConstraintKind, at: number | null): Intentions =>
  ({ ...plan ?? freshPlan, constraint, constraintAt: at === null ? null : localTimeOf(at) })

/** By hand it stays where it is; by the links it waits for them again, and the dates set by hand are forgotten. */
export function inMode(plan: Intentions | null, mode: Intentions['mode'], dates: Pick<PlacedTask, 'start' | 'finish'>): Intentions {
  const own = plan ?? freshPlan
  if (mode === 'auto') return { ...own, mode, start: null, finish: null }
  return { ...own, mode, start: localTimeOf(dates.start), finish: localTimeOf(dates.finish), constraint: 'ASAP', constraintAt: null }
}

/** When work begins, or ends, on a day of a task: where nobody works, at eight and at five. */
export function hourOn(day: number, end: 'start' | 'finish', task: Pick<Task, 'plan' | 'companyId'>, { calendars, calendar }: WorkingHours): number {
  const shifts = new Calendars(calendars).get(calendarOf(task, { calendars, calendar })).shiftsOn(day)
  return day * minutesOfDay + (end === 'start' ? shifts[0]?.[0] ?? 8 * 60 : shifts.at(-1)?.[1] ?? 17 * 60)
}

const calendarOf = ({ plan, companyId }: Pick<Task, 'plan' | 'companyId'>, { calendars, calendar }: WorkingHours): string | null =>
  plan?.calendar ?? calendarsOfTasks(calendars, calendar)(companyId) ?? calendar

/** The plan of a task that shall take so long; minutes. */
export function lasting(plan: Intentions | null, duration: number): Intentions {
  return { ...plan ?? freshPlan, finish: null, duration: Math.max(0, Math.round(duration)) }
}

export interface WorkingHours { readonly calendars: readonly BoardCalendar[], /** the board's */ readonly calendar: string | null }

type Spanning = (task: Pick<Task, 'plan' | 'companyId'>, span: { start: number, finish: number }) => number

/** How much work lies between two times for this task, in minutes. */
export const workOf = (task: Pick<Task, 'plan' | 'companyId'>, span: { start: number, finish: number }, hours: WorkingHours): number => workIn(hours)(task, span)

/** The same, for many tasks: the calendars are made ready once. */
export function workIn({ calendars, calendar }: WorkingHours): Spanning {
  const ready = new Calendars(calendars)
  return ({ plan, companyId }, { start, finish }) =>
    (plan?.isElapsed ? finish - start : ready.get(calendarOf({ plan, companyId }, { calendars, calendar })).workBetween(start, finish))
}

/** When this task ends if it begins then and takes so long. */
export const endOf = (task: Pick<Task, 'plan' | 'companyId'>, { start, work }: { start: number, work: number }, { calendars, calendar }: WorkingHours): number =>
  new Calendars(calendars).get(calendarOf(task, { calendars, calendar })).addWork(start, work)

/** Times snap to whole days, close up to a quarter of an hour: `step` minutes from where it was. */
export const snapped = (minutes: number, step: number): number => Math.round(minutes / step) * step

export const dayStep = minutesOfDay
