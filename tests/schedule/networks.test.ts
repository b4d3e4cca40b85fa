import { describe, expect, test } from 'vitest'
import { Calendars, lastMinute } from '@kopa/shared/boards/calendar.ts'
import type { PlacedTask, Plan, ScheduleResult, SkippedLink } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { type PlanChanges, Scheduler } from '@kopa/shared/boards/scheduler.ts'
import { type Random, randomForTest } from '../support/random.ts'
import { monday, randomAssignments, randomLink, randomPlan, randomTask, type Wild } from './random-plan.ts'

const stories = Number(process.env['KOPA_SEEDS'] ?? 15)
const kinds: [string, Wild][] = [
  ['from the start', { tasks: 60, links: 90, oneWay: true }],
  ['from the start, with tasks as late as possible', { tasks: 60, links: 90 }],
  ['from the finish', { tasks: 60, links: 90, from: 'finish' }],
  ['full of circles', { tasks: 40, links: 120, circles: true }],
]

describe.each(kinds)('plans %s', (_, wild) => {
  test('are scheduled the same, whatever the order in which their parts come', () => {
    const random = randomForTest()
    for (let story = 0; story < stories; story++) {
      const plan = randomPlan(random, wild)
      expect(schedule(shuffled(random, plan))).toEqual(schedule(plan))
    }
  })

  test('that change have the dates they would have if they were scheduled as a whole', () => {
    const random = randomForTest()
    for (let story = 0; story < stories; story++) {
      let plan = randomPlan(random, wild)
      const scheduler = new Scheduler(plan)
      for (let step = 0; step < 8; step++) {
        const [before, lay] = [scheduler.result.tasks, new Map(plan.tasks.map(({ id }) => [id, scheduler.dates(id)]))]
        const asked = new Set<string>()
        let isTold = false
        // What nobody asks for meanwhile is not worked out: several changes may come before somebody does.
        for (let more = random.below(3); more >= 0; more--) {
          const changes = randomChanges(random, plan, wild)
          isTold = scheduler.change(changes) || isTold
          plan = changed(plan, changes)
          if (random.chance(0.3)) asked.add(scheduler.scheduled(random.pick(plan.tasks).id)?.id ?? '')
        }
        const whole = schedule(plan)
        // Dates alone are asked for first: they do not wait for the way back.
        for (const { id } of plan.tasks) expect(scheduler.dates(id)).toEqual(placeIn(whole, id))
        expect(scheduler.span).toEqual({ start: whole.start, finish: whole.finish })
        expect(scheduler.result).toEqual(whole)
        const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
        const all = new Set([...before.keys(), ...whole.tasks.keys()])
        if (![...all].every(id => isSame(before.get(id), whole.tasks.get(id)))) expect(isTold).toBe(true)
        // What says the same is the same object, if nobody has seen it say something else meanwhile.
        for (const id of all) if (!asked.has(id)) expect(scheduler.scheduled(id) === before.get(id)).toBe(isSame(before.get(id), whole.tasks.get(id)))
        for (const [id, dates] of lay) expect(scheduler.dates(id) === dates).toBe(isSame(dates, placeIn(whole, id)))
      }
    }
  })
})

test('of links that close circles, also through summaries, those made last are passed over: as if each had been tried in turn', () => {
  const random = randomForTest()
  for (let story = 0; story < stories; story++) {
    const wild = randomPlan(random, { tasks: 40, links: 80, circles: true })
    const parentOf = new Map(wild.tasks.map(({ id, parent = null }) => [id, parent]))
    // Also between a summary and what lies in it, however deep.
    const within = wild.tasks.flatMap(({ id, parent }, at) => (parent && random.chance(0.5) ? [{ ...wild.links[0], id: `in${at}`, from: id, to: parentOf.get(parent) ?? parent, type: 'FS' as const, created: random.below(1000) }] : []))
    const plan: Plan = { ...wild, links: [...wild.links, ...within.map(link => (random.chance(0.5) ? link : { ...link, from: link.to, to: link.from }))] }
    expect(schedule(plan).skippedLinks).toEqual(triedInTurn(plan))
  }
})

