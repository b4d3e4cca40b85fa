import { childrenOf, type Edge, isBegin, isSummary, parentOf, rowOfEvent } from './schedule-events.ts'
import { forwardPlain } from './schedule-plain.ts'
import { finishFrom, finishOfBegun, manualDates, manualSummaryDates, nextStart, type Row, startFrom } from './schedule-rows.ts'
import { at, type Dates, isActiveRow, put, rowAt, type State, throughLag } from './schedule-state.ts'

/**
 * The forward pass, event by event: from predecessors and summaries to dates. It leads in a plan from its start; in a plan from its
 * finish it only says how early tasks could be. `pinned`: late dates at which tasks 'as late as possible' are put.
 */
export interface Forward { readonly state: State, readonly dates: Dates, readonly pinned: Dates | null }

/** Answers whether anything that others depend on has changed. */
export function forwardEvent(pass: Forward, event: number): boolean {
  const row = rowOfEvent(event)
  if (!isSummary(pass.state.network, row)) return forwardTask(pass, row)
  return isBegin(event) ? beginSummary(pass, row) : rollUp(pass, row)
}

/**
 * What links and summaries ask of a row; -Infinity: nothing. A task that would have to start before the project to end with another
 * (FF) starts with the project; over the other links it may start before (Microsoft's article Q103971; MPXJ's comparisons).
 */
interface Asked { start: number, finish: number }

function askedOf({ state, dates }: Forward, row: number): Asked {
  const parent = parentOf(state.network, row)
  const asked = { start: parent < 0 ? -Infinity : at(state.floor, parent), finish: -Infinity }
  const { offsets, edges } = state.network.incoming
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) {
    const edge = edges[place]
    if (!edge || !isActiveRow(state, edge.from)) continue
    const isFromStart = edge.type === 'SS' || edge.type === 'SF'
    const time = throughLag(state, edge, at(isFromStart ? dates.start : dates.finish, edge.from))
    if (edge.type === 'FS' || edge.type === 'SS') asked.start = Math.max(asked.start, time)
    else if (edge.type === 'FF' && startFrom(rowAt(state, row), time) < state.bounds.start) asked.start = Math.max(asked.start, state.bounds.start)
    else asked.finish = Math.max(asked.finish, isByWork(edge) ? rowAt(state, row).calendar.previousWorkEnd(time) : time)
  }
  return asked
}

/** Working minutes counted back end at the beginning of a shift; as a finish that is the end of the one before. */
const isByWork = ({ lag }: Edge): boolean => lag?.kind === 'working' || lag?.kind === 'percent'

/** Nothing in a summary starts before what is asked of it, its own date, or the start that was set by hand. */
function beginSummary(pass: Forward, row: number): boolean {
  const { constraint, date, task } = rowAt(pass.state, row)
  let floor = askedOf(pass, row).start
  if (constraint === 'SNET' || constraint === 'MSO') floor = Math.max(floor, date)
  if (task.manual) floor = Math.max(floor, task.manual.start ?? -Infinity)
  return put(pass.state.floor, row, floor)
}

function rollUp({ state, dates }: Forward, row: number): boolean {
  let start = Infinity
  let finish = -Infinity
  for (const child of childrenOf(state.network, row)) {
    if (!isActiveRow(state, child) && isActiveRow(state, row)) continue
    start = Math.min(start, at(dates.start, child))
    finish = Math.max(finish, at(dates.finish, child))
  }
  if (start > finish) start = finish = Math.max(state.bounds.start, at(state.floor, row))
  const { manual } = rowAt(state, row).task
  const placed = manual ? manualSummaryDates(state.project, manual, { start, finish }) : { start, finish }
  return write({ state, dates }, row, { ...placed, driven: placed.start })
}

interface Placed { start: number, finish: number, driven: number }

function write({ state, dates }: Pick<Forward, 'state' | 'dates'>, row: number, { start, finish, driven }: Placed): boolean {
  const isDriven = put(state.driven, row, driven)
  const isMoved = put(dates.start, row, start)
  return put(dates.finish, row, finish) || isMoved || isDriven
}

function forwardTask(pass: Forward, index: number): boolean {
  return (pass.state.plain[index] === 1 ? forwardPlain(pass, index) : null) ?? forwardAny(pass, index)
}

function forwardAny(pass: Forward, index: number): boolean {
  const row = rowAt(pass.state, index)
  const { task: { external, manual }, begun } = row
  if (external) return write(pass, index, { ...external, driven: external.start })
  const asked = askedOf(pass, index)
  const free = placeByLinks(pass, row, asked, index)
  const driven = free.start
  if (begun) {
    const finish = finishOfBegun(row, begun)
    return write(pass, index, { start: begun.start, finish: row.constraint === 'FNET' && begun.finish === null ? Math.max(finish, row.date) : finish, driven })
  }
  if (manual) return write(pass, index, { ...manualDates(row, manual, free), driven })
  return write(pass, index, { ...keepDates(pass, row, free), driven })
}

/**
 * Where links, the project's start and dates 'no earlier than' put a task. Neither a task that follows another nor such a date is held
 * back until the project's start. A finish that is asked for is that very instant, though no work may be done just before it.
 */
function placeByLinks(pass: Forward, row: Row, asked: Asked, index: number): Asked {
  const { bounds, settings } = pass.state
  const { constraint, date, levelingDelay } = row
  const isLeading = settings.from === 'start'
  const isFree = asked.start === -Infinity && asked.finish === -Infinity
  let start = isFree ? isLeading && (constraint === 'SNET' || constraint === 'FNET') ? -Infinity : bounds.start : asked.start
  if (!isLeading) start = Math.max(start, bounds.start)
  if (constraint === 'SNET') start = Math.max(start, date)
  if (pass.pinned && constraint === 'ALAP') start = Math.max(start, at(pass.pinned.start, index))
  const finish = constraint === 'FNET' ? Math.max(asked.finish, date) : asked.finish
  const placed = finish > -Infinity && startFrom(row, finish) >= start ? finishingOn(row, finish) : from(row, nextStart(row, start))
  return levelingDelay > 0 && isLeading ? from(row, nextStart(row, placed.start + levelingDelay)) : placed
}

const from = (row: Row, start: number): Asked => ({ start, finish: finishFrom(row, start) })

/** Dates that a task must keep whatever its links say, unless links win. In a plan from its finish only the fixed ones count here. */
function keepDates({ state: { settings } }: Forward, row: Row, free: Asked): Asked {
  const { constraint, date } = row
  const isLeading = settings.from === 'start'
  if (!settings.constraintsWin && isLeading) return constraint === 'MSO' && date > free.start ? from(row, nextStart(row, date)) : laterFinish(row, free)
  switch (constraint) {
    case 'MSO': return from(row, nextStart(row, date))
    case 'MFO': return finishingOn(row, date)
    case 'SNLT': return isLeading && free.start > date ? from(row, nextStart(row, date)) : free
    case 'FNLT': return isLeading && free.finish > date ? finishingOn(row, date) : free
    case 'ASAP': case 'ALAP': case 'SNET': case 'FNET': return free
  }
}

function laterFinish(row: Row, free: Asked): Asked {
  return row.constraint === 'MFO' && row.date > free.finish ? finishingOn(row, row.date) : free
}

function finishingOn(row: Row, date: number): Asked {
  if (row.duration === 0) return { start: date, finish: date }
  const placed = from(row, nextStart(row, startFrom(row, date)))
  return { start: placed.start, finish: Math.max(placed.finish, date) }
}
