import { childrenOf, isBegin, isSummary, parentOf, rowOfEvent } from './schedule-events.ts'
import { backwardPlain } from './schedule-plain.ts'
import { finishFrom, finishOfBegun, manualDates, manualSummaryDates, nextStart, previousFinish, type Row, startFrom } from './schedule-rows.ts'
import { at, backThroughLag, type Dates, isActiveRow, put, rowAt, type State } from './schedule-state.ts'

/**
 * The backward pass, event by event: from successors and summaries to the latest dates. It leads in a plan from its finish.
 * `pinned`: early dates at which tasks 'as soon as possible' are put in such a plan.
 */
export interface Backward { readonly state: State, readonly dates: Dates, readonly pinned: Dates | null }

/** Answers whether anything that others depend on may have changed. */
export function backwardEvent(pass: Backward, event: number): boolean {
  const row = rowOfEvent(event)
  if (!isSummary(pass.state.network, row)) return backwardTask(pass, row)
  return isBegin(event) ? rollUpLate(pass, row) : endSummary(pass, row)
}

/** What links and summaries ask of a row; Infinity: nothing. */
interface Asked { start: number, finish: number }

function askedOf({ state, dates }: Backward, row: number): Asked {
  const { network } = state
  const parent = parentOf(network, row)
  const asked = { start: Infinity, finish: parent < 0 ? Infinity : at(state.ceiling, parent) }
  // Whoever waits for the start of a summary waits for those of its tasks that begin it.
  if (parent >= 0 && at(state.early.start, row) <= at(state.early.start, parent)) asked.start = at(state.startCeiling, parent)
  const { offsets, edges } = network.outgoing
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) {
    const edge = edges[place]
    if (!edge || !isActiveRow(state, edge.to) || isFinished(state, edge.to)) continue
    const isToStart = edge.type === 'FS' || edge.type === 'SS'
    const time = backThroughLag(state, edge, isToStart ? startToKeep(state, dates, edge.to) : finishToKeep(state, dates, edge.to))
    if (edge.type === 'FS' || edge.type === 'FF') asked.finish = Math.min(asked.finish, time)
    else asked.start = Math.min(asked.start, time)
    // As in the forward pass over FF: nothing ends after the plan because it starts with another.
    if (edge.type === 'SS') asked.finish = Math.min(asked.finish, state.bounds.finish)
  }
  // What has begun cannot wait for the start of another any more.
  return rowAt(state, row).begun ? { start: Infinity, finish: asked.finish } : asked
}

/** A task that has begun can wait for those before it until what is done of it is reached. */
const startToKeep = (state: State, dates: Dates, row: number): number => rowAt(state, row).begun?.doneUntil ?? at(dates.start, row)

/**
 * A finish that a link asks for can lie where nobody works (elapsed time after the start of another, SF). The late finish, the end of the
 * shift before, is no earlier in working time, but it is for whoever counts elapsed time back from it: they would be late without
 * anything being late.
 */
function finishToKeep({ settings, early, rows }: State, dates: Dates, row: number): number {
  const [late, soonest] = [at(dates.finish, row), at(early.finish, row)]
  const isSame = settings.from === 'start' && soonest > late && rows[row]?.calendar.workBetween(late, soonest) === 0
  return isSame ? soonest : late
}

/** What is done waits for nobody. */
export const isFinished = (state: State, row: number): boolean => typeof rowAt(state, row).begun?.finish === 'number'

/** Nothing in a summary finishes after what is asked of it, its own date, or its deadline. */
function endSummary(pass: Backward, row: number): boolean {
  const { state } = pass
  const { constraint, date, deadline } = rowAt(state, row)
  const asked = askedOf(pass, row)
  let ceiling = asked.finish
  if (constraint === 'FNLT' || constraint === 'MFO') ceiling = Math.min(ceiling, date)
  if (state.settings.from === 'start') ceiling = Math.min(ceiling, deadline)
  const isMoved = put(state.ceiling, row, ceiling)
  // Which of its tasks begin it may have changed, too.
  return put(state.startCeiling, row, asked.start) || isMoved || asked.start < Infinity
}

