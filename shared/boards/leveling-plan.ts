import { Bookings, stretchOf } from './leveling-bookings.ts'
import { Chance } from './leveling-chance.ts'
import { type DecodedPlan, Decoder, type Decoded } from './leveling-decoder.ts'
import { type Activities, type Arcs, at, makeArcs } from './leveling-instance.ts'
import type { Load, Overload } from './leveling-load.ts'
import { everyOrder, Orders } from './leveling-orders.ts'
import { searchOrders } from './leveling-search.ts'
import type { Plan, PlanAssignment, PlanTask, ScheduledTask } from './plan.ts'
import { comparePlans, type PlanComparison } from './plan-comparison.ts'
import { byTask, schedule, taskOf, workOut } from './schedule.ts'
import { beginEvent, eachOutlineDependency, endEvent, isSummary, rowOfEvent } from './schedule-events.ts'
import { makeNetwork, type Network, outgoingOf } from './schedule-network.ts'
import { makeRow, type Row, rowContext } from './schedule-rows.ts'
import { isActiveRow, rowAt, type State } from './schedule-state.ts'

export interface LeveledPlan extends PlanComparison {
  /** Task -> minutes of the clock for which it has to wait; of those only for which that is another time than before, 0 included. */
  readonly delays: ReadonlyMap<string, number>
  /** How many tasks wait at all. */
  readonly delayed: number
  /** What nothing could be done about, or not by delays. */
  readonly overloads: readonly Overload[]
  readonly overloadsBefore: readonly Overload[]
}

export interface PlanLevelingProgress {
  readonly finish: number
  readonly finishBefore: number
  readonly schedules: number
  /** What would be answered now. Costs as much as scheduling the plan. */
  readonly soFar: () => LeveledPlan
}

/** Who is looked at, and what may be done. */
export interface LevelingScope {
  /** Who is busy with what; the plan's assignments when it is missing. A board knows of people whose work nobody has estimated. */
  readonly assignments?: readonly PlanAssignment[]
  /** Of these only is not asked for more than there is; all, when it is missing. */
  readonly resources?: ReadonlySet<string>
  /** These only may wait, and all others keep their delays; all, when it is missing. */
  readonly tasks?: ReadonlySet<string>
}

export interface PlanLevelingOptions extends LevelingScope {
  readonly seed?: number
  /** Asked after every schedule: to stop, to tell how far it is, to look at a clock. */
  readonly isEnough: (best: PlanLevelingProgress) => boolean
}

/** Of plans with more tasks than this only one schedule is made, by the rule. */
const mostSearched = 2000
const population = 24
/** Seven tasks in any order: plans with no more orders than that are searched to the end. */
const mostTried = 5040
/** Breaks ties between schedules that end together: never worth a tenth of a minute. */
const mostTie = 0.05
/** A task without a time that its dates allow is worse than any end. */
const missedCost = 1e9

/**
 * Which tasks have to wait so that nobody is asked for more than there is of them. Links, calendars and dates are kept, for the schedules
 * are the scheduler's own; what is set by hand, must start or finish on a date, has begun or is as late as possible does not move.
 * More urgent tasks go first, then those that have to end first; in plans that are not too large a search looks for an earlier end,
 * and never ends later than that rule. Small plans are searched to the end, which takes no time. Pure, and with the same seed and number of schedules the same everywhere.
 *
 * Plans that are reckoned from their finish know no delays: their overloads are told, and nothing else.
 */
export function levelPlan(plan: Plan, { seed = 1, isEnough, ...scope }: PlanLevelingOptions): LeveledPlan {
  const before = schedule(plan)
  const decoded = decodedPlan(plan, scope, before.tasks)
  const overloadsBefore = overloadsOf(decoded, before.tasks)
  const tell = (delays: Float64Array | null): LeveledPlan => {
    const tasks = delays ? plan.tasks.map(task => withDelay(task, decoded, delays)) : plan.tasks
    const changed = tasks.filter((task, index) => (task.levelingDelay ?? 0) !== (plan.tasks[index]?.levelingDelay ?? 0))
    const after = changed.length > 0 ? schedule({ ...plan, tasks }) : before
    return {
      ...comparePlans(before, after), overloadsBefore,
      delays: new Map(changed.map(({ id, levelingDelay = 0 }) => [id, levelingDelay])),
      delayed: tasks.filter(({ levelingDelay = 0 }) => levelingDelay > 0).length,
      overloads: overloadsOf(decoded, after.tasks),
    }
  }
  return tell(plan.settings.from === 'start' ? bestDelays(decoded, { seed, isEnough, finishBefore: before.finish, tell }) : null)
}

