import { officeWeek } from '@kopa/shared/boards/calendar-days.ts'
import type { Plan, PlanLink, PlanTask } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { Scheduler } from '@kopa/shared/boards/scheduler.ts'
import { seeded } from '../support/random.ts'

/**
 * What scheduling costs: `node tests/bench/schedule.ts [tasks] [links]`. Prints figures and judges nothing. The aim on two cores, with
 * 10,000 tasks and 15,000 links: the whole in 150 ms, one drag in 16 ms in the middle and 50 ms at worst.
 */
const [tasks = 10_000, links = 15_000] = process.argv.slice(2).map(Number)
const random = seeded(7)
const monday = Date.UTC(2025, 0, 6, 8) / 60_000

/** Summaries of 50 tasks, links mostly onward to something near, two shifts, people with holidays. */
function largePlan(): Plan {
  const idOf = (index: number) => `t${String(index).padStart(6, '0')}`
  const summaryOf = (index: number) => (index % 50 === 0 ? null : idOf(index - (index % 50)))
  const resources = Array.from({ length: 40 }, (_, index) => ({ id: `r${index}`, kind: 'work' as const, calendar: `c${index}` }))
  const holidays = resources.map(({ calendar }) => ({
    id: calendar, base: 'office', week: Array.from({ length: 7 }, () => null),
    exceptions: Array.from({ length: 20 }, () => random.below(1200)).map(day => ({ from: 20_000 + day, to: 20_000 + day + random.below(10), shifts: [] })),
  }))
  return {
    settings: { start: monday, finish: monday, from: 'start', calendar: 'office', constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false },
    calendars: [{ id: 'office', week: officeWeek }, ...holidays], resources,
    tasks: Array.from({ length: tasks }, (_, index): PlanTask => ({ id: idOf(index), parent: summaryOf(index), duration: 240 * random.below(12) })),
    links: Array.from({ length: links }, (_, index): PlanLink => {
      const from = random.below(tasks - 60)
      const to = from + 1 + random.below(59)
      const type = random.pick(['FS', 'FS', 'FS', 'SS'] as const)
      return { id: `l${index}`, from: idOf(from), to: idOf(to % 50 === 0 ? to + 1 : to), type, lag: random.chance(0.2) ? { kind: 'working', amount: 480 } : null, created: index }
    }),
    assignments: Array.from({ length: tasks / 2 }, (_, index) => ({ id: `a${index}`, task: idOf(index * 2), resource: `r${random.below(40)}`, units: 100, work: 480 })),
  }
}

function timed(rounds: number, act: (round: number) => void): string {
  const times = Array.from({ length: rounds }, (_, round) => {
    const begun = performance.now()
    act(round)
    return performance.now() - begun
  }).sort((a, b) => a - b)
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1).padStart(7)
  return `median ${at(0.5)}  p95 ${at(0.95)}  worst ${at(1)} ms`
}

const plan = largePlan()
const scheduler = new Scheduler(plan)
const { start, finish, skippedLinks } = scheduler.result
console.info(`${tasks} tasks, ${links} links (${skippedLinks.length} skipped), ${Math.round((finish - start) / 1440)} days`)
console.info(`first, cold:               ${timed(1, () => schedule(plan))}`)
console.info(`the whole:                 ${timed(20, () => schedule(plan))}`)
let moved = 0
const drag = (pick: () => number) => () => {
  const task = plan.tasks[pick()]
  if (task) moved += scheduler.change({ tasks: [{ ...task, constraint: 'SNET', constraintDate: monday + random.below(400) * 1440 }] }).size
}
console.info(`a drag anywhere:           ${timed(300, drag(() => random.below(tasks)))}   ${Math.round(moved / 300)} tasks told anew on average`)
moved = 0
console.info(`a drag at the very front:  ${timed(100, drag(() => 1 + random.below(20)))}   ${Math.round(moved / 100)}`)
console.info(`a new link:                ${timed(30, round => scheduler.change({ links: [{ id: `new${round}`, from: plan.tasks[round]?.id ?? '', to: plan.tasks[round + 70]?.id ?? '', type: 'FS', created: links + round }] }))}`)
console.info(`a new holiday for all:     ${timed(10, round => scheduler.change({ calendars: [{ id: 'office', week: officeWeek, exceptions: [{ from: 20_100 + round, to: 20_100 + round, shifts: [] }] }] }))}`)
