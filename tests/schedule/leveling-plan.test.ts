import { describe, expect, test } from 'vitest'
import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { levelPlan, type LeveledPlan, type LevelingScope, overloadsIn } from '@kopa/shared/boards/leveling-plan.ts'
import type { Plan, PlanAssignment, PlanTask } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { type Random, randomForTest } from '../support/random.ts'
import { randomPlan } from './random-plan.ts'
import { at, days, hours, link, planOf, said, type SmallPlan, task } from './small-plan.ts'

const stories = Number(process.env['KOPA_SEEDS'] ?? 12)
const after = (schedules: number) => ({ isEnough: (best: { schedules: number }) => best.schedules >= schedules })
const ana = [{ id: 'ana', kind: 'work' as const }, { id: 'bo', kind: 'work' as const }]
const does = (who: string, id: string, duration: number, units = 100): PlanAssignment => ({ id: `${id}/${who}`, task: id, resource: who, units, work: (duration * units) / 100 })

const withDelays = (plan: Plan, { delays }: LeveledPlan): Plan => ({ ...plan, tasks: plan.tasks.map(one => ({ ...one, levelingDelay: delays.get(one.id) ?? one.levelingDelay })) })

/** Ana does all tasks, unless it is said who does which. */
function leveled(small: SmallPlan, scope: LevelingScope = {}) {
  const assignments = small.assignments ?? small.tasks.map(({ id, duration }) => does('ana', id, duration))
  const plan = planOf({ resources: ana, ...small, assignments })
  const found = levelPlan(plan, { ...scope, ...after(200) })
  const { tasks } = schedule(withDelays(plan, found))
  return { ...found, dates: (id: string) => `${said(tasks.get(id)?.start ?? NaN)} - ${said(tasks.get(id)?.finish ?? NaN)}`, waits: Object.fromEntries(found.delays) }
}