function rollUpLate({ state, dates }: Backward, row: number): boolean {
  let start = Infinity
  let finish = -Infinity
  for (const child of childrenOf(state.network, row)) {
    if (!isActiveRow(state, child) && isActiveRow(state, row)) continue
    // What was set by hand stays there, however late it could be.
    const shown = rowAt(state, child).task.manual && state.settings.from === 'start' ? state.early : dates
    start = Math.min(start, at(shown.start, child))
    finish = Math.max(finish, at(shown.finish, child))
  }
  if (start > finish) start = finish = Math.min(state.bounds.finish, at(state.ceiling, row))
  const { manual } = rowAt(state, row).task
  const latest = { start, finish }
  return write({ state, dates }, row, manual && state.settings.from === 'finish' ? manualSummaryDates(state.project, manual, latest) : latest)
}

function write({ dates }: Pick<Backward, 'state' | 'dates'>, row: number, { start, finish }: Asked): boolean {
  const isMoved = put(dates.start, row, start)
  return put(dates.finish, row, finish) || isMoved
}

function backwardTask(pass: Backward, index: number): boolean {
  return (pass.state.plain[index] === 1 ? backwardPlain(pass, index) : null) ?? backwardAny(pass, index)
}

function backwardAny(pass: Backward, index: number): boolean {
  const { state } = pass
  const row = rowAt(state, index)
  const { begun, task: { external, manual } } = row
  if (external) return write(pass, index, external)
  if (begun && begun.finish !== null) return write(pass, index, { start: begun.start, finish: begun.finish })
  const free = placeByLinks(pass, row, askedOf(pass, index), index)
  put(state.drivenLate, index, free.start)
  const latest = keepDates(pass, row, free)
  // When the plan goes back from its finish, late dates are where tasks are put: what has happened or was set by hand stays there.
  const isLeading = state.settings.from === 'finish'
  if (begun) return write(pass, index, { start: begun.start, finish: isLeading ? finishOfBegun(row, begun) : Math.max(latest.finish, begun.doneUntil) })
  return write(pass, index, isLeading && manual ? manualDates(row, manual, latest) : latest)
}

/** Where links, the project's finish and dates 'no later than' put a task at the latest. */
function placeByLinks(pass: Backward, row: Row, asked: Asked, index: number): Asked {
  const { settings, bounds, early } = pass.state
  const { constraint, date, deadline, levelingDelay } = row
  const isFree = asked.start === Infinity && asked.finish === Infinity
  const isLeading = settings.from === 'finish'
  const end = isFree && settings.manyCriticalPaths && !isLeading ? at(early.finish, index) : bounds.finish
  let finish = isFree ? isLeading && (constraint === 'SNLT' || constraint === 'FNLT') ? Infinity : end : asked.finish
  if (!isLeading) finish = Math.min(finish, end)
  if (constraint === 'FNLT') finish = Math.min(finish, date)
  if (!isLeading) finish = Math.min(finish, deadline)
  let start = asked.start
  if (constraint === 'SNLT') start = Math.min(start, date)
  if (pass.pinned && constraint === 'ASAP') start = Math.min(start, at(pass.pinned.start, index))
  if (isLeading && levelingDelay < 0) finish += levelingDelay
  return until(row, finish, start)
}

/** Finishing at `finish`, but not starting after `start`. */
function until(row: Row, finish: number, start = Infinity): Asked {
  if (finish < Infinity) {
    const last = previousFinish(row, finish)
    const first = startFrom(row, last)
    if (start >= first) return { start: first, finish: last }
  }
  const first = nextStart(row, start)
  return { start: first, finish: finishFrom(row, first) }
}

/** Dates that a task must keep. In a plan from its start only the fixed ones count here. */
function keepDates({ state: { settings } }: Backward, row: Row, latest: Asked): Asked {
  const { constraint, date } = row
  const isLeading = settings.from === 'finish'
  const startingOn = (time: number): Asked => {
    const start = nextStart(row, time)
    return { start, finish: finishFrom(row, start) }
  }
  if (!settings.constraintsWin && isLeading) {
    if (constraint === 'MFO' && date < latest.finish) return until(row, date)
    return constraint === 'MSO' && date < latest.start ? startingOn(date) : latest
  }
  switch (constraint) {
    case 'MSO': return startingOn(date)
    case 'MFO': return until(row, date)
    case 'SNET': return isLeading && latest.start < date ? startingOn(date) : latest
    case 'FNET': return isLeading && latest.finish < date ? until(row, date) : latest
    case 'ASAP': case 'ALAP': case 'SNLT': case 'FNLT': return latest
  }
}