/** When more is asked of somebody than there is, as the plan stands. */
export function overloadsIn(plan: Plan, scope: LevelingScope = {}): Overload[] {
  const { tasks } = schedule(plan)
  return overloadsOf(decodedPlan(plan, scope, tasks), tasks)
}

interface LevelledState extends DecodedPlan { readonly empty: readonly Load[], readonly rowOf: ReadonlyMap<string, number> }

function decodedPlan(plan: Plan, { assignments = plan.assignments, resources, tasks: chosen }: LevelingScope, dates: ReadonlyMap<string, ScheduledTask>): LevelledState {
  const context = rowContext(plan)
  const tasks = new Map(plan.tasks.map(task => [task.id, task]))
  const network = makeNetwork(tasks, plan.links)
  const ofTask = byTask(plan.assignments)
  const asked = network.ids.map(id => makeRow(taskOf(tasks, id), ofTask.get(id) ?? [], context))
  const movable = Uint8Array.from(asked, (row, index) => Number(mayMove(row) && chosen?.has(row.task.id) !== false && !isSummary(network, index)))
  const rows = asked.map((row, index) => (movable[index] === 1 ? { ...row, levelingDelay: 0 } : row))
  const state = workOut({ settings: plan.settings, project: context.project, network, rows })
  const booker = new Bookings({ resources: resources ? plan.resources.filter(({ id }) => resources.has(id)) : plan.resources, assignments }, context)
  const bookings = rows.map((row, index) => (isSummary(network, index) || !isActiveRow(state, index) ? [] : booker.of(row)))
  const empty = booker.loads()
  const { before, after } = dependenciesOf(network)
  const moving = movingRows({ network, rows, movable, before })
  const isBooked = Uint8Array.from(rows, (row, index) => Number(movable[index] === 0 && (moving[index] === 0 || hasKnownDates(row, state))))
  const booked = empty.map(load => load.copy())
  rows.forEach(({ task }, index) => { if (isBooked[index] === 1) book(booked, bookings[index] ?? [], dates.get(task.id)) })
  return { state, bookings, movable, booked, isBooked, empty, rowOf: network.rowOf, before, after, urgency: urgenciesOf(state, after) }
}

const usualPriority = 500
const mostUrgent = 1000

function mayMove({ task, constraint, begun }: Row): boolean {
  if (task.manual || task.external || begun || task.isActive === false) return false
  return (task.priority ?? usualPriority) < mostUrgent && constraint !== 'MSO' && constraint !== 'MFO' && constraint !== 'ALAP'
}

/** Whatever happens to other tasks, it lies where it lies: others have to get out of its way, wherever they come in the order. */
function hasKnownDates({ task, constraint, begun }: Row, { settings }: State): boolean {
  if (task.external || begun || typeof task.manual?.start === 'number') return true
  return !task.manual && settings.constraintsWin && (constraint === 'MSO' || constraint === 'MFO')
}

/** 1 for every row whose dates may change with the delays of others, or of its own. */
function movingRows({ network, rows, movable, before }: { network: Network, rows: readonly Row[], movable: Uint8Array, before: Arcs }): Uint8Array {
  const isMoving = new Uint8Array(network.order.length)
  const moving = new Uint8Array(rows.length)
  network.order.forEach((event, place) => {
    const row = rowOfEvent(event)
    // As late as possible follows from what comes after it.
    let moves = movable[row] === 1 || rows[row]?.constraint === 'ALAP'
    for (let arc = at(before.from, place); arc < at(before.from, place + 1) && !moves; arc++) moves = isMoving[at(before.to, arc)] === 1
    isMoving[place] = Number(moves)
    if (moves) moving[row] = 1
  })
  return moving
}

function book(loads: readonly Load[], bookings: LevelledState['bookings'][number], dates: ScheduledTask | undefined): void {
  for (const booking of bookings) {
    const stretch = dates && stretchOf(booking, dates)
    if (stretch) loads[booking.resource]?.add(stretch.from, stretch.until, booking.units)
  }
}

function overloadsOf({ empty, bookings, state }: LevelledState, dates: ReadonlyMap<string, ScheduledTask>): Overload[] {
  const loads = empty.map(load => load.copy())
  bookings.forEach((needed, row) => book(loads, needed, dates.get(state.network.ids[row] ?? '')))
  return loads.flatMap(load => load.overloads())
}

