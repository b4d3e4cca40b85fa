import type { ConstraintKind } from './plan.ts'
import { backwardEvent } from './schedule-backward.ts'
import { beginEvent, childrenOf, endEvent, isBegin, isSummary, parentOf, rowOfEvent } from './schedule-events.ts'
import { forwardEvent } from './schedule-forward.ts'
import { incomingOf, type Network, outgoingOf } from './schedule-network.ts'
import { at, isActiveRow, type State } from './schedule-state.ts'

/** Marks on events, by their place in the network's order; a sweep takes them in turn and only goes where something has changed. */
export class Marks {
  readonly #network: Network
  readonly #marked: Uint8Array

  constructor(network: Network) {
    this.#network = network
    this.#marked = new Uint8Array(network.order.length)
  }

  add(event: number): void {
    const place = this.#network.positions[event] ?? -1
    if (place >= 0) this.#marked[place] = 1
  }

  addAll(): void {
    this.#marked.fill(1)
  }

  addRow(row: number): void {
    this.add(beginEvent(row))
    this.add(endEvent(this.#network, row))
  }

  /** `isMoved` works one event out and says whether others have to look again. */
  sweep(isMoved: (event: number) => boolean, markOthers: (event: number) => void): void {
    const { order } = this.#network
    for (let place = 0; place < order.length; place++) this.#visit(place, isMoved, markOthers)
  }

  sweepBack(isMoved: (event: number) => boolean, markOthers: (event: number) => void): void {
    for (let place = this.#network.order.length - 1; place >= 0; place--) this.#visit(place, isMoved, markOthers)
  }

  #visit(place: number, isMoved: (event: number) => boolean, markOthers: (event: number) => void): void {
    if (this.#marked[place] === 0) return
    this.#marked[place] = 0
    const event = this.#network.order[place] ?? 0
    if (isMoved(event)) markOthers(event)
  }
}

function markLater(network: Network, marks: Marks, event: number): void {
  const row = rowOfEvent(event)
  if (isSummary(network, row) && isBegin(event)) {
    marks.add(endEvent(network, row))
    for (const child of childrenOf(network, row)) marks.add(beginEvent(child))
    return
  }
  for (const { to } of outgoingOf(network, row)) marks.add(beginEvent(to))
  const parent = parentOf(network, row)
  if (parent >= 0) marks.add(endEvent(network, parent))
}

function markEarlier(network: Network, marks: Marks, event: number): void {
  const row = rowOfEvent(event)
  if (isSummary(network, row) && !isBegin(event)) {
    marks.add(beginEvent(row))
    for (const child of childrenOf(network, row)) marks.add(endEvent(network, child))
    return
  }
  for (const { from } of incomingOf(network, row)) marks.add(endEvent(network, from))
  const parent = parentOf(network, row)
  if (parent >= 0) marks.add(beginEvent(parent))
}

/** Everything, in as many passes as the plan's direction and its contrary tasks need. */
export function sweepAll(state: State): void {
  const { early, late, planned, settings } = state
  if (settings.from === 'start') {
    forwardAll(state, early, null)
    boundFinish(state)
    backwardAll(state, late, null)
    if (planned === early) return
    forwardAll(state, planned, late)
    keepAsPlanned(state, early, 'ALAP')
    return
  }
  // Percent lags of summaries, and who begins a summary, are read from early dates: they have to be something first.
  state.bounds.start = settings.start
  forwardAll(state, early, null)
  backwardAll(state, late, null)
  boundStart(state)
  forwardAll(state, early, null)
  if (planned === late) return
  backwardAll(state, planned, early)
  keepAsPlanned(state, late, 'ASAP')
}

/** Whoever is moved by a task that goes against the plan's direction has no time to spare for it: only that task itself keeps both dates. */
function keepAsPlanned({ rows, planned }: State, dates: State['early'], contrary: ConstraintKind): void {
  rows.forEach(({ constraint }, row) => {
    if (constraint === contrary) return
    dates.start[row] = planned.start[row] ?? 0
    dates.finish[row] = planned.finish[row] ?? 0
  })
}

function forwardAll(state: State, dates: State['early'], pinned: State['late'] | null): void {
  const pass = { state, dates, pinned }
  for (const event of state.network.order) forwardEvent(pass, event)
}

function backwardAll(state: State, dates: State['late'], pinned: State['early'] | null): void {
  const pass = { state, dates, pinned }
  const { order } = state.network
  for (let place = order.length - 1; place >= 0; place--) backwardEvent(pass, order[place] ?? 0)
}

/** The plan ends with the last of its tasks; answers whether that is another moment than before. */
function boundFinish(state: State): boolean {
  let last = -Infinity
  for (let row = 0; row < state.rows.length; row++) if (isActiveRow(state, row)) last = Math.max(last, at(state.early.finish, row))
  const finish = last === -Infinity ? state.settings.start : last
  const isMoved = state.bounds.finish !== finish
  state.bounds.finish = finish
  return isMoved
}

function boundStart(state: State): void {
  let first = Infinity
  for (let row = 0; row < state.rows.length; row++) if (isActiveRow(state, row)) first = Math.min(first, at(state.late.start, row))
  state.bounds.start = first === Infinity ? state.settings.finish : first
}

/** Can changed tasks be followed through the network, or does every change need all passes? */
export const canFollow = ({ settings, planned, early }: State): boolean => settings.from === 'start' && planned === early

/**
 * From changed rows to all that depends on them, forward and then backward, and nowhere else.
 * Answers the rows of which anything that is told may have changed.
 */
export function sweepFrom(state: State, changed: readonly number[]): Set<number> {
  const { network } = state
  const touched = new Set(changed)
  const [later, earlier] = [new Marks(network), new Marks(network)]
  for (const row of changed) markAround(network, row, later, earlier)
  const forward = { state, dates: state.early, pinned: null }
  later.sweep(event => forwardEvent(forward, event), event => {
    const row = rowOfEvent(event)
    touched.add(row)
    for (const { from } of incomingOf(network, row)) touched.add(from)
    markAround(network, row, null, earlier)
    markLater(network, later, event)
  })
  if (boundFinish(state)) earlier.addAll()
  const backward = { state, dates: state.late, pinned: null }
  earlier.sweepBack(event => backwardEvent(backward, event), event => {
    touched.add(rowOfEvent(event))
    markEarlier(network, earlier, event)
  })
  return touched
}

/** A row, whoever reads it, and its summary: in either direction. */
function markAround(network: Network, row: number, later: Marks | null, earlier: Marks): void {
  const parent = parentOf(network, row)
  if (later) {
    later.addRow(row)
    for (const { to } of outgoingOf(network, row)) later.add(beginEvent(to))
    if (parent >= 0) later.addRow(parent)
  }
  earlier.addRow(row)
  for (const { from } of incomingOf(network, row)) earlier.add(endEvent(network, from))
  if (parent >= 0) earlier.addRow(parent)
}
