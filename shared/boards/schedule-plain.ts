import type { Backward } from './schedule-backward.ts'
import { parentOf } from './schedule-events.ts'
import type { Forward } from './schedule-forward.ts'
import { at, isActiveRow, put, rowAt, type State } from './schedule-state.ts'

/**
 * The passes for tasks of which nothing is said but how long they take, with links from finish to start: nearly all of a large plan.
 * They go through numbers alone, without the objects of rows and links, and say what the passes of schedule-forward.ts and
 * schedule-backward.ts say (tests/schedule/networks.test.ts). null: there is more to it, ask those.
 */

/** Answers whether anything that others depend on has changed. */
export function forwardPlain({ state, dates }: Forward, row: number): boolean | null {
  const { offsets, others, bare } = state.network.incoming
  const parent = parentOf(state.network, row)
  let start = parent < 0 ? -Infinity : at(state.floor, parent)
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) {
    if (bare[place] === 0) return null
    const before = others[place] ?? 0
    if (isActiveRow(state, before)) start = Math.max(start, at(dates.finish, before))
  }
  if (start === -Infinity) start = state.bounds.start
  const minutes = at(state.minutes, row)
  if (minutes > 0) start = state.project.nextWorkStart(start)
  const finish = minutes > 0 ? state.project.addWork(start, minutes) : start
  const isDriven = put(state.driven, row, start)
  const isMoved = put(dates.start, row, start)
  return put(dates.finish, row, finish) || isMoved || isDriven
}

/** The same on the way back. */
export function backwardPlain({ state, dates }: Backward, row: number): boolean | null {
  const { project, early, bounds } = state
  const parent = parentOf(state.network, row)
  const isFirst = parent >= 0 && at(early.start, row) <= at(early.start, parent)
  const latest = isFirst ? at(state.startCeiling, parent) : Infinity
  const asked = finishAsked(state, dates.start, row, parent)
  if (asked === null) return null
  const end = asked === Infinity && latest === Infinity && state.settings.manyCriticalPaths ? at(early.finish, row) : bounds.finish
  const minutes = at(state.minutes, row)
  let finish = minutes > 0 ? project.previousWorkEnd(Math.min(asked, end)) : Math.min(asked, end)
  let start = minutes > 0 ? project.subtractWork(finish, minutes) : finish
  if (latest < start) {
    start = minutes > 0 ? project.nextWorkStart(latest) : latest
    finish = minutes > 0 ? project.addWork(start, minutes) : start
  }
  put(state.drivenLate, row, start)
  const isMoved = put(dates.start, row, start)
  return put(dates.finish, row, finish) || isMoved
}

/** By when those after it want it done; Infinity: nobody does. null: by more than bare links. */
function finishAsked(state: State, lateStart: Float64Array, row: number, parent: number): number | null {
  const { offsets, others, bare } = state.network.outgoing
  let finish = parent < 0 ? Infinity : at(state.ceiling, parent)
  for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) {
    if (bare[place] === 0) return null
    const after = others[place] ?? 0
    if (state.plain[after] === 0 && rowAt(state, after).begun) return null
    if (isActiveRow(state, after)) finish = Math.min(finish, at(lateStart, after))
  }
  return finish
}
