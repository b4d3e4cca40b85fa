import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import { dayStep, isMovable, isStretchable, lasting, movedTo, snapped, workOf } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** Pulled as a whole, or by its end. */
export type BarPart = 'whole' | 'finish'

/** The plan of a task of which so many minutes are moved or added, counted from `dates`; null: it cannot be. */
export function pulledPlan(board: BoardStore, dates: PlacedTask, part: BarPart, { minutes, step }: { minutes: number, step: number }): Intentions | null {
  // Of the task as it is written: a trial is no place to start from.
  const task = board.task(dates.id)
  if (!task) return null
  const by = snapped(minutes, step)
  if (part === 'whole') return isMovable(task, dates) ? movedTo(task.plan, dates.start + by) : null
  if (!isStretchable(task, dates)) return null
  const finish = Math.max(dates.start, dates.finish + by)
  return lasting(task.plan, workOf(task, { start: dates.start, finish }, { calendars: board.calendars(), calendar: board.settings().calendar }))
}

/** A step back from a Monday is to Friday: the first day, so far away at most as holidays last, that makes a difference. null: nothing does. */
export function steppedPlan(schedule: ScheduleStore, dates: PlacedTask, part: BarPart, direction: number): Intentions | null {
  for (let days = 1; days <= 14; days++) {
    const plan = pulledPlan(schedule.board, dates, part, { minutes: direction * days * dayStep, step: dayStep })
    if (!plan) return null
    schedule.try(new Map([[dates.id, plan]]))
    const now = schedule.dates(dates.id)
    schedule.try(new Map())
    if (now && (part === 'whole' ? now.start !== dates.start : now.finish !== dates.finish)) return plan
  }
  return null
}
