import type { LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'
import type { Random } from '../support/random.ts'

/**
 * Projects after those of PSPLIB (Kolisch, Sprecher and Drexl, "Characterization and generation of a general class of
 * resource-constrained project scheduling problems", 1995): `complexity` arcs per activity, `factor` the share of resources that an
 * activity needs, `strength` how much of them there is, between what one activity needs (0) and what all as early as possible need (1).
 */
export interface ProjectKind { activities: number, complexity: number, factor: number, strength: number }

const resources = 4
const mostArcs = 3
/** So many begin, and so many end. */
const ends = 3

/** The kinds that PSPLIB has of this size. */
export function kindsOf(activities: number): ProjectKind[] {
  const strengths = activities > 100 ? [0.1, 0.2, 0.3, 0.4, 0.5] : [0.2, 0.5, 0.7, 1]
  return [1.5, 1.8, 2.1].flatMap(complexity => [0.25, 0.5, 0.75, 1].flatMap(factor => strengths.map(strength => ({ activities, complexity, factor, strength }))))
}

/** A first and a last activity that take no time come on top. */
export function randomProject(random: Random, { activities, complexity, factor, strength }: ProjectKind): LevelingInstance {
  const successors = new RandomNetwork(random, activities).made(complexity)
  const durations = successors.map((_, index) => (index === 0 || index === activities + 1 ? 0 : 1 + random.below(10)))
  const demands = randomDemands(random, activities, factor)
  const capacities = peaksOf(durations, successors, demands).map((peak, resource) => {
    const least = Math.max(1, ...demands.map(row => row[resource] ?? 0))
    return least + Math.round(strength * Math.max(0, peak - least))
  })
  return { durations, successors, demands, capacities }
}

class RandomNetwork {
  readonly #random: Random
  readonly #activities: number
  readonly #successors: number[][]
  readonly #predecessors: number[][]

  constructor(random: Random, activities: number) {
    this.#random = random
    this.#activities = activities
    this.#successors = Array.from({ length: activities + 2 }, () => [])
    this.#predecessors = Array.from({ length: activities + 2 }, () => [])
  }

  made(complexity: number): number[][] {
    const [random, activities] = [this.#random, this.#activities]
    for (let index = 1; index <= ends; index++) this.#join(0, index)
    for (let index = ends + 1; index <= activities; index++) this.#joinOne(() => [1 + random.below(Math.min(index - 1, activities - ends)), index])
    for (let index = activities - ends; index >= 1; index--) {
      if (this.#successors[index]?.length === 0) this.#joinOne(() => [index, Math.max(index, ends) + 1 + random.below(activities - Math.max(index, ends))])
    }
    for (let index = 1; index <= activities; index++) if (this.#successors[index]?.length === 0) this.#join(index, activities + 1)
    for (let tries = 0; tries < 20_000 && this.#arcs() < complexity * (activities + 2); tries++) {
      const from = 1 + random.below(activities - ends)
      const to = Math.max(ends, from) + 1 + random.below(activities - Math.max(ends, from))
      if (!this.#isFull(from, to) && !this.#isSaid(from, to)) this.#join(from, to)
    }
    return this.#successors
  }

  #join(from: number, to: number): void {
    this.#successors[from]?.push(to)
    this.#predecessors[to]?.push(from)
  }

  /** Where nothing has room after many tries, one has an arc too many. */
  #joinOne(propose: () => [number, number]): void {
    let [from, to] = propose()
    for (let tries = 0; tries < 100 && this.#isFull(from, to); tries++) [from, to] = propose()
    this.#join(from, to)
  }

  #arcs(): number {
    return this.#successors.reduce((sum, { length }) => sum + length, 0)
  }

  #isFull(from: number, to: number): boolean {
    return (this.#successors[from]?.length ?? 0) >= mostArcs || (this.#predecessors[to]?.length ?? 0) >= mostArcs
  }

  /** Does such an arc follow from others, or would others follow from it? */
  #isSaid(from: number, to: number): boolean {
    const [successors, predecessors] = [this.#successors, this.#predecessors]
    return leadsTo(successors, from, to)
      || (predecessors[to] ?? []).some(other => leadsTo(successors, other, from))
      || (successors[from] ?? []).some(other => leadsTo(successors, to, other))
  }
}

function leadsTo(successors: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>()
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true
    for (const next of successors[at] ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  }
  return false
}

/** Everybody needs something, as in PSPLIB; what else is needed is drawn. */
function randomDemands(random: Random, activities: number, factor: number): number[][] {
  const demands = Array.from({ length: activities + 2 }, () => Array.from({ length: resources }, () => 0))
  const first = Array.from({ length: activities }, (_, index) => index * resources + random.below(resources))
  const taken = new Set(first)
  const others = random.shuffled(Array.from({ length: activities * resources }, (_, pair) => pair)).filter(pair => !taken.has(pair))
  for (const pair of [...first, ...others].slice(0, Math.round(factor * activities * resources))) {
    const row = demands[1 + Math.floor(pair / resources)]
    if (row) row[pair % resources] = 1 + random.below(10)
  }
  return demands
}

/** What is needed at most at one time when everything is done as early as it can be. Arcs lead onward. */
function peaksOf(durations: readonly number[], successors: readonly (readonly number[])[], demands: readonly (readonly number[])[]): number[] {
  const starts = durations.map(() => 0)
  successors.forEach((next, index) => {
    for (const to of next) starts[to] = Math.max(starts[to] ?? 0, (starts[index] ?? 0) + (durations[index] ?? 0))
  })
  const isOn = (index: number, time: number) => (starts[index] ?? 0) <= time && time < (starts[index] ?? 0) + (durations[index] ?? 0)
  return Array.from({ length: resources }, (_, resource) => {
    const needAt = (time: number) => demands.reduce((sum, row, index) => sum + (isOn(index, time) ? row[resource] ?? 0 : 0), 0)
    return Math.max(...starts.map(needAt))
  })
}
