import type { PlanLink, PlanTask, SkippedLink } from './plan.ts'
import { withoutCircles } from './schedule-circles.ts'
import { type Edge, isSummary, type Outline } from './schedule-events.ts'

/** Links of each row, packed: those of `row` are in `edges` from `offsets[row]` to `offsets[row + 1]`. */
export interface Adjacent {
  readonly offsets: Int32Array
  readonly edges: readonly Edge[]
  /** The row at the other end of each. */
  readonly others: Int32Array
  /** 1: finish to start, without a lag, as most are: there is nothing else to know of it. */
  readonly bare: Uint8Array
}

/** Who depends on whom. Rows are numbered in the order of their ids. */
export interface Network extends Outline {
  readonly ids: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  /** Tasks that lay in themselves, over several summaries, and now lie in none. */
  readonly parentCircles: ReadonlySet<string>
  readonly incoming: Adjacent
  readonly outgoing: Adjacent
  readonly skippedLinks: readonly SkippedLink[]
  /** Events, none before those it depends on. */
  readonly order: Int32Array
  /** Of each event in `order`; -1 where there is none. */
  readonly positions: Int32Array
}

/** One after the other where it matters little how long it takes; the passes go through the packed edges themselves. */
export const outgoingOf = ({ outgoing: { offsets, edges } }: Network, row: number): readonly Edge[] => edges.slice(offsets[row], offsets[row + 1])

export function makeNetwork(tasks: ReadonlyMap<string, PlanTask>, links: Iterable<PlanLink>): Network {
  const ids = [...tasks.keys()].sort()
  const rowOf = new Map<string, number>()
  for (let row = 0; row < ids.length; row++) rowOf.set(ids[row] ?? '', row)
  const { parents, parentCircles } = findParents(ids, tasks, rowOf)
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
function findParents(ids: readonly string[], tasks: ReadonlyMap<string, PlanTask>, rowOf: ReadonlyMap<string, number>) {
  const parents = new Int32Array(ids.length)
  for (let row = 0; row < ids.length; row++) parents[row] = rowOf.get(tasks.get(ids[row] ?? '')?.parent ?? '') ?? -1
  const parentCircles = new Set<string>()
  // The number of the walk in which a row was first seen: one that is met again in its own walk lies on a circle.
  const seenBy = new Int32Array(ids.length).fill(-1)
  for (let row = 0; row < ids.length; row++) {
    let at = row
    while (at >= 0 && seenBy[at] === -1) {
      seenBy[at] = row
      at = parents[at] ?? -1
    }
    if (at < 0 || seenBy[at] !== row) continue
    const first = leastOnCircle(at, parents)
    parentCircles.add(ids[first] ?? '')
    parents[first] = -1
  }
  return { parents, parentCircles }
}

function leastOnCircle(row: number, parents: Int32Array): number {
  let least = row
  for (let at = parents[row] ?? -1; at !== row && at >= 0; at = parents[at] ?? -1) least = Math.min(least, at)
  return least
}

/** Most tasks have none: they share one list. */
function findChildren(parents: Int32Array): (readonly number[])[] {
  const none: readonly number[] = []
  const children = Array.from(parents, () => none)
  for (let row = 0; row < parents.length; row++) {
    const siblings = children[parents[row] ?? -1]
    if (siblings === none) children[parents[row] ?? -1] = [row]
    else if (siblings) (siblings as number[]).push(row)
  }
  return children
}

function adjacency(count: number, edges: readonly Edge[]) {
  const [froms, tos, bare] = [new Int32Array(edges.length), new Int32Array(edges.length), new Uint8Array(edges.length)]
  for (let at = 0; at < edges.length; at++) {
    const edge = edges[at]
    if (!edge) continue
    froms[at] = edge.from
    tos[at] = edge.to
    bare[at] = edge.type === 'FS' && edge.lag === null ? 1 : 0
  }
  return { incoming: packed(count, { edges, ends: tos, others: froms, bare }), outgoing: packed(count, { edges, ends: froms, others: tos, bare }) }
}

/** Edges by one of their ends, in their order: counted, summed up, and put where they belong. */
function packed(count: number, { edges, ends, others, bare }: Omit<Adjacent, 'offsets'> & { ends: Int32Array }): Adjacent {
  const offsets = new Int32Array(count + 2)
  for (let at = 0; at < ends.length; at++) offsets[(ends[at] ?? 0) + 2] = (offsets[(ends[at] ?? 0) + 2] ?? 0) + 1
  for (let row = 2; row < offsets.length; row++) offsets[row] = (offsets[row] ?? 0) + (offsets[row - 1] ?? 0)
  const inTurn = { edges: edges.slice(), others: new Int32Array(others.length), bare: new Uint8Array(bare.length) }
  for (let at = 0; at < ends.length; at++) {
    const place = offsets[(ends[at] ?? 0) + 1] ?? 0
    const edge = edges[at]
    if (edge) inTurn.edges[place] = edge
    inTurn.others[place] = others[at] ?? 0
    inTurn.bare[place] = bare[at] ?? 0
    offsets[(ends[at] ?? 0) + 1] = place + 1
  }
  return { offsets, ...inTurn }
}
