import type { ConstraintKind } from './plan.ts'
import { backwardEvent } from './schedule-backward.ts'
import { beginEvent, childrenOf, endEvent, isBegin, isSummary, parentOf, rowOfEvent } from './schedule-events.ts'
import { forwardEvent } from './schedule-forward.ts'
import type { Network } from './schedule-network.ts'
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
  markSuccessors(network, marks, row)
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
  markPredecessors(network, marks, row)
  const parent = parentOf(network, row)
  if (parent >= 0) marks.add(beginEvent(parent))
}

function markSuccessors(network: Network, marks: Marks, row: number): void {
  const { offsets, others } = network.outgoing
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) marks.add(beginEvent(others[place] ?? 0))
}

function markPredecessors(network: Network, marks: Marks, row: number): void {
  const { offsets, others } = network.incoming
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) marks.add(endEvent(network, others[place] ?? 0))
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

/** By row: 1 where something has changed and late dates have not followed yet. */
export type Behind = Uint8Array

/** The early dates of everything; answers where late dates are behind. */
export function sweepForward(state: State): Behind {
  forwardAll(state, state.early, null)
  return new Uint8Array(state.rows.length).fill(1)
}

/** From changed rows to all that depends on them, forward, and nowhere else. Answers whether anything has moved. */
export function followForward(state: State, changed: readonly number[], behind: Behind): boolean {
  const { network } = state
  const later = new Marks(network)
  let isMoved = false
  for (const row of changed) {
    behind[row] = 1
    markChanged(network, later, row)
  }
  const forward = { state, dates: state.early, pinned: null }
  later.sweep(event => forwardEvent(forward, event), event => {
    isMoved = true
    behind[rowOfEvent(event)] = 1
    markLater(network, later, event)
  })
  return isMoved
}

/** The late dates of all that is behind, and of what depends on it. Answers whether anything is later or earlier than before. */
export function followBack(state: State, behind: Behind): boolean {
  const { network } = state
  if (boundFinish(state)) {
    backwardAll(state, state.late, null)
    return true
  }
  const earlier = new Marks(network)
  let isMoved = false
  behind.forEach((isBehind, row) => { if (isBehind === 1) markReaders(network, earlier, row) })
  const backward = { state, dates: state.late, pinned: null }
  earlier.sweepBack(event => backwardEvent(backward, event), event => {
    isMoved = true
    markEarlier(network, earlier, event)
  })
  return isMoved
}

/** A changed row, those after it, and its summary. */
function markChanged(network: Network, later: Marks, row: number): void {
  const parent = parentOf(network, row)
  later.addRow(row)
  markSuccessors(network, later, row)
  if (parent >= 0) later.addRow(parent)
}

/** A row, those before it, who read its early dates on the way back, and its summary. */
function markReaders(network: Network, earlier: Marks, row: number): void {
  const parent = parentOf(network, row)
  earlier.addRow(row)
  markPredecessors(network, earlier, row)
  if (parent >= 0) earlier.addRow(parent)
}
