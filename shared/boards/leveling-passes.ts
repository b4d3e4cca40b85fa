import { type Activities, at, type Times } from './leveling-instance.ts'
import type { Placer } from './leveling-placer.ts'
import { SlotPlacer } from './leveling-slots.ts'
import { StepPlacer } from './leveling-steps.ts'

/** A unit of time costs less than a change as long as activities are not much longer than this on average. */
const longForSlots = 50
const mostSlots = 2_000_000

/** From orders of activities to schedules, forward and backward in time. */
export class Passes {
  readonly activities: Activities
  /** Of the last schedule that was made forward. */
  readonly starts: Times
  /** Schedules made so far. */
  count = 0
  readonly #placer: Placer
  readonly #backwardStarts: Times
  readonly #times: Times
  readonly #reversed: Int32Array
  readonly #backwardOrder: Int32Array

  constructor(activities: Activities) {
    const { durations, count, areWhole } = activities
    const horizon = durations.reduce((sum, duration) => sum + duration, 0)
    this.activities = activities
    this.#placer = areWhole && horizon <= Math.min(mostSlots, count * longForSlots) ? new SlotPlacer(activities) : new StepPlacer(activities)
    this.starts = this.#placer.newTimes()
    this.#backwardStarts = this.#placer.newTimes()
    this.#times = this.#placer.newTimes()
    this.#reversed = new Int32Array(count)
    this.#backwardOrder = new Int32Array(count)
  }

  /** Answers when everything is done. */
  forward(order: Int32Array): number {
    this.count++
    return this.#placer.place(order, this.activities.before, this.starts)
  }

  /**
   * Forward, back from the end (whoever ends last first) and forward again (whoever then starts first first): double justification
   * (Valls, Ballestín and Quintanilla, 2005). Never ends later than `forward`. Afterwards `order` is by starts.
   */
  justified(order: Int32Array): number {
    const last = this.forward(order)
    this.#turn(order, this.starts, last, this.#backwardOrder)
    this.count++
    const back = this.#placer.place(this.#backwardOrder, this.activities.after, this.#backwardStarts)
    this.#turn(this.#backwardOrder, this.#backwardStarts, back, order)
    const end = this.forward(order)
    this.#reversed.set(order)
    this.#placer.sort(order, this.#reversed, this.starts, end)
    return end
  }

  /** `activities` by any number of theirs (whole, from 0 to `last`), least first. */
  sorted(order: Int32Array, numbers: Times, last: number): Int32Array {
    const sorted = new Int32Array(order.length)
    this.#placer.sort(sorted, order, numbers, last)
    return sorted
  }

  /** The order in which to go through a schedule in the other direction. */
  #turn(order: Int32Array, starts: Times, last: number, into: Int32Array): void {
    const { durations } = this.activities
    const [reversed, times] = [this.#reversed, this.#times]
    for (let place = 0, other = order.length - 1; other >= 0; place++, other--) {
      const activity = at(order, other)
      reversed[place] = activity
      times[activity] = last - (at(starts, activity) + at(durations, activity))
    }
    this.#placer.sort(into, reversed, times, last)
  }
}
