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
  const notSummary = (index: number) => (index % 50 === 0 ? index + 1 : index)
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
      const from = notSummary(random.below(tasks - 61))
      const to = notSummary(from + 1 + random.below(59))
      const type = random.pick(['FS', 'FS', 'FS', 'SS'] as const)
      return { id: `l${index}`, from: idOf(from), to: idOf(to), type, lag: random.chance(0.2) ? { kind: 'working', amount: 480 } : null, created: index }
    }),
    assignments: Array.from({ length: tasks / 2 }, (_, index) => ({ id: `a${index}`, task: idOf(index * 2), resource: `r${random.below(40)}`, units: 100, work: 480 })),
  }
}

/** By the clock and, in brackets, in CPU: on a machine that others use too, the second tells more. */
function timed(rounds: number, act: (round: number) => void): string {
  const times = Array.from({ length: rounds }, (_, round) => {
    const [begun, used] = [performance.now(), process.cpuUsage()]
    act(round)
    const { user, system } = process.cpuUsage(used)
    return { clock: performance.now() - begun, cpu: (user + system) / 1000 }
  })
  const at = (share: number, by: 'clock' | 'cpu') => {
    const sorted = times.map(time => time[by]).sort((a, b) => a - b)
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  }
  const told = (share: number) => `${at(share, 'clock').padStart(6)} (${at(share, 'cpu')})`.padEnd(16)
  return `median ${told(0.5)} p95 ${told(0.95)} worst ${told(1)} ms`
}

const plan = largePlan()
const scheduler = new Scheduler(plan)
const { start, finish, skippedLinks } = scheduler.result
console.info(`${tasks} tasks, ${links} links (${skippedLinks.length} skipped), ${Math.round((finish - start) / 1440)} days`)
console.info(`first, cold:               ${timed(1, () => schedule(plan))}`)
console.info(`the whole:                 ${timed(20, () => schedule(plan))}`)
/**
 * Up to four weeks to either side of where it lies now, as somebody drags a bar; the rest of the plan stays as it was dragged before.
 * What is in sight is asked for, and with slack the way back as well.
 */
const drag = (pick: () => number, isWithSlack: boolean) => () => {
  const task = plan.tasks[pick()]
  const lies = task && scheduler.dates(task.id)
  if (!task || !lies) return
  scheduler.change({ tasks: [{ ...task, constraint: 'SNET', constraintDate: lies.start + (random.below(56) - 28) * 1440 }] })
  for (const { id } of plan.tasks.slice(0, 40)) if (isWithSlack) scheduler.scheduled(id); else scheduler.dates(id)
}
for (const [isWithSlack, words] of [[false, ''], [true, ', with slack']] as const) {
  console.info(`${`a drag anywhere${words}:`.padEnd(38)}${timed(300, drag(() => random.below(tasks), isWithSlack))}`)
  console.info(`${`a drag at the very front${words}:`.padEnd(38)}${timed(100, drag(() => 1 + random.below(20), isWithSlack))}`)
}
console.info(`a drag of the plan's end, with slack: ${timed(60, round => {
  const task = [...scheduler.result.tasks.values()].reduce((a, b) => (b.finish >= a.finish && !b.isSummary ? b : a))
  const own = plan.tasks.find(({ id }) => id === task.id)
  if (own) scheduler.change({ tasks: [{ ...own, duration: 480 * (1 + (round % 5)) }] })
  scheduler.scheduled(task.id)
})}`)
console.info(`a new link:                ${timed(30, round => scheduler.change({ links: [{ id: `new${round}`, from: plan.tasks[round]?.id ?? '', to: plan.tasks[round + 70]?.id ?? '', type: 'FS', created: links + round }] }))}`)
console.info(`a new holiday for all:     ${timed(10, round => scheduler.change({ calendars: [{ id: 'office', week: officeWeek, exceptions: [{ from: 20_100 + round, to: 20_100 + round, shifts: [] }] }] }))}`)