describe('a levelled plan', () => {
  test('lets the second of two tasks wait for the day after, for nobody does both at once', () => {
    const { dates, waits, overloads, overloadsBefore, finish, finishBefore, delayed } = leveled({ tasks: [task('a', days(1)), task('b', days(1))] })
    expect(dates('a')).toBe('06 08:00 - 06 17:00')
    expect(dates('b')).toBe('07 08:00 - 07 17:00')
    expect(waits).toEqual({ b: 1440 })
    expect([delayed, overloads, said(finish), said(finishBefore)]).toEqual([1, [], '07 17:00', '06 17:00'])
    expect(overloadsBefore).toEqual([{ resource: 'ana', from: at('06 08:00'), until: at('06 17:00'), units: 200, available: 100 }])
  })

  test('lets two go on at once that take half of a person each, and a third wait', () => {
    const { waits } = leveled({ tasks: [task('a', days(1)), task('b', days(1)), task('c', days(1))], assignments: ['a', 'b', 'c'].map(id => does('ana', id, days(1), 50)) })
    expect(waits).toEqual({ c: 1440 })
  })

  test('lets as many go on at once as there are of a resource', () => {
    const tasks = ['a', 'b', 'c'].map(id => task(id, days(1)))
    expect(leveled({ tasks, resources: [{ id: 'ana', kind: 'work', maxUnits: 200 }] }).waits).toEqual({ c: 1440 })
    expect(leveled({ tasks, resources: [{ id: 'ana', kind: 'material' }] }).waits).toEqual({})
  })

  test('puts what is more urgent first, and what that waits for', () => {
    const urgent = { tasks: [task('a', days(1)), task('b', days(1), { priority: 700 })] }
    expect(leveled(urgent).waits).toEqual({ a: 1440 })
    const chain = { tasks: [task('a', days(1)), task('b', days(1)), task('c', days(1), { priority: 700 })], links: [link('b FS c')] }
    expect(leveled(chain).dates('c')).toBe('07 08:00 - 07 17:00')
    expect(leveled(chain).dates('a')).toBe('08 08:00 - 08 17:00')
    expect(leveled({ tasks: [task('a', days(1), { priority: 1000 }), task('b', days(1), { priority: 1000 })] })).toMatchObject({ waits: {}, overloads: [{ units: 200 }] })
  })

  test('keeps links: what follows moves along, and begins again when its person is free', () => {
    const { dates } = leveled({
      tasks: [task('a', days(2)), task('b', days(1)), task('c', days(1))], links: [link('b FS c')],
      assignments: [does('ana', 'a', days(2)), does('ana', 'b', days(1)), does('bo', 'c', days(1))],
    })
    expect([dates('b'), dates('c'), dates('a')]).toEqual(['06 08:00 - 06 17:00', '07 08:00 - 07 17:00', '07 08:00 - 08 17:00'])
  })

  test.each<[string, Partial<PlanTask>]>([
    ['must start on a day', { constraint: 'MSO', constraintDate: at('07 08:00') }],
    ['must finish on a day', { constraint: 'MFO', constraintDate: at('07 17:00') }],
    ['was set by hand', { manual: { start: at('07 08:00') } }],
    ['has begun', { progress: { start: at('07 08:00'), remaining: hours(4) } }],
  ])('goes around what %s', (_, fixed) => {
    const { dates, waits, overloads } = leveled({ tasks: [task('fixed', days(1), fixed), task('long', days(2)), task('short', days(1))] })
    expect(dates('fixed')).toBe('07 08:00 - 07 17:00')
    expect(dates('short')).toBe('06 08:00 - 06 17:00')
    expect(dates('long')).toBe('08 08:00 - 09 17:00')
    expect(waits).toEqual({ long: 2880 })
    expect(overloads).toEqual([])
  })

  test('tells what cannot be resolved: two on fixed days, a task that needs more than there is, and one that may not start later', () => {
    const fixed = { constraint: 'MSO' as const, constraintDate: at('07 08:00') }
    expect(leveled({ tasks: [task('a', days(1), fixed), task('b', hours(4), fixed)] })).toMatchObject({ waits: {}, overloads: [{ from: at('07 08:00'), until: at('07 12:00'), units: 200 }] })
    expect(leveled({ tasks: [task('a', days(1))], assignments: [does('ana', 'a', days(1), 150)] })).toMatchObject({ waits: {}, overloads: [{ units: 150, available: 100 }] })
    const early = { constraint: 'SNLT' as const, constraintDate: at('06 08:00') }
    expect(leveled({ tasks: [task('a', days(1), early), task('b', days(1), early)] })).toMatchObject({ waits: {}, overloads: [{ from: at('06 08:00'), until: at('06 17:00'), units: 200 }] })
  })

  test('uses the hours of whoever does it', () => {
    const { dates } = leveled({ tasks: [task('a', hours(4)), task('b', hours(4))], resources: [{ id: 'ana', kind: 'work', calendar: 'mornings' }] })
    expect([dates('a'), dates('b')]).toEqual(['06 08:00 - 06 12:00', '07 08:00 - 07 12:00'])
  })

  test('frees whoever is done before the task is', () => {
    const people = [{ id: 'ana', kind: 'work' as const }, { id: 'bo', kind: 'work' as const, calendar: 'mornings' }]
    const { dates } = leveled({
      tasks: [task('both', days(2)), task('alone', hours(4), { constraint: 'SNET', constraintDate: at('06 13:00') })], resources: people,
      assignments: [{ ...does('ana', 'both', hours(4)) }, does('bo', 'both', hours(8)), does('ana', 'alone', hours(4))],
    })
    expect(dates('both')).toBe('06 08:00 - 07 12:00')
    expect(dates('alone')).toBe('06 13:00 - 06 17:00')
  })

  test('takes back a delay that nobody needs any more, and leaves that of a fixed task alone', () => {
    expect(leveled({ tasks: [task('a', days(1), { levelingDelay: 2880 }), task('b', days(1), { levelingDelay: 1440 }), task('c', days(1), { priority: 1000, levelingDelay: 2880 })] }).waits).toEqual({ a: 0 })
  })

  test('lets only those wait that were chosen: they go around all others, also those that stand behind them', () => {
    const three = { tasks: [task('a', days(1)), task('b', days(1)), task('c', days(1))], links: [link('b FS c')] }
    expect(leveled(three).waits).toEqual({ b: 1440 })
    expect(leveled(three, { tasks: new Set(['a']) }).waits).toEqual({ a: 2880 })
    expect(leveled({ tasks: [task('a', days(1)), task('b', days(1), { levelingDelay: 1440 })] }, { tasks: new Set(['a']) })).toMatchObject({ waits: {}, overloads: [] })
    expect(leveled({ tasks: [task('a', days(1)), task('b', days(1))] }, { tasks: new Set() })).toMatchObject({ waits: {}, overloads: [{ units: 200 }] })
  })

  test('looks after those only who were chosen', () => {
    const both = { tasks: [task('a', days(1)), task('b', days(1)), task('c', days(1)), task('d', days(1))], assignments: [does('ana', 'a', days(1)), does('ana', 'b', days(1)), does('bo', 'c', days(1)), does('bo', 'd', days(1))] }
    expect(leveled(both).waits).toEqual({ b: 1440, d: 1440 })
    const ofBo = leveled(both, { resources: new Set(['bo']) })
    expect(ofBo.waits).toEqual({ d: 1440 })
    expect(ofBo.overloadsBefore.map(({ resource }) => resource)).toEqual(['bo'])
    expect(overloadsIn(planOf({ resources: ana, ...both })).map(({ resource }) => resource)).toEqual(['ana', 'bo'])
  })

  test('says of every task that moves what it was and will be, and whether that is more than it had time for', () => {
    const { moves } = leveled({
      tasks: [task('a', days(1), { priority: 700 }), task('b', days(1), { deadline: at('06 17:00') }), task('c', days(3))], links: [link('b FS m')],
      assignments: [does('ana', 'a', days(1)), does('ana', 'b', days(1)), does('bo', 'c', days(3))],
    })
    expect(moves).toEqual([{
      id: 'b', before: { start: at('06 08:00'), finish: at('06 17:00') }, after: { start: at('07 08:00'), finish: at('07 17:00') }, isPastSlack: true, missesDeadline: true,
    }])
    expect(leveled({ tasks: [task('a', days(2)), task('b', days(1)), task('c', days(3))], assignments: [does('ana', 'a', days(2)), does('ana', 'b', days(1)), does('bo', 'c', days(3))] }).moves)
      .toMatchObject([{ id: 'b', isPastSlack: false, missesDeadline: false }])
  })

  test('of a plan from its finish is told what is too much, and nothing moves', () => {
    const { waits, overloads } = leveled({ tasks: [task('a', days(1)), task('b', days(1))], settings: { from: 'finish' } })
    expect(waits).toEqual({})
    expect(overloads).toHaveLength(1)
  })

  test('that is small is searched to the end, and no longer: nobody has to stop it', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((id, index) => task(id, days(1 + (index % 2))))
    const plan = planOf({ tasks, resources: ana, assignments: tasks.map(({ id, duration }) => does(id < 'c' ? 'ana' : 'bo', id, duration)) })
    let asked = 0
    const { finish, overloads } = levelPlan(plan, { isEnough: () => { asked++; return false } })
    expect([said(finish), overloads]).toEqual(['09 17:00', []])
    expect(asked).toBeLessThanOrEqual(120 + 1) // as many orders as five tasks have
  })

  test('does not wait for a milestone, nor with one', () => {
    expect(leveled({ tasks: [task('a', 0), task('b', days(1)), task('c', 0)] }).waits).toEqual({})
  })

  test('may be empty', () => {
    expect(leveled({ tasks: [] })).toMatchObject({ waits: {}, overloads: [] })
  })
})

