import { type Activities, type Arcs, at, type Needs, type Times } from './leveling-instance.ts'
import type { Placer } from './leveling-placer.ts'

/** What is free from one change to the next: for durations of any length, whole or not. */
export class StepPlacer implements Placer {
  readonly #durations: Float64Array
  readonly #needs: Needs
  /** When something changes; from the last one on everything is free. */
  readonly #times: Float64Array
  readonly #free: Int32Array
  readonly #spare: Int32Array
  #steps = 0

  constructor({ durations, needs, count }: Activities) {
    this.#durations = durations
    this.#needs = needs
    this.#times = new Float64Array(2 * count + 1)
    this.#free = new Int32Array((2 * count + 1) * needs.words)
    this.#spare = new Int32Array(count)
  }

  newTimes(): Times {
    return new Float64Array(this.#durations.length)
  }

  place(order: Int32Array, before: Arcs, starts: Times): number {
    this.#steps = 1
    this.#free.set(this.#needs.free)
    let last = 0
    for (let place = 0; place < order.length; place++) {
      const activity = at(order, place)
      let start = 0
      for (let arc = at(before.from, activity), end = at(before.from, activity + 1); arc < end; arc++) {
        const previous = at(before.to, arc)
        start = Math.max(start, at(starts, previous) + at(this.#durations, previous))
      }
      const duration = at(this.#durations, activity)
      if (duration > 0 && this.#needsAnything(activity)) start = this.#take(start, duration, activity)
      starts[activity] = start
      last = Math.max(last, start + duration)
    }
    return last
  }

  #needsAnything(activity: number): boolean {
    const { words, packed } = this.#needs
    for (let word = 0; word < words; word++) if (packed[activity * words + word] !== 0) return true
    return false
  }

  #take(earliest: number, duration: number, activity: number): number {
    let start = earliest
    let first = this.#stepAt(start)
    for (let step = first; step < this.#steps && at(this.#times, step) < start + duration; step++) {
      if (this.#fits(step, activity)) continue
      first = step + 1
      start = at(this.#times, first)
    }
    const from = this.#split(first, start)
    const until = this.#split(this.#stepAt(start + duration), start + duration)
    const { words, packed } = this.#needs
    for (let step = from; step < until; step++) {
      for (let word = 0; word < words; word++) this.#free[step * words + word] = at(this.#free, step * words + word) - at(packed, activity * words + word)
    }
    return start
  }

  /** The last change up to a time. */
  #stepAt(time: number): number {
    let [low, high] = [0, this.#steps]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (at(this.#times, middle) <= time) low = middle
      else high = middle
    }
    return low
  }

  #fits(step: number, activity: number): boolean {
    const { words, packed, guards } = this.#needs
    for (let word = 0; word < words; word++) {
      const guard = at(guards, word)
      if (((at(this.#free, step * words + word) - at(packed, activity * words + word)) & guard) !== guard) return false
    }
    return true
  }

  /** Lets a change be at a time that lies in a step; answers which it is. */
  #split(step: number, time: number): number {
    if (at(this.#times, step) === time) return step
    const { words } = this.#needs
    this.#times.copyWithin(step + 2, step + 1, this.#steps)
    this.#free.copyWithin((step + 1) * words, step * words, this.#steps * words)
    this.#times[step + 1] = time
    this.#steps++
    return step + 1
  }

  /** By merging, bottom up. */
  sort(into: Int32Array, order: Int32Array, times: Times): void {
    const count = order.length
    let [source, target] = [this.#spare, into]
    source.set(order)
    for (let width = 1; width < count; width *= 2) {
      for (let from = 0; from < count; from += 2 * width) merge(source, target, times, { from, middle: Math.min(from + width, count), until: Math.min(from + 2 * width, count) })
      ;[source, target] = [target, source]
    }
    if (source !== into) into.set(source)
  }
}

function merge(source: Int32Array, target: Int32Array, times: Times, { from, middle, until }: { from: number, middle: number, until: number }): void {
  let [left, right] = [from, middle]
  for (let place = from; place < until; place++) {
    const isLeft = left < middle && (right >= until || at(times, at(source, left)) <= at(times, at(source, right)))
    target[place] = at(source, isLeft ? left++ : right++)
  }
}
