import { describe, expect, test } from 'vitest'
import { level } from '@kopa/shared/boards/leveling.ts'
import { CannotLevel, type LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'
import { type Random, randomForTest, seeded } from '../support/random.ts'
import { faultsOf, shortestOf } from './leveling-check.ts'
import { kindsOf, randomProject } from './project-generator.ts'
import { havePsplib, readJ30 } from './psplib-cases.ts'

const after = (schedules: number) => ({ isEnough: (best: { schedules: number }) => best.schedules >= schedules })
const stories = Number(process.env['KOPA_SEEDS'] ?? 1)

/** Three that could all be done at once, were there more than two of the machine; the last waits for the first. */
const three: LevelingInstance = { durations: [3, 2, 4, 1], successors: [[3], [], [], []], capacities: [2], demands: [[1], [1], [2], [0]] }

describe('a levelled project', () => {
  test('is the one that a person finds: the first two together, then the third that needs both machines', () => {
    expect(level(three, after(1000))).toMatchObject({ makespan: 7, bound: 7 })
  })

  test('can be empty, and can be done at once', () => {
    expect(level({ durations: [], successors: [], capacities: [], demands: [] }, after(100))).toMatchObject({ makespan: 0, starts: [] })
    expect(level({ durations: [0, 0], successors: [[1], []], capacities: [1], demands: [[1], [1]] }, after(100))).toMatchObject({ makespan: 0, starts: [0, 0] })
    expect(level({ durations: [5], successors: [[]], capacities: [0], demands: [[0]] }, after(100))).toMatchObject({ makespan: 5, starts: [0] })
  })

  test('is the shortest that there is, where all can be tried', () => {
    const random = randomForTest()
    for (let story = 0; story < 30 * stories; story++) {
      const small = randomSmall(random)
      const found = level(small, after(3000))
      expect(faultsOf(small, found)).toEqual([])
      expect(found.makespan, JSON.stringify(small)).toBeCloseTo(shortestOf(small), 6)
      expect(found.bound).toBeLessThanOrEqual(found.makespan + 1e-6)
    }
  })

  test('can be carried out, whatever its size, its durations and its resources', () => {
    const random = randomForTest()
    for (let story = 0; story < stories; story++) {
      for (const activities of [30, 60, 90, 120]) {
        const project = randomProject(random, random.pick(kindsOf(activities)))
        for (const other of [project, ofLongDurations(project), ofFractions(random, project), ofManyResources(random, project), ofHugeNumbers(project)]) {
          expect(faultsOf(other, level(other, after(600)))).toEqual([])
        }
      }
    }
  })

  test('is as long in minutes as it is in days, and as long by whole units of time as by steps', () => {
    const random = randomForTest()
    const project = randomProject(random, { activities: 60, complexity: 1.8, factor: 0.75, strength: 0.2 })
    const { makespan, starts } = level(project, after(3000))
    expect(level(scaled(project, 480), after(3000))).toMatchObject({ makespan: makespan * 480, starts: starts.map(start => start * 480) })
    // An activity beside all others, so short that nothing is longer for it: there is no unit any more in which all are short.
    const [another, successors, demands] = [[...project.durations, 0], [...project.successors, []], [...project.demands, [0, 0, 0, 0]]]
    const finer = { ...project, successors, demands, durations: [...scaled(project, 1000).durations, 1] }
    const bySteps = level(finer, after(0))
    const bySlots = level({ ...project, successors, demands, durations: another }, after(0))
    expect(bySteps.schedules).toBe(bySlots.schedules)
    expect(bySteps.makespan).toBe(bySlots.makespan * 1000)
  })

  test('is the same with the same seed, and never longer than without a search', () => {
    const random = randomForTest()
    for (let story = 0; story < 5 * stories; story++) {
      const project = randomProject(random, random.pick(kindsOf(60)))
      const once = level(project, { seed: 7, ...after(2000) })
      expect(level(project, { seed: 7, ...after(2000) })).toEqual(once)
      expect(once.makespan).toBeLessThanOrEqual(level(project, after(0)).makespan)
    }
  })

  test('is told while it is being found, and the search can be stopped', () => {
    const project = randomProject(seeded(4), { activities: 60, complexity: 1.5, factor: 1, strength: 0.2 })
    const told: number[] = []
    const { makespan, schedules } = level(project, { isEnough: best => {
      expect(faultsOf(project, best)).toEqual([])
      told.push(best.makespan)
      return told.length === 40
    } })
    expect(told).toEqual(told.toSorted((a, b) => b - a))
    expect(told).toHaveLength(40)
    expect(makespan).toBe(told.at(-1))
    expect(schedules).toBeLessThan(40 * 1000)
  })
})

describe('a project that nobody can carry out is refused', () => {
  test.each<[string, Partial<LevelingInstance>, string]>([
    ['an activity that waits for itself', { successors: [[1], [2], [0], []] }, 'waits in a circle'],
    ['more than there is', { demands: [[1], [3], [2], [0]] }, 'activity 2 needs 3 of resource 1, and there is only 2'],
    ['a successor that is not there', { successors: [[4], [], [], []] }, 'activity 5, which is not there'],
    ['time that runs backward', { durations: [3, -2, 4, 1] }, 'which is no duration'],
    ['half a machine', { capacities: [1.5] }, 'which is no whole number'],
    ['demands of too few', { demands: [[1]] }, 'not every activity'],
  ])('%s', (_, change, sentence) => {
    expect(() => level({ ...three, ...change }, after(10))).toThrow(CannotLevel)
    expect(() => level({ ...three, ...change }, after(10))).toThrow(sentence)
  })
})

if (!havePsplib) console.warn('Levelling of PSPLIB: SKIPPED, because ../shared/data/psplib is not there.')

describe.skipIf(!havePsplib)('the projects of PSPLIB', () => {
  test('with 30 activities: a sample is on average less than 0.4 % longer than the best that there is, after 5,000 schedules', () => {
    const sample = readJ30().filter((_, index) => index % 8 === 0)
    const gaps = sample.map(({ name, instance, optimum }) => {
      const found = level(instance, after(5000))
      expect(faultsOf(instance, found), name).toEqual([])
      expect(found.makespan, name).toBeGreaterThanOrEqual(optimum)
      expect(found.bound, name).toBeLessThanOrEqual(optimum)
      return found.makespan / optimum - 1
    })
    expect(sample).toHaveLength(60)
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.004)
    expect(gaps.filter(gap => gap === 0).length).toBeGreaterThanOrEqual(50)
  })
})

