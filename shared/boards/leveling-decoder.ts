import { inTenths, lastMinute } from './calendar.ts'
import { type Arcs, at } from './leveling-instance.ts'
import { type Booking, stretchOf } from './leveling-bookings.ts'
import type { Load } from './leveling-load.ts'
import { isSummary, rowOfEvent } from './schedule-events.ts'
import { forwardEvent } from './schedule-forward.ts'
import { nextStart } from './schedule-rows.ts'
import { isActiveRow, putRow, rowAt, type State } from './schedule-state.ts'

/** A plan as the decoder needs it; by row. */
export interface DecodedPlan {
  readonly state: State
  readonly bookings: readonly (readonly Booking[])[]
  /** 1: may be delayed. */
  readonly movable: Uint8Array
  /** What is in use by tasks whose dates are known beforehand, and 1 for each of those. */
  readonly booked: readonly Load[]
  readonly isBooked: Uint8Array
  /** Of every place in the network's order: the places it waits for, and those that wait for it. */
  readonly before: Arcs
  readonly after: Arcs
  /** Of every place: the greatest priority of what cannot go on without it. */
  readonly urgency: Int32Array
}

export interface Decoded {
  /** Of every row; minutes of the clock. */
  readonly delays: Float64Array
  readonly finish: number
  /** Tasks for which no time could be found within their own dates. */
  readonly missed: number
}

/** Places tasks in turn, each at the first time at which everybody it needs is free: the scheduler's forward pass, in another order. */
export class Decoder {
  readonly #plan: DecodedPlan
  readonly #urgencies: readonly number[]
  #loads: Load[] = []
  #missed = 0
  readonly #delays: Float64Array

  constructor(plan: DecodedPlan) {
    this.#plan = plan
    this.#urgencies = [...new Set(plan.urgency)].sort((a, b) => b - a)
    this.#delays = new Float64Array(plan.state.rows.length)
  }

  /** `order`: places in the network's order, none before one it waits for. The more urgent come first, in this order among themselves. */
  decode(order: Int32Array): Decoded {
    const { state, booked, urgency } = this.#plan
    this.#loads = booked.map(load => load.copy())
    this.#missed = 0
    let finish = -Infinity
    for (const urgent of this.#urgencies) {
      for (const place of order) if (at(urgency, place) === urgent) finish = Math.max(finish, this.#visit(state.network.order[place] ?? 0))
    }
    return { delays: this.#delays, finish, missed: this.#missed }
  }

  #visit(event: number): number {
    const { state, movable, bookings } = this.#plan
    const row = rowOfEvent(event)
    this.#delay(row, 0)
    forwardEvent({ state, dates: state.early, pinned: null }, event)
    if (isSummary(state.network, row) || !isActiveRow(state, row)) return -Infinity
    const needed = bookings[row] ?? []
    if (needed.length > 0 && movable[row] === 1) this.#findTime(event, row, needed)
    if (this.#plan.isBooked[row] === 0) this.#book(row, needed)
    return at(state.early.finish, row)
  }

  #findTime(event: number, row: number, needed: readonly Booking[]): void {
    const { state } = this.#plan
    const earliest = at(state.early.start, row)
    for (let start = earliest; ;) {
      const free = this.#freeAfter(row, start, needed)
      if (free === null) return
      start = nextStart(rowAt(state, row), inTenths(free))
      if (start >= lastMinute) break
      this.#delay(row, inTenths(start - earliest))
      forwardEvent({ state, dates: state.early, pinned: null }, event)
      // A date of its own keeps it where it is: it waits for nobody.
      if (at(state.early.start, row) < start) break
      start = at(state.early.start, row)
    }
    this.#missed++
    this.#delay(row, 0)
    forwardEvent({ state, dates: state.early, pinned: null }, event)
  }

  /** The first time worth trying after `start`; null: everybody is free. Nobody waits for a resource of which there is never enough. */
  #freeAfter(row: number, start: number, needed: readonly Booking[]): number | null {
    const { early } = this.#plan.state
    let free: number | null = null
    for (const booking of needed) {
      const load = this.#loads[booking.resource]
      const stretch = stretchOf(booking, { start: at(early.start, row), finish: at(early.finish, row) })
      if (!load || !stretch || booking.units > load.available) continue
      const until = load.freeAfter(stretch.from, stretch.until, booking.units)
      if (until === null) continue
      const wanted = booking.delay > 0 ? booking.hours.subtractWork(until, booking.delay) : until
      free = Math.max(free ?? -Infinity, wanted > start ? wanted : until)
    }
    return free
  }

  #book(row: number, needed: readonly Booking[]): void {
    const { early } = this.#plan.state
    for (const booking of needed) {
      const stretch = stretchOf(booking, { start: at(early.start, row), finish: at(early.finish, row) })
      if (stretch) this.#loads[booking.resource]?.add(stretch.from, stretch.until, booking.units)
    }
  }

  #delay(row: number, minutes: number): void {
    if (this.#plan.movable[row] === 0 || this.#delays[row] === minutes) return
    this.#delays[row] = minutes
    putRow(this.#plan.state, row, { ...rowAt(this.#plan.state, row), levelingDelay: minutes })
  }
}
