import type { PlanLink, PlanTask, SkippedLink } from './plan.ts'
import { withoutCircles } from './schedule-circles.ts'
import { type Edge, isSummary, type Outline } from './schedule-events.ts'

/** Who depends on whom. Rows are numbered in the order of their ids. */
export interface Network extends Outline {
  readonly ids: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  /** Tasks that lay in themselves, over several summaries, and now lie in none. */
  readonly parentCircles: ReadonlySet<string>
  readonly incoming: readonly (readonly Edge[])[]
  readonly outgoing: readonly (readonly Edge[])[]
  readonly skippedLinks: readonly SkippedLink[]
  /** Events, none before those it depends on. */
  readonly order: Int32Array
  /** Of each event in `order`; -1 where there is none. */
  readonly positions: Int32Array
}

const none: readonly never[] = []
export const incomingOf = ({ incoming }: Network, row: number): readonly Edge[] => incoming[row] ?? none
export const outgoingOf = ({ outgoing }: Network, row: number): readonly Edge[] => outgoing[row] ?? none

export function makeNetwork(tasks: Iterable<PlanTask>, links: Iterable<PlanLink>): Network {
  const sorted = [...tasks].sort(byId)
  const ids = sorted.map(({ id }) => id)
  const rowOf = new Map(ids.map((id, row) => [id, row]))
  const { parents, parentCircles } = findParents(sorted, rowOf)
  const children = findChildren(parents)
  const skipped = new Map<PlanLink, SkippedLink['reason']>()
  const edges: Edge[] = []
  const inTurn = [...links].sort(byCreation)
  for (const link of inTurn) {
    const edge = makeEdge(link, rowOf)
    if (!edge) skipped.set(link, 'missingTask')
    else if ((link.type === 'FF' || link.type === 'SF') && isSummary({ parents, children }, edge.to)) skipped.set(link, 'finishOfSummary')
    else edges.push(edge)
  }
  const { order, positions, closing } = withoutCircles({ parents, children }, edges)
  for (const { link } of closing) skipped.set(link, 'circle')
  const followed = closing.size === 0 ? edges : edges.filter(edge => !closing.has(edge))
  return { ids, rowOf, parents, children, parentCircles, ...adjacency(ids.length, followed), skippedLinks: tellSkipped(inTurn, skipped), order, positions }
}

function tellSkipped(inTurn: readonly PlanLink[], skipped: ReadonlyMap<PlanLink, SkippedLink['reason']>): SkippedLink[] {
  if (skipped.size === 0) return []
  return inTurn.flatMap(link => {
    const reason = skipped.get(link)
    return reason ? [{ id: link.id, reason }] : []
  })
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : Number(a.id > b.id))
const byCreation = (a: PlanLink, b: PlanLink): number => (a.created ?? 0) - (b.created ?? 0) || byId(a, b)

function makeEdge(link: PlanLink, rowOf: ReadonlyMap<string, number>): Edge | null {
  const from = rowOf.get(link.from)
  const to = rowOf.get(link.to)
  return from === undefined || to === undefined ? null : { link, from, to, type: link.type, lag: link.lag && link.lag.amount !== 0 ? link.lag : null }
}

/** A task whose summaries lead back to itself is taken out of its summary; which one, the ids decide. */
function findParents(tasks: readonly PlanTask[], rowOf: ReadonlyMap<string, number>) {
  const parents = Int32Array.from(tasks, ({ parent }) => rowOf.get(parent ?? '') ?? -1)
  const parentCircles = new Set<string>()
  // The number of the walk in which a row was first seen: one that is met again in its own walk lies on a circle.
  const seenBy = new Int32Array(tasks.length).fill(-1)
  for (let row = 0; row < tasks.length; row++) {
    let at = row
    while (at >= 0 && seenBy[at] === -1) {
      seenBy[at] = row
      at = parents[at] ?? -1
    }
    if (at < 0 || seenBy[at] !== row) continue
    const first = leastOnCircle(at, parents)
    parentCircles.add(tasks[first]?.id ?? '')
    parents[first] = -1
  }
  return { parents, parentCircles }
}

function leastOnCircle(row: number, parents: Int32Array): number {
  let least = row
  for (let at = parents[row] ?? -1; at !== row && at >= 0; at = parents[at] ?? -1) least = Math.min(least, at)
  return least
}

function findChildren(parents: Int32Array): number[][] {
  const children: number[][] = Array.from(parents, () => [])
  parents.forEach((parent, row) => children[parent]?.push(row))
  return children
}

function adjacency(count: number, edges: Iterable<Edge>) {
  const incoming: Edge[][] = Array.from({ length: count }, () => [])
  const outgoing: Edge[][] = Array.from({ length: count }, () => [])
  for (const edge of edges) {
    incoming[edge.to]?.push(edge)
    outgoing[edge.from]?.push(edge)
  }
  return { incoming, outgoing }
}
