import { beginEvent, childrenOf, eachOutlineDependency, type Edge, endEvent, isEvent, isSummary, type Outline, parentOf } from './schedule-events.ts'

/**
 * An order of all events in which none comes before those it depends on, and the links that had to be left out for it: taken in
 * turn, each that would close a circle with those before it. Almost always there is none but within summaries, and one sort says so.
 */
export function withoutCircles(outline: Outline, edges: readonly Edge[]) {
  const closing = withinSummaries(outline, edges)
  const others = closing.size === 0 ? edges : edges.filter(edge => !closing.has(edge))
  const attempt = sort(outline, others)
  if (!attempt.isWhole) for (const edge of closingEdges(outline, others)) closing.add(edge)
  const { order } = attempt.isWhole ? attempt : sort(outline, others.filter(edge => !closing.has(edge)))
  const positions = new Int32Array(outline.parents.length * 2).fill(-1)
  for (let place = 0; place < order.length; place++) positions[order[place] ?? 0] = place
  return { order, positions, closing }
}

/** A link between a summary and what lies in it closes a circle by the outline alone, whatever other links there are. */
function withinSummaries(outline: Outline, edges: readonly Edge[]): Set<Edge> {
  const closing = new Set<Edge>()
  let nesting: Nesting | null = null
  for (const edge of edges) {
    const { from, to } = edge
    if (from === to) closing.add(edge)
    if (!isSummary(outline, from) && !isSummary(outline, to)) continue
    nesting ??= nestingOf(outline)
    if (lies(nesting, { within: from, row: to }) || lies(nesting, { within: to, row: from })) closing.add(edge)
  }
  return closing
}

/** In which turn a row comes when each is followed by all that lies in it, and how many rows that are with itself. */
interface Nesting { readonly turns: Int32Array, readonly sizes: Int32Array }

const lies = ({ turns, sizes }: Nesting, { within, row }: { within: number, row: number }): boolean => {
  const turn = (turns[row] ?? 0) - (turns[within] ?? 0)
  return turn >= 0 && turn < (sizes[within] ?? 0)
}

function nestingOf(outline: Outline): Nesting {
  const count = outline.parents.length
  const [turns, sizes, inTurn, waiting] = [new Int32Array(count), new Int32Array(count).fill(1), new Int32Array(count), [] as number[]]
  for (let row = 0; row < count; row++) if (parentOf(outline, row) < 0) waiting.push(row)
  let turn = 0
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    inTurn[turn] = row
    turns[row] = turn++
    for (const child of childrenOf(outline, row)) waiting.push(child)
  }
  for (turn--; turn >= 0; turn--) {
    const row = inTurn[turn] ?? 0
    const parent = parentOf(outline, row)
    if (parent >= 0) sizes[parent] = (sizes[parent] ?? 0) + (sizes[row] ?? 0)
  }
  return { turns, sizes }
}

/** All dependencies between events, packed: those of `event` are in `targets` from `offsets[event]` to `offsets[event + 1]`. */
interface Dependencies { readonly count: number, readonly offsets: Int32Array, readonly targets: Int32Array }

function pack(outline: Outline, edges: readonly Edge[]): Dependencies {
  const count = outline.parents.length * 2
  // Of the outline there are three for each row at most.
  const [befores, afters] = [new Int32Array(outline.parents.length * 3 + edges.length), new Int32Array(outline.parents.length * 3 + edges.length)]
  let known = 0
  const tell = (before: number, after: number): void => {
    befores[known] = before
    afters[known++] = after
  }
  eachOutlineDependency(outline, tell)
  for (const { from, to } of edges) tell(endEvent(outline, from), beginEvent(to))
  const offsets = new Int32Array(count + 2)
  // Counted two places further on, summed up, and used as a cursor: afterwards every offset is where it belongs.
  for (let at = 0; at < known; at++) offsets[(befores[at] ?? 0) + 2] = (offsets[(befores[at] ?? 0) + 2] ?? 0) + 1
  for (let event = 2; event < offsets.length; event++) offsets[event] = (offsets[event] ?? 0) + (offsets[event - 1] ?? 0)
  const targets = new Int32Array(known)
  for (let at = 0; at < known; at++) {
    const before = (befores[at] ?? 0) + 1
    const place = offsets[before] ?? 0
    targets[place] = afters[at] ?? 0
    offsets[before] = place + 1
  }
  return { count, offsets, targets }
}

/** A. B. Kahn, "Topological sorting of large networks" (1962). Not whole: events on circles, and all that depend on them, are missing. */
function sort(outline: Outline, edges: readonly Edge[]): { order: Int32Array, isWhole: boolean } {
  const order = sortEvents(outline, pack(outline, edges))
  let wanted = 0
  for (let event = 0; event < outline.parents.length * 2; event++) if (isEvent(outline, event)) wanted++
  return { order, isWhole: order.length === wanted }
}

function sortEvents(outline: Outline, { count, offsets, targets }: Dependencies): Int32Array {
  const waiting = new Int32Array(count)
  for (const event of targets) waiting[event] = (waiting[event] ?? 0) + 1
  const order = new Int32Array(count)
  let known = 0
  for (let event = 0; event < count; event++) if (waiting[event] === 0 && isEvent(outline, event)) order[known++] = event
  for (let next = 0; next < known; next++) {
    const event = order[next] ?? 0
    for (let place = offsets[event] ?? 0; place < (offsets[event + 1] ?? 0); place++) {
      const target = targets[place] ?? 0
      const left = (waiting[target] ?? 0) - 1
      waiting[target] = left
      if (left === 0) order[known++] = target
    }
  }
  return order.subarray(0, known)
}