/** Between places of the network's order. */
function dependenciesOf(network: Network): { before: Arcs, after: Arcs } {
  const before = Array.from(network.order, (): number[] => [])
  const after = Array.from(network.order, (): number[] => [])
  const depend = (first: number, second: number) => {
    const [from, to] = [network.positions[first] ?? 0, network.positions[second] ?? 0]
    after[from]?.push(to)
    before[to]?.push(from)
  }
  eachOutlineDependency(network, depend)
  for (const row of network.ids.keys()) for (const { to } of outgoingOf(network, row)) depend(endEvent(network, row), beginEvent(to))
  return { before: makeArcs(before), after: makeArcs(after) }
}

/** A task is as urgent as what waits for it. */
function urgenciesOf({ network, rows }: State, after: Arcs): Int32Array {
  const urgency = Int32Array.from(network.order, event => (isSummary(network, rowOfEvent(event)) ? 0 : rows[rowOfEvent(event)]?.task.priority ?? usualPriority))
  for (let place = urgency.length - 1; place >= 0; place--) {
    for (let arc = at(after.from, place); arc < at(after.from, place + 1); arc++) urgency[place] = Math.max(at(urgency, place), at(urgency, at(after.to, arc)))
  }
  return urgency
}

interface DelaySearch { readonly seed: number, readonly isEnough: PlanLevelingOptions['isEnough'], readonly finishBefore: number, readonly tell: (delays: Float64Array) => LeveledPlan }

function bestDelays(plan: LevelledState, { seed, isEnough, finishBefore, tell }: DelaySearch): Float64Array {
  const decoder = new Decoder(plan)
  const { order } = plan.state.network
  // Before anything is decoded: the passes' dates are written over.
  const latest = Float64Array.from(order, event => at(plan.state.late.finish, rowOfEvent(event)))
  const soonest = plan.state.bounds.finish
  const first = decoder.decode(byRule(plan, latest))
  let [bestEnd, finish, best, schedules] = [endOf(first), first.finish, first.delays.slice(), 1]
  const isDone = () => (bestEnd < soonest + 2 * mostTie) || isEnough({ finish, finishBefore, schedules, soFar: () => tell(best) })
  if (plan.state.rows.length > mostSearched || isDone()) return best
  const chance = new Chance(seed)
  const tryOrder = (tried: Int32Array): number => {
    const decoded = decoder.decode(tried)
    const end = endOf(decoded)
    schedules++
    if (end < bestEnd) [bestEnd, finish, best] = [end, decoded.finish, decoded.delays.slice()]
    return end
  }
  const activities = activitiesOf(plan)
  const all = everyOrder(activities, mostTried)
  // Nobody waits for a search that could find nothing more.
  if (all) for (let next = 0; next < all.length && !isDone(); next++) tryOrder(all[next] ?? activities.order)
  else searchOrders({ activities: order.length, population, chance, orders: new Orders(activities, latest.map(time => time - plan.state.settings.start), chance), tryOrder, isEnough: isDone })
  return best
}

function endOf({ finish, missed, delays }: Decoded): number {
  const waiting = delays.reduce((sum, delay) => sum + delay, 0)
  return finish + missed * missedCost + (mostTie * waiting) / (waiting + 1e6)
}

/** Whoever has to end first comes first, after those it waits for. */
function byRule({ state, before }: LevelledState, latest: Float64Array): Int32Array {
  const { order } = state.network
  const turn = Int32Array.from(order.keys()).sort((a, b) => at(latest, a) - at(latest, b) || a - b)
  const isPlaced = new Uint8Array(order.length)
  const found: number[] = []
  const waiting: number[] = []
  for (const place of turn) {
    waiting.push(place)
    for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
      const open: number[] = []
      if (isPlaced[next] === 0) for (let arc = at(before.from, next); arc < at(before.from, next + 1); arc++) if (isPlaced[at(before.to, arc)] === 0) open.push(at(before.to, arc))
      if (open.length > 0) {
        waiting.push(...open)
        continue
      }
      waiting.pop()
      if (isPlaced[next] === 0) found.push(next)
      isPlaced[next] = 1
    }
  }
  return Int32Array.from(found)
}

/** What the drawing of orders has to know of a plan: no needs, the decoder looks after them. */
function activitiesOf({ state, before, after }: LevelledState): Activities {
  const { order } = state.network
  const durations = Float64Array.from(order, event => (isSummary(state.network, rowOfEvent(event)) ? 0 : rowAt(state, rowOfEvent(event)).duration))
  const none = new Int32Array(0)
  return { count: order.length, durations, unit: 1, areWhole: false, before, after, order: Int32Array.from(order.keys()), needs: { words: 0, packed: none, free: none, guards: none } }
}

function withDelay(task: PlanTask, { rowOf, movable }: LevelledState, delays: Float64Array): PlanTask {
  const row = rowOf.get(task.id) ?? -1
  return movable[row] === 1 ? { ...task, levelingDelay: at(delays, row) } : task
}
