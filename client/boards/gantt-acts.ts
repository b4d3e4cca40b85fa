import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import { dayStep, isMovable, isStretchable, lasting, movedTo, snapped, workOf } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** Pulled as a whole, or by its end. */
export type BarPart = 'whole' | 'start' | 'finish'

/** The plan of a task of which so many minutes are moved or added, counted from `dates`; null: it cannot be. */
export function pulledPlan(schedule: ScheduleStore, dates: PlacedTask, part: BarPart, { minutes, step }: { minutes: number, step: number }): Intentions | null {
  // Of the task as it is written: a trial is no place to start from.
  const { board } = schedule
  const task = board.task(dates.id)
  if (!task) return null
  const by = snapped(minutes, step)
  if (part === 'whole') return isMovable(task, dates) ? movedTo(task.plan, dates.start + by) : null
  if (!isStretchable(task, dates)) return null
  const hours = { calendars: board.calendars(), calendar: board.settings().calendar }
  if (part === 'finish') return lasting(task.plan, workOf(task, { start: dates.start, finish: Math.max(dates.start, dates.finish + by) }, hours))
  if (!isMovable(task, dates)) return null
  // What it waits for may let it begin later than is wished: it ends as it did all the same.
  const moved = movedTo(task.plan, dates.start + by)
  const begins = tried(schedule, dates.id, moved)?.start ?? dates.start
  const work = workOf(task, { start: begins, finish: dates.finish }, hours)
  return begins < dates.finish && work > 0 ? lasting(moved, work) : null
}

/** When a task would be by another plan. */
export function tried(schedule: ScheduleStore, id: string, plan: Intentions): PlacedTask | undefined {
  schedule.try(new Map([[id, plan]]))
  const dates = schedule.dates(id)
  schedule.try(new Map())
  return dates
}

/** A step back from a Monday is to Friday: the first day, so far away at most as holidays last, that makes a difference. null: nothing does. */
export function steppedPlan(schedule: ScheduleStore, dates: PlacedTask, part: BarPart, direction: number): Intentions | null {
  for (let days = 1; days <= 14; days++) {
    const plan = pulledPlan(schedule, dates, part, { minutes: direction * days * dayStep, step: dayStep })
    if (!plan) return null
    const now = tried(schedule, dates.id, plan)
    if (now && (part === 'finish' ? now.finish !== dates.finish : now.start !== dates.start)) return plan
  }
  return null
}
