import { dayOrNull, instantOrNull, isRecord, localTimeOrNull } from './stored-value.ts'
import type { Stored } from './board.ts'
import { addDays, momentOf, wallTimeAt } from './zoned-time.ts'

/** Dates so many days later (or earlier), at the same hour of a zone's clocks. What would have no four digits for its year stays where it is. */
export class Shift {
  readonly #days: number
  readonly #zone: string
  constructor(days: number, zone: string) {
    this.#days = days
    this.#zone = zone
  }

  /** What the zone's clocks show: `2026-03-02T08:00`. */
  wallTime(at: string | number): string {
    return wallTimeAt(typeof at === 'number' ? at : Date.parse(at), this.#zone)
  }

  day(day: string): string {
    return dayOrNull(this.#later(day)) ?? day
  }

  time(time: string): string {
    return this.day(time.slice(0, 10)) + time.slice(10)
  }

  #later(day: string): string {
    try {
      return addDays(day, this.#days)
    } catch {
      return day
    }
  }

  #instant(instant: string): string {
    const seconds = instant.slice(16)
    const wall = this.time(this.wallTime(instant))
    return this.#days === 0 || localTimeOrNull(wall) === null ? instant : new Date(momentOf(wall, this.#zone)).toISOString().slice(0, 16) + seconds
  }

  /** A stored value that is a day, a time or a moment; any other as it is. */
  value(value: Stored): Stored {
    if (typeof value !== 'string') return value
    if (dayOrNull(value) !== null) return this.day(value)
    if (localTimeOrNull(value) !== null) return this.time(value)
    return instantOrNull(value) === null ? value : this.#instant(value)
  }

  /** A stored value with such values in it. */
  record(value: Stored): Stored {
    return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.value(one)])) : value
  }
}
