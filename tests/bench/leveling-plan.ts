import { officeWeek } from '@kopa/shared/boards/calendar-days.ts'
import { levelPlan } from '@kopa/shared/boards/leveling-plan.ts'
import type { Plan, PlanLink, PlanTask } from '@kopa/shared/boards/plan.ts'
import { seeded } from '../support/random.ts'

/**
 * What levelling a plan costs: `node tests/bench/leveling-plan.ts [tasks] [people] [seconds]`. Prints figures and judges nothing. Of 10,000
 * tasks one schedule is made, by the rule; of a few hundred the search makes as many as it can.
 */
const [tasks = 10_000, people = 40, seconds = 3] = process.argv.slice(2).map(Number)
const random = seeded(11)
const monday = Date.UTC(2025, 0, 6, 8) / 60_000

function planOfTeams(): Plan {
  const idOf = (index: number) => `t${String(index).padStart(6, '0')}`
  return {
    settings: { start: monday, finish: monday, from: 'start', calendar: 'office', constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false },
    calendars: [{ id: 'office', week: officeWeek }],
    resources: Array.from({ length: people }, (_, index) => ({ id: `r${index}`, kind: 'work' as const, calendar: 'office' })),
    tasks: Array.from({ length: tasks }, (_, index): PlanTask => ({ id: idOf(index), parent: index % 50 === 0 ? null : idOf(index - (index % 50)), duration: 240 * (1 + random.below(12)) })),
    links: Array.from({ length: Math.round(tasks * 1.5) }, (_, index): PlanLink => {
      const from = 1 + random.below(Math.max(1, tasks - 62))
      return { id: `l${index}`, from: idOf(from), to: idOf(Math.min(tasks - 1, from + 1 + random.below(59))), type: random.pick(['FS', 'FS', 'FS', 'SS'] as const), created: index }
    }),
    assignments: Array.from({ length: tasks }, (_, index) => ({ id: `a${index}`, task: idOf(index), resource: `r${random.below(people)}`, units: random.pick([50, 100]), work: 0 })),
  }
}

const plan = planOfTeams()
const days = (minutes: number) => `${Math.round((minutes - monday) / 1440)} days`
for (const most of [0, seconds]) {
  const begun = performance.now()
  let schedules = 0
  const { finish, finishBefore, delayed, overloads, overloadsBefore } = levelPlan(plan, { isEnough: best => { schedules = best.schedules; return (performance.now() - begun) / 1000 >= most } })
  console.info(`${tasks} tasks, ${people} people, ${most} s: ${(performance.now() - begun).toFixed(0)} ms, ${schedules} schedules, ${days(finishBefore)} -> ${days(finish)}, ${delayed} wait, overloads ${overloadsBefore.length} -> ${overloads.length}`)
}
