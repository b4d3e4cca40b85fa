import type { ScheduledTask, ScheduleResult } from './plan.ts'

/** Dates of one task in two plans; times in minutes as in `Plan`. */
export interface PlanMove {
  readonly id: string
  /** null: it had no place in time before, or has none now */
  readonly before: PlanDates | null
  readonly after: PlanDates | null
  /** It ends later than its slack allowed: others, or the end of the plan, had to move with it. */
  readonly isPastSlack: boolean
  readonly missesDeadline: boolean
}

export interface PlanDates { readonly start: number, readonly finish: number }

export interface PlanComparison {
  readonly finishBefore: number
  readonly finish: number
  /** Of all tasks with other dates that are no summaries in both, by when they start now. */
  readonly moves: readonly PlanMove[]
}

/** What becomes of the tasks of a plan in another one. */
export function comparePlans(before: ScheduleResult, after: ScheduleResult): PlanComparison {
  const ids = new Set([...before.tasks.keys(), ...after.tasks.keys()])
  const moves = [...ids].flatMap(id => moveOf(id, before.tasks.get(id), after.tasks.get(id)) ?? [])
  return { finishBefore: before.finish, finish: after.finish, moves: moves.toSorted((one, other) => startOf(one) - startOf(other) || (one.id < other.id ? -1 : 1)) }
}

function moveOf(id: string, before: ScheduledTask | undefined, after: ScheduledTask | undefined): PlanMove | null {
  if ((before?.isSummary ?? true) && (after?.isSummary ?? true)) return null
  if (before && after && before.start === after.start && before.finish === after.finish) return null
  return {
    id, before: datesOf(before), after: datesOf(after),
    isPastSlack: before !== undefined && after !== undefined && after.finish > before.lateFinish && after.finish > before.finish,
    missesDeadline: (after?.flags.includes('deadlineMissed') ?? false) && before?.flags.includes('deadlineMissed') !== true,
  }
}

const datesOf = (task: ScheduledTask | undefined): PlanDates | null => (task ? { start: task.start, finish: task.finish } : null)
const startOf = ({ before, after }: PlanMove): number => (after ?? before)?.start ?? 0