test('a task of which nothing is said but how long it takes lies where it would with a deadline that is centuries away', () => {
  const random = randomForTest()
  for (let story = 0; story < stories * 2; story++) {
    // Few of them in a plan where everything is said of everything: half of all have nothing but a length, and half of the links no lag.
    const wild = randomPlan(random, { tasks: 60, links: 90, circles: random.chance(0.3), oneWay: true })
    const isPlain = new Map(wild.tasks.map(({ id }) => [id, random.chance(0.6)]))
    const plan: Plan = {
      ...wild,
      tasks: wild.tasks.map(({ id, parent, duration, ...task }) => (isPlain.get(id) ? { id, parent, duration } : { id, parent, duration, ...task })),
      links: wild.links.map(link => (random.chance(0.6) ? { ...link, type: 'FS', lag: null } : link)),
      assignments: wild.assignments.filter(({ task }) => !isPlain.get(task)),
    }
    // With a deadline it is one of those of which more is said, and they are worked out in another way (schedule-plain.ts).
    const summaries = new Set(plan.tasks.map(({ parent }) => parent))
    const far: Plan = { ...plan, tasks: plan.tasks.map(task => (summaries.has(task.id) ? task : { ...task, deadline: task.deadline ?? lastMinute })) }
    expect(schedule(plan)).toEqual(schedule(far))
  }
})

test('in plans that ask for nothing impossible, links are kept, nothing is early after it is late, and slack is never missing', () => {
  const random = randomForTest()
  for (let story = 0; story < stories; story++) {
    const wild = randomPlan(random, { tasks: 60, links: 90, oneWay: true })
    const plan: Plan = {
      ...wild,
      // All in the same hours: Friday evening and Monday morning are one moment for the office, and not for a night shift.
      tasks: wild.tasks.map(({ id, parent, duration, splits }) => ({ id, parent, duration, splits })),
      assignments: [],
      links: wild.links.map(link => ({ ...link, type: link.type === 'FF' ? 'FS' : link.type, lag: link.lag && link.lag.amount > 0 ? link.lag : null })),
    }
    const { tasks, skippedLinks, finish } = schedule(plan)
    for (const task of tasks.values()) {
      expect(task.totalSlack).toBeGreaterThanOrEqual(0)
      expect(task.freeSlack).toBeLessThanOrEqual(task.totalSlack)
      expect(task.earlyFinish).toBeGreaterThanOrEqual(task.earlyStart)
      expect(task.lateFinish).toBeLessThanOrEqual(finish)
    }
    expect([...tasks.values()].some(({ isSummary, isCritical }) => !isSummary && isCritical)).toBe(true)
    const skipped = new Set(skippedLinks.map(({ id }) => id))
    const office = new Calendars(plan.calendars).get(plan.settings.calendar)
    for (const { from, to, type } of plan.links.filter(({ id }) => !skipped.has(id))) {
      const [first, second] = [tasks.get(from), tasks.get(to)]
      if (!first || !second) throw new Error('a followed link leads from and to a task')
      const [before, after] = { FS: [first.finish, second.start], SS: [first.start, second.start], FF: [first.finish, second.finish], SF: [first.start, second.finish] }[type]
      // Half of no time at all, counted in working time, is the end of the shift before: no work lies between.
      expect(after === undefined || before === undefined ? NaN : office.workBetween(after, before)).toBeLessThanOrEqual(0)
    }
  }
})