describe('plans by chance', () => {
  test('ask nobody for more than there is of them, and end no later than by the rule', () => {
    const random = randomForTest()
    let shortened = 0
    for (let story = 0; story < stories; story++) {
      const plan = easyPlan(random)
      const rule = levelPlan(plan, after(1))
      const found = levelPlan(plan, after(150))
      expect(tooMuch(plan, rule)).toEqual([])
      expect(tooMuch(plan, found)).toEqual([])
      expect([rule.overloads, found.overloads]).toEqual([[], []])
      expect(rule.overloadsBefore.length).toBeGreaterThan(0)
      expect(found.finish).toBeLessThanOrEqual(rule.finish)
      expect(found.finish).toBeGreaterThanOrEqual(schedule(plan).finish)
      if (found.finish < rule.finish) shortened++
    }
    expect(shortened).toBeGreaterThan(0)
  })

  test('are levelled the same with the same seed, in whatever order their parts come', () => {
    const random = randomForTest()
    for (let story = 0; story < 3; story++) {
      const plan = randomPlan(random, { tasks: 50, links: 60, oneWay: true })
      const shuffled = { ...plan, tasks: random.shuffled(plan.tasks), links: random.shuffled(plan.links), resources: random.shuffled(plan.resources), assignments: random.shuffled(plan.assignments) }
      const [one, other] = [levelPlan(plan, { seed: 3, ...after(100) }), levelPlan(shuffled, { seed: 3, ...after(100) })]
      expect(other).toEqual(one)
    }
  })

  test('of everything there is keep their fixed dates, and what is too much is told', () => {
    const random = randomForTest()
    for (let story = 0; story < stories; story++) {
      const plan = randomPlan(random, { tasks: 60, links: 60, oneWay: random.chance(0.5), circles: random.chance(0.2), from: random.pick(['start', 'start', 'finish']) })
      const found = levelPlan(plan, after(20))
      const { tasks } = schedule(withDelays(plan, found))
      const before = schedule(plan).tasks
      for (const { id, manual, progress } of plan.tasks) {
        if (!tasks.get(id)?.isSummary && (manual?.start || progress?.start)) expect(tasks.get(id)?.start, id).toBe(before.get(id)?.start)
      }
      expect(schedule(withDelays(plan, found)).finish).toBe(found.finish)
      // What the check finds is within what was told.
      for (const { resource, time } of tooMuch(plan, found)) {
        expect(found.overloads.some(overload => overload.resource === resource && overload.from <= time && time < overload.until), `${resource} at ${said(time)}`).toBe(true)
      }
    }
  })
})

