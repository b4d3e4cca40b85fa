import type { WorkCalendar } from './calendar.ts'
import { inTenths } from './calendar.ts'
import type { PlanSettings } from './plan.ts'
import { type Edge, isSummary } from './schedule-events.ts'
import type { Network } from './schedule-network.ts'
import type { Row } from './schedule-rows.ts'

/** Dates of every row, as one pass finds them. */
export interface Dates { readonly start: Float64Array, readonly finish: Float64Array }

/** Everything that is known of a plan while it is worked out. Arrays go by row. */
export interface State {
  readonly settings: PlanSettings
  readonly project: WorkCalendar
  readonly network: Network
  readonly rows: readonly Row[]
  /** 1: nothing is said of it but how long it takes, in the project's hours (schedule-plain.ts). Most tasks are like that. */
  readonly plain: Uint8Array
  /** Working minutes of those. */
  readonly minutes: Float64Array
  /** 1: it moves others and counts; 0: it, or a summary it lies in, was set inactive. */
  readonly active: Uint8Array
  readonly early: Dates
  readonly late: Dates
  /** Where tasks are put: the early dates, the late ones when the plan goes back from its finish, or between the two. */
  readonly planned: Dates
  /** Where links alone would have the start of a task at the earliest and at the latest, whatever its own dates say. */
  readonly driven: Float64Array
  readonly drivenLate: Float64Array
  /** What summaries and those before them ask of the start of everything inside; -Infinity when nothing. */
  readonly floor: Float64Array
  /** What they ask of the finish of everything inside, and of the start of what begins them. */
  readonly ceiling: Float64Array
  readonly startCeiling: Float64Array
  /** Of the whole plan, as far as it is known: where tasks without predecessors begin, where those without successors end. */
  readonly bounds: { start: number, finish: number }
}

export function makeDates(count: number): Dates {
  return { start: new Float64Array(count), finish: new Float64Array(count) }
}

export function makeState(given: Pick<State, 'settings' | 'project' | 'network' | 'rows'>): State {
  const count = given.rows.length
  const early = makeDates(count)
  const late = makeDates(count)
  const state = {
    ...given, early, late,
    planned: isPulledApart(given) ? makeDates(count) : given.settings.from === 'start' ? early : late,
    active: new Uint8Array(count),
    plain: new Uint8Array(count),
    minutes: new Float64Array(count),
    driven: new Float64Array(count),
    drivenLate: new Float64Array(count),
    floor: new Float64Array(count).fill(-Infinity),
    ceiling: new Float64Array(count).fill(Infinity),
    startCeiling: new Float64Array(count).fill(Infinity),
    bounds: { start: given.settings.start, finish: given.settings.finish },
  }
  for (let row = 0; row < count; row++) {
    state.active[row] = isActive(given, row) ? 1 : 0
    notePlain(state, row)
  }
  return state
}

/** From now on a row says something else. */
export function putRow(state: State, row: number, value: Row): void {
  (state.rows as Row[])[row] = value
  notePlain(state, row)
}

function notePlain(state: State, row: number): void {
  const found = rowAt(state, row)
  const isWhole = state.settings.from === 'start' && !isSummary(state.network, row) && isPlain(found, state.project)
  state.plain[row] = isWhole ? 1 : 0
  state.minutes[row] = isWhole && found.duration > 0 ? found.spans[0]?.minutes ?? 0 : 0
}

const isPlain = ({ task, begun, constraint, deadline, levelingDelay, spans, duration }: Row, project: WorkCalendar): boolean =>
  constraint === 'ASAP' && begun === null && !task.manual && !task.external && deadline === Infinity && levelingDelay === 0
  && (duration === 0 || (spans.length === 1 && spans[0]?.calendar === project && spans[0].minutes > 0))

/** Does any task go against the plan's direction (as late as possible in a plan from its start, or the other way round)? */
export const isPulledApart = ({ settings, rows }: Pick<State, 'settings' | 'rows'>): boolean =>
  rows.some(({ constraint }) => constraint === (settings.from === 'start' ? 'ALAP' : 'ASAP'))

function isActive({ network, rows }: Pick<State, 'network' | 'rows'>, row: number): boolean {
  for (let at = row; at >= 0; at = network.parents[at] ?? -1) if (rows[at]?.task.isActive === false) return false
  return true
}

/** The places of a row exist: arrays have its length. */
export const at = (array: Float64Array, row: number): number => array[row] ?? 0
export const rowAt = ({ rows }: Pick<State, 'rows'>, row: number): Row => {
  const found = rows[row]
  if (!found) throw new Error(`there is no row ${row}`)
  return found
}

export const isActiveRow = ({ active }: State, row: number): boolean => active[row] === 1

/** From a date of the predecessor to what the link asks of the successor. */
export const throughLag = (state: State, edge: Edge, time: number): number => (edge.lag ? shift(state, edge, time, 1) : time)

/** From a date of the successor back to what the link asks of the predecessor. */
export const backThroughLag = (state: State, edge: Edge, time: number): number => (edge.lag ? shift(state, edge, time, -1) : time)

function shift(state: State, { from, to, lag }: Edge, time: number, sign: 1 | -1): number {
  if (!lag || !Number.isFinite(time)) return time
  const isShare = lag.kind === 'percent' || lag.kind === 'elapsedPercent'
  const minutes = inTenths(isShare ? (lag.amount * durationOf(state, from)) / 100 : lag.amount) * sign
  if (lag.kind === 'elapsed' || lag.kind === 'elapsedPercent') return inTenths(time + minutes)
  return rowAt(state, to).calendar.addWork(time, minutes)
}

/** A summary lasts as long as the project works between its first start and its last finish. */
export function durationOf(state: State, row: number): number {
  if (!isSummary(state.network, row)) return rowAt(state, row).duration
  return state.project.workBetween(at(state.early.start, row), at(state.early.finish, row))
}

/** Writes a value; answers whether it is another one. */
export function put(array: Float64Array, row: number, value: number): boolean {
  if (array[row] === value) return false
  array[row] = value
  return true
}
