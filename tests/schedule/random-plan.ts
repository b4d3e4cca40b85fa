import { officeWeek, type PlanCalendar } from '@kopa/shared/boards/calendar-days.ts'
import type { ConstraintKind, Lag, LinkType, Plan, PlanAssignment, PlanLink, PlanTask } from '@kopa/shared/boards/plan.ts'
import type { Random } from '../support/random.ts'

/** Monday, 6 January 2025, 8:00. */
export const monday = Date.UTC(2025, 0, 6, 8) / 60_000
const day = 1440

export interface Wild { tasks: number, links: number, /** Links may lead anywhere, not only onward. */ circles?: boolean, from?: 'start' | 'finish', /** No ALAP (or ASAP) task against the plan's direction. */ oneWay?: boolean }

/** A plan of everything there is, by chance: summaries, calendars, constraints, progress, people. */
export function randomPlan(random: Random, wild: Wild): Plan {
  const ids = Array.from({ length: wild.tasks }, (_, index) => `t${String(index).padStart(5, '0')}`)
  const calendars = randomCalendars()
  const resources = ['r1', 'r2', 'r3', 'cement'].map((id, index) =>
    ({ id, kind: id === 'cement' ? 'material' as const : 'work' as const, calendar: calendars[index]?.id ?? null }))
  return {
    settings: {
      start: monday, finish: monday + 200 * day, from: wild.from ?? 'start', calendar: 'office',
      constraintsWin: random.chance(0.7), criticalSlack: random.pick([0, 0, 480]), manyCriticalPaths: random.chance(0.2),
    },
    calendars, resources,
    tasks: ids.map((id, index) => randomTask(random, id, parentFor(random, ids, index), wild)),
    links: Array.from({ length: wild.links }, (_, index) => randomLink(random, ids, index, wild)),
    assignments: ids.flatMap(id => randomAssignments(random, id)),
  }
}

function randomCalendars(): PlanCalendar[] {
  const none = Array.from({ length: 7 }, () => null)
  const night = [[0, 180], [240, 480], [1380, 1440]] as const
  const firstDay = Math.floor(monday / day)
  return [
    { id: 'office', week: officeWeek, exceptions: [{ from: firstDay + 9, to: firstDay + 10, shifts: [] }] },
    { id: 'night', week: [night.slice(2), night, night, night, night, night.slice(0, 2), []] },
    { id: 'ana', base: 'office', week: none, exceptions: [{ from: firstDay, to: firstDay + 400, shifts: [[540, 720]], recurrence: { every: 'week', interval: 2, weekdays: [3] } }] },
    { id: 'always', week: Array.from({ length: 7 }, () => [[0, 1440]] as const) },
  ]
}

/** Every eighth task is a summary of some of those that follow. */
function parentFor(random: Random, ids: readonly string[], index: number): string | null {
  const summary = index - 1 - random.below(12)
  return summary >= 0 && summary % 8 === 0 && random.chance(0.7) ? ids[summary] ?? null : null
}

const constraints: readonly ConstraintKind[] = ['MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT']

export function randomTask(random: Random, id: string, parent: string | null, { from = 'start', oneWay = false }: Pick<Wild, 'from' | 'oneWay'>): PlanTask {
  const own = from === 'start' ? 'ASAP' as const : 'ALAP' as const
  const contrary = from === 'start' ? 'ALAP' as const : 'ASAP' as const
  const about = () => monday + random.below(60) * day + random.pick([0, 60, 240, 540])
  const duration = random.chance(0.1) ? 0 : random.pick([30, 240, 480, 960, 2400, 374.4])
  const constraint = random.chance(0.75) ? own : random.chance(0.1) && !oneWay ? contrary : random.pick(constraints)
  return {
    id, parent, duration, constraint, constraintDate: about(),
    isElapsed: random.chance(0.05),
    deadline: random.chance(0.1) ? about() : null,
    calendar: random.chance(0.1) ? random.pick(['night', 'ana', 'always', 'lost']) : null,
    ignoresResourceCalendars: random.chance(0.3),
    manual: random.chance(0.04) ? { start: about(), duration } : null,
    isActive: random.chance(0.96),
    levelingDelay: random.chance(0.05) ? random.below(5) * day : 0,
    splits: random.chance(0.05) ? [{ after: duration / 2, pause: 480 }] : [],
    progress: random.chance(0.05) ? { start: about(), remaining: duration / 2 } : null,
  }
}

const types: readonly LinkType[] = ['FS', 'FS', 'FS', 'SS', 'FF', 'SF']
const lags: readonly Lag[] = [
  { kind: 'working', amount: 480 }, { kind: 'working', amount: -960 }, { kind: 'elapsed', amount: 2000 },
  { kind: 'elapsed', amount: -700 }, { kind: 'percent', amount: 50 }, { kind: 'percent', amount: -25 }, { kind: 'elapsedPercent', amount: 30 },
]

export function randomLink(random: Random, ids: readonly string[], index: number, { circles = false }: Pick<Wild, 'circles'>): PlanLink {
  const [some, other] = [random.below(ids.length), random.below(ids.length)]
  const near = Math.min(ids.length - 1, some + 1 + random.below(20))
  const [from, to] = circles ? [some, other] : [some, random.chance(0.8) ? near : Math.max(some, other)]
  const id = `l${index}`
  return { id, from: ids[from] ?? '', to: ids[to] ?? '', type: random.pick(types), lag: random.chance(0.3) ? random.pick(lags) : null, created: random.below(1000) }
}

export function randomAssignments(random: Random, task: string): PlanAssignment[] {
  if (random.chance(0.6)) return []
  return ['r1', 'r2', 'r3', 'cement'].filter(() => random.chance(0.4)).map(resource =>
    ({ id: `${task}-${resource}`, task, resource, units: random.pick([50, 100, 200]), work: random.pick([0, 240, 480, 960]), delay: random.chance(0.1) ? 120 : 0 }))
}