function randomSmall(random: Random): LevelingInstance {
  const count = 2 + random.below(6)
  const isWhole = random.chance(0.6)
  return {
    durations: Array.from({ length: count }, () => (isWhole ? random.below(6) : random.next() * 6)),
    successors: Array.from({ length: count }, (_, index) => Array.from({ length: count - index - 1 }, (_, more) => index + 1 + more).filter(() => random.chance(0.2))),
    capacities: [4, 7],
    demands: Array.from({ length: count }, () => [random.below(5), random.below(8)]),
  }
}

const scaled = (project: LevelingInstance, factor: number): LevelingInstance => ({ ...project, durations: project.durations.map(duration => duration * factor) })

/** Whole, but with no common unit that is larger than one. */
const ofLongDurations = (project: LevelingInstance): LevelingInstance => ({ ...project, durations: project.durations.map((duration, index) => (duration === 0 ? 0 : duration * 10_000 + index)) })

const ofFractions = (random: Random, project: LevelingInstance): LevelingInstance => ({ ...project, durations: project.durations.map(duration => duration * random.next()) })

/** More than fit into one word. */
const ofManyResources = (random: Random, { durations, successors }: LevelingInstance): LevelingInstance => ({
  durations, successors,
  capacities: Array.from({ length: 9 }, (_, resource) => 10 + 100 * resource),
  demands: durations.map(() => Array.from({ length: 9 }, (_, resource) => random.below(11 + 100 * resource))),
})

/** The largest that there may be: fields of 31 bits. */
const ofHugeNumbers = ({ durations, successors, capacities, demands }: LevelingInstance): LevelingInstance => {
  const factor = Math.floor((2 ** 31 - 1) / Math.max(...capacities))
  return { durations, successors, capacities: capacities.map(capacity => capacity * factor), demands: demands.map(row => row.map(demand => demand * factor)) }
}