/** Everything can be delayed: links onward, no dates to keep, nobody twice or for more than all of their time. */
function easyPlan(random: Random): Plan {
  const plan = randomPlan(random, { tasks: 40, links: 30, oneWay: true })
  return {
    ...plan,
    tasks: plan.tasks.map(({ id, parent, duration, calendar }) => ({ id, parent, duration, calendar, priority: random.chance(0.2) ? random.pick([200, 800]) : 500 })),
    assignments: plan.tasks.flatMap(({ id }) => random.shuffled(['r1', 'r2', 'r3']).slice(0, 1 + random.below(2)).map(resource => ({ id: `${id}/${resource}`, task: id, resource, units: random.pick([50, 100]), work: 0 }))),
  }
}

/** Looked at whenever a task's person begins with it; knows nothing of how levelling keeps its books. */
function tooMuch(plan: Plan, found: LeveledPlan): { resource: string, time: number, units: number }[] {
  const { tasks } = schedule(withDelays(plan, found))
  const calendars = new Calendars(plan.calendars)
  const given = new Map(plan.tasks.map(one => [one.id, one]))
  const isActive = (id: string | null | undefined): boolean => {
    const one = given.get(id ?? '')
    return !one || (one.isActive !== false && isActive(one.parent))
  }
  return plan.resources.filter(({ kind }) => kind === 'work').flatMap(({ id: resource, calendar }) => {
    const its = plan.assignments.filter(assignment => assignment.resource === resource && assignment.work === 0 && !assignment.delay && isActive(assignment.task))
    const hoursOf = calendars.get(calendar ?? plan.settings.calendar)
    const doing = its.flatMap(({ task, units }) => {
      const dates = tasks.get(task)
      return dates && !dates.isSummary && plan.assignments.every(other => other.task !== task || other.work === 0) ? [{ from: hoursOf.nextWorkStart(dates.start), until: dates.finish, units }] : []
    })
    return doing.flatMap(({ from: time, until }) => {
      if (time >= until) return []
      const units = doing.filter(other => other.from <= time && time < other.until).reduce((sum, other) => sum + other.units, 0)
      return units > 100 ? [{ resource, time, units }] : []
    })
  })
}