/** A circle lies within one component: links between two of them close none, and do not have to be looked at for those that might. */
function closingEdges(outline: Outline, edges: readonly Edge[]): Set<Edge> {
  const componentOf = new Components(pack(outline, edges)).componentOf
  const acyclic = new GrowingOrder(outline, componentOf)
  return new Set(edges.filter(({ from, to }) => {
    const [before, after] = [endEvent(outline, from), beginEvent(to)]
    return componentOf[before] === componentOf[after] && !acyclic.add(before, after)
  }))
}

/** Strongly connected components: events that all lead to each other. R. Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion. */
class Components {
  /** A number for each event, the same for all of its component; -1: not known yet. */
  readonly componentOf: Int32Array
  readonly #dependencies: Dependencies
  /** In which turn an event was seen first, and the earliest turn that it leads back to. */
  readonly #turns: Int32Array
  readonly #earliest: Int32Array
  /** Which of its dependencies comes next. */
  readonly #cursors: Int32Array
  /** From where the walk began to where it is, and all that was seen and whose component is not known. */
  readonly #path: number[] = []
  readonly #open: number[] = []
  #seen = 0

  constructor(dependencies: Dependencies) {
    const { count, offsets } = dependencies
    this.#dependencies = dependencies
    this.componentOf = new Int32Array(count).fill(-1)
    this.#turns = new Int32Array(count).fill(-1)
    this.#earliest = new Int32Array(count)
    this.#cursors = offsets.slice(0, count)
    for (let event = 0; event < count; event++) if (this.#turns[event] === -1) this.#walk(event)
  }

  #walk(from: number): void {
    this.#enter(from)
    for (let event = this.#path.at(-1); event !== undefined; event = this.#path.at(-1)) {
      const cursor = this.#cursors[event] ?? 0
      if (cursor === this.#dependencies.offsets[event + 1]) {
        this.#leave(event)
        continue
      }
      this.#cursors[event] = cursor + 1
      const target = this.#dependencies.targets[cursor] ?? 0
      if (this.#turns[target] === -1) this.#enter(target)
      else if (this.componentOf[target] === -1) this.#leadsTo(event, this.#turns[target] ?? 0)
    }
  }

  #enter(event: number): void {
    this.#turns[event] = this.#earliest[event] = this.#seen++
    this.#path.push(event)
    this.#open.push(event)
  }

  #leave(event: number): void {
    this.#path.pop()
    const above = this.#path.at(-1)
    if (above !== undefined) this.#leadsTo(above, this.#earliest[event] ?? 0)
    if (this.#earliest[event] !== this.#turns[event]) return
    for (let other = this.#open.pop(); other !== undefined; other = other === event ? undefined : this.#open.pop()) this.componentOf[other] = event
  }

  #leadsTo(event: number, turn: number): void {
    this.#earliest[event] = Math.min(this.#earliest[event] ?? 0, turn)
  }
}

/**
 * Keeps an order while dependencies are added one by one, and refuses one that would close a circle. D. J. Pearce and
 * P. H. J. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs" (2006): only what lies between the two is looked at.
 */
class GrowingOrder {
  readonly #dependents = new Map<number, number[]>()
  readonly #sources = new Map<number, number[]>()
  readonly #places: Int32Array

  /** Begins with what follows from the outline within each component. */
  constructor(outline: Outline, componentOf: Int32Array) {
    eachOutlineDependency(outline, (before, after) => { if (componentOf[before] === componentOf[after]) this.#note(before, after) })
    this.#places = new Int32Array(outline.parents.length * 2)
    sortEvents(outline, pack(outline, [])).forEach((event, place) => { this.#places[event] = place })
  }

  #note(before: number, after: number): void {
    noteIn(this.#dependents, before, after)
    noteIn(this.#sources, after, before)
  }

  add(before: number, after: number): boolean {
    const [lowest, highest] = [this.#placeOf(after), this.#placeOf(before)]
    if (lowest <= highest) {
      const later = this.#reach(after, this.#dependents, event => this.#placeOf(event) <= highest)
      if (later.has(before)) return false
      this.#reorder([...this.#reach(before, this.#sources, event => this.#placeOf(event) >= lowest)], [...later])
    }
    this.#note(before, after)
    return true
  }

  #placeOf(event: number): number {
    return this.#places[event] ?? 0
  }

  #reach(from: number, next: ReadonlyMap<number, readonly number[]>, isBetween: (event: number) => boolean): Set<number> {
    const reached = new Set([from])
    // A set is walked in the order of its growth, including what is added meanwhile.
    for (const event of reached) for (const other of next.get(event) ?? []) if (isBetween(other)) reached.add(other)
    return reached
  }

  #reorder(earlier: number[], later: number[]): void {
    const inOrder = (events: number[]) => events.sort((a, b) => this.#placeOf(a) - this.#placeOf(b))
    const events = [...inOrder(earlier), ...inOrder(later)]
    const places = events.map(event => this.#placeOf(event)).sort((a, b) => a - b)
    events.forEach((event, index) => { this.#places[event] = places[index] ?? 0 })
  }
}

function noteIn(lists: Map<number, number[]>, event: number, other: number): void {
  const list = lists.get(event)
  if (list) list.push(other)
  else lists.set(event, [other])
}
