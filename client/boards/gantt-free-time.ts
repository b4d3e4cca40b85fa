import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { minutesOfDay, type Shift } from '@kopa/shared/boards/calendar-days.ts'
import { type DayOff, dayOffOn } from '@kopa/shared/boards/working-days.ts'
import { type GanttScale, minuteAt, xOf } from './gantt-scale.ts'

export interface Stretch { readonly x: number, readonly width: number }
/** A day on which a company would work and does not; `off`: why, as far as it is said. */
export interface FreeOfCompany { readonly companyId: string, readonly off: DayOff }
export interface Holiday extends Stretch, FreeOfCompany {}

/** Below so many pixels a day, a weekend is a hair: nothing is shaded. */
const leastForDays = 4
const leastForHours = 200

/** When nobody works: by the board's calendar, and the holidays of each company that has a calendar of its own. */
export class FreeTime {
  readonly #calendars: Calendars
  readonly #usual: Calendars
  readonly #board: string | null
  readonly #companies: readonly (BoardCalendar & { companyId: string })[]
  /** Asked several times for each frame. */
  readonly #off = new Map<number, readonly FreeOfCompany[]>()

  constructor(calendars: readonly BoardCalendar[], board: string | null) {
    this.#calendars = new Calendars(calendars)
    this.#usual = new Calendars(calendars.map(calendar => ({ ...calendar, exceptions: [], country: null })))
    this.#board = board
    this.#companies = calendars.flatMap(calendar => (calendar.companyId === null ? [] : [{ ...calendar, companyId: calendar.companyId }]))
  }

  /** Stretches without work; close up, the hours around the shifts too. */
  stretches(scale: GanttScale, window: { left: number, width: number }): Stretch[] {
    if (scale.pixelsPerDay < leastForDays) return []
    const calendar = this.#calendars.get(this.#board)
    const stretches: { from: number, until: number }[] = []
    const add = (from: number, until: number): void => {
      const last = stretches.at(-1)
      if (last?.until === from) last.until = until
      else if (until > from) stretches.push({ from, until })
    }
    for (const day of daysIn(scale, window)) {
      const shifts = calendar.shiftsOn(day)
      for (const [from, until] of scale.pixelsPerDay < leastForHours && shifts.length > 0 ? [] : gapsOf(shifts)) add(day * minutesOfDay + from, day * minutesOfDay + until)
    }
    return stretches.map(({ from, until }) => ({ x: xOf(scale, from), width: xOf(scale, until) - xOf(scale, from) }))
  }

  holidays(scale: GanttScale, window: { left: number, width: number }): Holiday[] {
    if (scale.pixelsPerDay < leastForDays) return []
    return daysIn(scale, window).flatMap(day => this.offOn(day).map(free => ({ ...free, x: xOf(scale, day * minutesOfDay), width: scale.pixelsPerDay })))
  }

  offOn(day: number): readonly FreeOfCompany[] {
    const known = this.#off.get(day)
    if (known) return known
    const off = this.#readOff(day)
    this.#off.set(day, off)
    return off
  }

  #readOff(day: number): FreeOfCompany[] {
    return this.#companies.flatMap(calendar => {
      if (this.#calendars.get(calendar.id).shiftsOn(day).length > 0 || this.#usual.get(calendar.id).shiftsOn(day).length === 0) return []
      return [{ companyId: calendar.companyId, off: dayOffOn(calendar, day) ?? { title: '', holiday: null } }]
    })
  }
}

function daysIn(scale: GanttScale, { left, width }: { left: number, width: number }): number[] {
  const [first, last] = [left, left + width].map(x => Math.floor(minuteAt(scale, x) / minutesOfDay))
  return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, at) => (first ?? 0) + at)
}

function gapsOf(shifts: readonly Shift[]): Shift[] {
  const edges = [0, ...shifts.flat(), minutesOfDay]
  return Array.from({ length: edges.length / 2 }, (_, at): Shift => [edges[at * 2] ?? 0, edges[at * 2 + 1] ?? 0]).filter(([from, until]) => until > from)
}
