import { type Activities, type Arcs, at, type LevelingInstance } from './leveling-instance.ts'

/** How long it takes at least from the beginning of everything to an activity's start, and from its end to the end of everything. */
export interface Paths { readonly heads: Float64Array, readonly tails: Float64Array, readonly longest: number }

export function pathsOf({ durations, before, after, order }: Activities): Paths {
  const heads = longestPaths(durations, before, order)
  const tails = longestPaths(durations, after, order.toReversed())
  return { heads, tails, longest: heads.reduce((longest, head, activity) => Math.max(longest, head + at(durations, activity)), 0) }
}

function longestPaths(durations: Float64Array, before: Arcs, order: Int32Array): Float64Array {
  const paths = new Float64Array(durations.length)
  for (const activity of order) {
    let path = 0
    for (let arc = at(before.from, activity); arc < at(before.from, activity + 1); arc++) {
      const previous = at(before.to, arc)
      path = Math.max(path, at(paths, previous) + at(durations, previous))
    }
    paths[activity] = path
  }
  return paths
}

/**
 * No schedule ends earlier, in `unit`s: the longest path, and for every resource the work of those activities that cannot begin before
 * one moment nor end after another one.
 */
export function lowerBound(instance: LevelingInstance, activities: Activities, { heads, tails, longest }: Paths): number {
  let bound = longest
  instance.capacities.forEach((capacity, resource) => {
    const work = activities.durations.map((duration, activity) => duration * (instance.demands[activity]?.[resource] ?? 0))
    const busy = [...work.keys()].filter(activity => at(work, activity) > 0).sort((a, b) => at(tails, b) - at(tails, a))
    const moments = new Set(busy.map(activity => at(heads, activity)))
    // Of a plan with thousands of moments only the whole of it is looked at: a bound only saves time.
    for (const head of moments.size > 500 ? [0] : moments) {
      let sum = 0
      for (const activity of busy) {
        if (at(heads, activity) < head) continue
        sum += at(work, activity)
        const needed = activities.areWhole ? Math.ceil(sum / capacity) : sum / capacity
        bound = Math.max(bound, head + needed + at(tails, activity))
      }
    }
  })
  return bound
}
