import type { LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'

/** What is wrong with a schedule, in words; nothing when it can be carried out. Looks at every moment at which something begins. */
export function faultsOf({ durations, successors, demands, capacities }: LevelingInstance, { starts, makespan }: { starts: readonly number[], makespan: number }): string[] {
  if (starts.length !== durations.length) return [`${starts.length} starts of ${durations.length} activities`]
  const start = (index: number) => starts[index] ?? NaN
  const end = (index: number) => start(index) + (durations[index] ?? NaN)
  const faults = starts.flatMap((time, index) => (time >= 0 ? [] : [`${index} starts at ${time}`]))
  successors.forEach((next, index) => { for (const to of next) if (!(start(to) >= end(index) - crumb)) faults.push(`${to} does not wait for ${index}`) })
  for (const time of new Set(starts)) {
    capacities.forEach((capacity, resource) => {
      const used = demands.reduce((sum, row, index) => sum + (start(index) <= time + crumb && time + crumb < end(index) ? row[resource] ?? 0 : 0), 0)
      if (used > capacity) faults.push(`at ${time} there is ${used} in use of ${capacity} of resource ${resource}`)
    })
  }
  const last = Math.max(0, ...durations.map((_, index) => end(index)))
  return Math.abs(last - makespan) < crumb ? faults : [...faults, `ends at ${last}, not at ${makespan}`]
}

/** Durations that are not whole leave crumbs of floating point; no activity of a test is as short. */
const crumb = 1e-6

/** The shortest that there is, by trying every order: for eight activities or so. Does not know how the search places them. */
export function shortestOf(instance: LevelingInstance): number {
  const { durations, successors, capacities, demands } = instance
  const predecessors = durations.map((_, to) => [...successors.keys()].filter(from => successors[from]?.includes(to)))
  let shortest = Infinity
  const starts = new Map<number, number>()
  const fits = (index: number, from: number) => {
    const inTheWay = [...starts.keys()].filter(other => (starts.get(other) ?? 0) < from + (durations[index] ?? 0) && from < (starts.get(other) ?? 0) + (durations[other] ?? 0))
    return [from, ...inTheWay.map(other => starts.get(other) ?? 0)].every(time => time < from || capacities.every((capacity, resource) =>
      inTheWay.reduce((sum, other) => sum + ((starts.get(other) ?? 0) <= time && time < (starts.get(other) ?? 0) + (durations[other] ?? 0) ? demands[other]?.[resource] ?? 0 : 0), demands[index]?.[resource] ?? 0) <= capacity))
  }
  const tryFrom = (end: number) => {
    if (end >= shortest) return
    if (starts.size === durations.length) shortest = end
    for (const index of durations.keys()) {
      if (starts.has(index) || !predecessors[index]?.every(other => starts.has(other))) continue
      const earliest = Math.max(0, ...(predecessors[index] ?? []).map(other => (starts.get(other) ?? 0) + (durations[other] ?? 0)))
      const times = [earliest, ...[...starts].map(([other, start]) => start + (durations[other] ?? 0)).filter(time => time > earliest)].sort((a, b) => a - b)
      starts.set(index, times.find(time => { starts.delete(index); return fits(index, time) }) ?? NaN)
      tryFrom(Math.max(end, (starts.get(index) ?? 0) + (durations[index] ?? 0)))
      starts.delete(index)
    }
  }
  tryFrom(0)
  return shortest
}
