import type { ScheduledTask, ScheduleFlag } from '@kopa/shared/boards/plan.ts'
import { type WorkingHours, workOf } from '@kopa/shared/boards/plan-moves.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { formatIn } from './gantt-header.ts'

/** What the plan says of one task; times and lengths in minutes, as `Plan` has them. */
export interface PlanFacts {
  readonly kind: 'task' | 'summary' | 'milestone'
  readonly start: number
  readonly finish: number
  readonly length: { readonly minutes: number, readonly isElapsed: boolean }
  /** 0 to 100 */
  readonly percent: number
  /** How far it may move before the plan ends later; less than 0: something cannot be kept. Of a summary null: its tasks have it. */
  readonly slack: number | null
  readonly isCritical: boolean
  /** It finishes after its deadline. */
  readonly isLate: boolean
  /** What else cannot be kept. */
  readonly flags: readonly ScheduleFlag[]
}

interface FactsInput { readonly dates: ScheduledTask, /** 0 to 100 */ readonly percent: number, readonly hours: WorkingHours }

export function planFactsOf(task: Task, { dates, percent, hours }: FactsInput): PlanFacts {
  const { start, finish, isSummary } = dates
  const isElapsed = task.plan?.isElapsed ?? false
  return {
    kind: isSummary ? 'summary' : finish > start ? 'task' : 'milestone',
    start, finish, percent,
    length: isSummary ? { minutes: workOf({ plan: null, companyId: task.companyId }, { start, finish }, hours), isElapsed: false } : { minutes: task.plan?.duration ?? 480, isElapsed },
    slack: isSummary ? null : dates.totalSlack,
    isCritical: dates.isCritical && !isSummary,
    isLate: dates.flags.includes('deadlineMissed'),
    flags: dates.flags,
  }
}

/** '2 – 11 Mar', '28 Dec 2026 – 8 Jan 2027': from the first day to the last; the year where it is another than `year`. */
export function tellDays(locale: string, { start, finish }: Pick<PlanFacts, 'start' | 'finish'>, year: number): string {
  const isElsewhen = [start, finish].some(minute => new Date(minute * 60_000).getUTCFullYear() !== year)
  return formatIn(locale, { day: 'numeric', month: 'short', ...isElsewhen ? { year: 'numeric' } : {} }).formatRange(start * 60_000, finish * 60_000)
}