/** The slow way: a link is followed unless its predecessor already waits for its successor. */
function triedInTurn({ tasks, links }: Plan): SkippedLink[] {
  const summaries = new Set(tasks.map(({ parent }) => parent))
  const after = new Map<string, string[]>()
  const depend = (before: string, later: string): void => void after.set(before, [...after.get(before) ?? [], later])
  const endOf = (id: string): string => (summaries.has(id) ? `end of ${id}` : id)
  for (const { id, parent = null } of tasks) {
    if (summaries.has(id)) depend(id, endOf(id))
    if (parent === null) continue
    depend(parent, id)
    depend(endOf(id), endOf(parent))
  }
  const leads = (from: string, to: string): boolean => {
    const reached = new Set([from])
    for (const event of reached) for (const next of after.get(event) ?? []) reached.add(next)
    return reached.has(to)
  }
  return links.toSorted((one, other) => (one.created ?? 0) - (other.created ?? 0) || (one.id < other.id ? -1 : 1)).flatMap(({ id, from, to, type }): SkippedLink[] => {
    if ((type === 'FF' || type === 'SF') && summaries.has(to)) return [{ id, reason: 'finishOfSummary' }]
    if (leads(to, endOf(from))) return [{ id, reason: 'circle' }]
    depend(endOf(from), to)
    return []
  })
}

function placeIn({ tasks }: ScheduleResult, id: string): PlacedTask | undefined {
  const task = tasks.get(id)
  return task && { id, start: task.start, finish: task.finish, isSummary: task.isSummary }
}

const shuffled = (random: Random, plan: Plan): Plan => ({
  settings: plan.settings, tasks: random.shuffled(plan.tasks), links: random.shuffled(plan.links), calendars: random.shuffled(plan.calendars),
  resources: random.shuffled(plan.resources), assignments: random.shuffled(plan.assignments),
})

function randomChanges(random: Random, plan: Plan, wild: Wild): PlanChanges {
  const ids = plan.tasks.map(({ id }) => id)
  const task = random.pick(plan.tasks)
  const link = random.pick(plan.links)
  const choices: (() => PlanChanges)[] = [
    () => ({ tasks: [{ ...task, duration: random.pick([0, 60, 480, 4800]) }] }),
    () => ({ tasks: [{ ...task, constraint: 'SNET', constraintDate: monday + random.below(90) * 1440 }] }),
    () => ({ tasks: [randomTask(random, task.id, task.parent ?? null, wild)] }),
    () => ({ tasks: random.shuffled(plan.tasks).slice(0, 4).map(({ id, parent = null }) => randomTask(random, id, parent, wild)) }),
    () => ({ tasks: [{ ...task, parent: random.chance(0.5) ? null : random.pick(ids) }] }),
    () => ({ tasks: [randomTask(random, `new${random.below(1_000_000)}`, null, wild)] }),
    () => ({ removed: { tasks: [task.id] } }),
    () => ({ links: [randomLink(random, ids, random.below(plan.links.length), wild)] }),
    () => ({ removed: { links: [link.id] } }),
    () => ({ assignments: randomAssignments(random, task.id) }),
    () => ({ removed: { assignments: plan.assignments.filter(assignment => assignment.task === task.id).map(({ id }) => id) } }),
    () => ({ calendars: [{ id: 'ana', base: 'office', week: Array.from({ length: 7 }, () => [[600, 900]] as const) }] }),
    () => ({ settings: { ...plan.settings, start: monday + random.below(9) * 1440 } }),
  ]
  return random.pick(choices)()
}

function changed(plan: Plan, { settings = plan.settings, removed = {}, ...changes }: PlanChanges): Plan {
  const merged = <T extends { readonly id: string }>(before: readonly T[], now: readonly T[] = [], gone: readonly string[] = []): T[] =>
    [...new Map([...before, ...now].map(value => [value.id, value])).values()].filter(({ id }) => !gone.includes(id))
  return {
    settings,
    tasks: merged(plan.tasks, changes.tasks, removed.tasks), links: merged(plan.links, changes.links, removed.links),
    calendars: merged(plan.calendars, changes.calendars, removed.calendars), resources: merged(plan.resources, changes.resources, removed.resources),
    assignments: merged(plan.assignments, changes.assignments, removed.assignments),
  }
}
