import type { PlanLink } from './plan.ts'
import { beginEvent, type Edge, endEvent, isEvent, type Outline, outlineDependents } from './schedule-events.ts'

/**
 * An order of all events in which none comes before those it depends on, and the links that had to be left out for it: taken in
 * turn, each that would close a circle with those before it. Almost always there is none, and one sort says so.
 */
export function withoutCircles(outline: Outline, edges: ReadonlyMap<PlanLink, Edge>) {
  const attempt = sort(outline, edges.values())
  const closing = attempt.isWhole ? new Set<PlanLink>() : closingLinks(outline, edges)
  const { order } = closing.size === 0 ? attempt : sort(outline, [...edges].filter(([link]) => !closing.has(link)).map(([, edge]) => edge))
  const positions = new Int32Array(outline.parents.length * 2).fill(-1)
  order.forEach((event, position) => { positions[event] = position })
  return { order, positions, closing }
}

/** A. B. Kahn, "Topological sorting of large networks" (1962). Not whole: events on circles, and all that depend on them, are missing. */
function sort(outline: Outline, edges: Iterable<Edge>): { order: Int32Array, isWhole: boolean } {
  const dependents = outlineDependents(outline)
  for (const { from, to } of edges) dependents[endEvent(outline, from)]?.push(beginEvent(to))
  const order = sortEvents(dependents, event => isEvent(outline, event))
  return { order, isWhole: order.length === dependents.filter((_, event) => isEvent(outline, event)).length }
}

function sortEvents(dependents: readonly (readonly number[])[], isWanted: (event: number) => boolean): Int32Array {
  const waiting = new Int32Array(dependents.length)
  for (const list of dependents) for (const event of list) waiting[event] = (waiting[event] ?? 0) + 1
  const order = new Int32Array(dependents.length)
  let known = 0
  waiting.forEach((count, event) => { if (count === 0 && isWanted(event)) order[known++] = event })
  for (let next = 0; next < known; next++) {
    for (const event of dependents[order[next] ?? 0] ?? []) {
      const left = (waiting[event] ?? 0) - 1
      waiting[event] = left
      if (left === 0) order[known++] = event
    }
  }
  return order.subarray(0, known)
}

function closingLinks(outline: Outline, edges: ReadonlyMap<PlanLink, Edge>): Set<PlanLink> {
  const core = eventsNearCircles(outline, [...edges.values()])
  const acyclic = new GrowingOrder(outline)
  const closing = new Set<PlanLink>()
  for (const [link, { from, to }] of edges) {
    const [before, after] = [endEvent(outline, from), beginEvent(to)]
    if (core.has(before) && core.has(after) && !acyclic.add(before, after)) closing.add(link)
  }
  return closing
}

/** Events that neither an order from the front nor one from the back reaches: no link elsewhere can close a circle. */
function eventsNearCircles(outline: Outline, edges: readonly Edge[]): Set<number> {
  const dependents = outlineDependents(outline)
  for (const { from, to } of edges) dependents[endEvent(outline, from)]?.push(beginEvent(to))
  const reversed: number[][] = dependents.map(() => [])
  dependents.forEach((list, event) => { for (const dependent of list) reversed[dependent]?.push(event) })
  const isWanted = (event: number) => isEvent(outline, event)
  const outside = new Set([...sortEvents(dependents, isWanted), ...sortEvents(reversed, isWanted)])
  return new Set(dependents.map((_, event) => event).filter(event => isWanted(event) && !outside.has(event)))
}

/**
 * Keeps an order while dependencies are added one by one, and refuses one that would close a circle. D. J. Pearce and
 * P. H. J. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs" (2006): only what lies between the two is looked at.
 */
class GrowingOrder {
  readonly #dependents: number[][]
  readonly #sources: number[][]
  readonly #places: Int32Array

  constructor(outline: Outline) {
    this.#dependents = outlineDependents(outline)
    this.#sources = this.#dependents.map(() => [])
    this.#dependents.forEach((list, event) => { for (const dependent of list) this.#sources[dependent]?.push(event) })
    this.#places = new Int32Array(this.#dependents.length)
    sortEvents(this.#dependents, event => isEvent(outline, event)).forEach((event, place) => { this.#places[event] = place })
  }

  add(before: number, after: number): boolean {
    const [lowest, highest] = [this.#placeOf(after), this.#placeOf(before)]
    if (lowest <= highest) {
      const later = this.#reach(after, this.#dependents, event => this.#placeOf(event) <= highest)
      if (later.has(before)) return false
      this.#reorder([...this.#reach(before, this.#sources, event => this.#placeOf(event) >= lowest)], [...later])
    }
    this.#dependents[before]?.push(after)
    this.#sources[after]?.push(before)
    return true
  }

  #placeOf(event: number): number {
    return this.#places[event] ?? 0
  }

  #reach(from: number, next: readonly (readonly number[])[], isBetween: (event: number) => boolean): Set<number> {
    const reached = new Set([from])
    // A set is walked in the order of its growth, including what is added meanwhile.
    for (const event of reached) for (const other of next[event] ?? []) if (isBetween(other)) reached.add(other)
    return reached
  }

  #reorder(earlier: number[], later: number[]): void {
    const inOrder = (events: number[]) => events.sort((a, b) => this.#placeOf(a) - this.#placeOf(b))
    const events = [...inOrder(earlier), ...inOrder(later)]
    const places = events.map(event => this.#placeOf(event)).sort((a, b) => a - b)
    events.forEach((event, index) => { this.#places[event] = places[index] ?? 0 })
  }
}
