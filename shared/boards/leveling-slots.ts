import { type Activities, type Arcs, at, type Times } from './leveling-instance.ts'
import type { Placer } from './leveling-placer.ts'

/** What is free at every unit of time, one by one: for whole, short durations. */
export class SlotPlacer implements Placer {
  readonly #durations: Int32Array
  readonly #packed: Int32Array
  readonly #words: number
  readonly #whole: Int32Array
  readonly #guards: Int32Array
  /** All words of the first unit of time, then those of the next. */
  readonly #free: Int32Array
  readonly #counts: Int32Array
  /** Where the last schedule ended: beyond, everything is free. */
  #used: number

  constructor({ durations, needs }: Activities) {
    this.#durations = Int32Array.from(durations)
    this.#packed = needs.packed
    this.#words = needs.words
    this.#whole = needs.free
    this.#guards = needs.guards
    const horizon = durations.reduce((sum, duration) => sum + duration, 0)
    this.#free = new Int32Array(horizon * needs.words)
    this.#counts = new Int32Array(horizon + 2)
    this.#used = horizon
  }

  newTimes(): Times {
    return new Int32Array(this.#durations.length)
  }

  place(order: Int32Array, before: Arcs, starts: Times): number {
    this.#clear()
    const durations = this.#durations
    const isOneWord = this.#words === 1
    let last = 0
    for (let place = 0; place < order.length; place++) {
      const activity = at(order, place)
      let start = 0
      for (let arc = at(before.from, activity), end = at(before.from, activity + 1); arc < end; arc++) {
        const previous = at(before.to, arc)
        const finish = at(starts, previous) + at(durations, previous)
        if (finish > start) start = finish
      }
      const duration = at(durations, activity)
      start = isOneWord ? this.#take(start, duration, at(this.#packed, activity)) : this.#takeAll(start, duration, activity)
      starts[activity] = start
      if (start + duration > last) last = start + duration
    }
    this.#used = last
    return last
  }

  #clear(): void {
    const words = this.#words
    if (words === 1) this.#free.fill(at(this.#whole, 0), 0, this.#used)
    else for (let slot = 0; slot < this.#used; slot++) this.#free.set(this.#whole, slot * words)
  }

  /**
   * A stretch of time is looked at from its end: what does not fit there sends the whole of it further, and what has been seen to fit is
   * not looked at again.
   */
  #take(earliest: number, duration: number, need: number): number {
    if (need === 0) return earliest
    const free = this.#free
    const guard = at(this.#guards, 0)
    let start = earliest
    let unseen = start
    for (let slot = start + duration - 1; slot >= unseen;) {
      if (((at(free, slot) - need) & guard) === guard) {
        slot--
        continue
      }
      unseen = start + duration
      start = slot + 1
      slot = start + duration - 1
    }
    for (let slot = start; slot < start + duration; slot++) free[slot] = at(free, slot) - need
    return start
  }

  #takeAll(earliest: number, duration: number, activity: number): number {
    let start = earliest
    let unseen = start
    for (let slot = start + duration - 1; slot >= unseen;) {
      if (this.#fits(slot, activity)) {
        slot--
        continue
      }
      unseen = start + duration
      start = slot + 1
      slot = start + duration - 1
    }
    const words = this.#words
    for (let slot = start; slot < start + duration; slot++) {
      for (let word = 0; word < words; word++) this.#free[slot * words + word] = at(this.#free, slot * words + word) - at(this.#packed, activity * words + word)
    }
    return start
  }

  #fits(slot: number, activity: number): boolean {
    const words = this.#words
    for (let word = 0; word < words; word++) {
      const guard = at(this.#guards, word)
      if (((at(this.#free, slot * words + word) - at(this.#packed, activity * words + word)) & guard) !== guard) return false
    }
    return true
  }

  sort(into: Int32Array, order: Int32Array, times: Times, last: number): void {
    const counts = this.#counts
    counts.fill(0, 0, last + 2)
    for (let activity = 0; activity < order.length; activity++) counts[at(times, activity) + 1] = at(counts, at(times, activity) + 1) + 1
    for (let time = 1; time <= last; time++) counts[time] = at(counts, time) + at(counts, time - 1)
    for (let place = 0; place < order.length; place++) {
      const activity = at(order, place)
      const time = at(times, activity)
      const rank = at(counts, time)
      into[rank] = activity
      counts[time] = rank + 1
    }
  }
}
