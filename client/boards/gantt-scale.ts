import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'

/** How the plan's minutes lie on the screen, in CSS pixels. */
export interface GanttScale {
  /** the minute at x = 0 */
  readonly origin: number
  /** the last minute that can be scrolled to */
  readonly end: number
  readonly pixelsPerDay: number
}

export const xOf = ({ origin, pixelsPerDay }: GanttScale, minute: number): number => (minute - origin) * pixelsPerDay / minutesOfDay
export const minuteAt = ({ origin, pixelsPerDay }: GanttScale, x: number): number => origin + x * minutesOfDay / pixelsPerDay
export const widthOf = (scale: GanttScale): number => xOf(scale, scale.end)

/** What the header counts in; zooming between them is continuous. */
export const zoomLevels = ['hours', 'days', 'weeks', 'months', 'quarters'] as const
export type ZoomLevel = (typeof zoomLevels)[number]

/** Where a level begins, in pixels per day, and where its button goes to. */
const levels: Readonly<Record<ZoomLevel, { least: number, usual: number }>> = {
  hours: { least: 320, usual: 640 },
  days: { least: 25, usual: 40 },
  weeks: { least: 6, usual: 14 },
  months: { least: 1.3, usual: 3.2 },
  quarters: { least: 0, usual: 0.9 },
}

/** What a plan can always be zoomed out to; one that would still be wider than a narrow screen, until it is as narrow. */
const leastPixelsPerDay = 0.25
const narrow = 240
export const mostPixelsPerDay = 2400
/** Browsers lay nothing out beyond some 33 million pixels. */
const mostWidth = 16_000_000

export const usualPixelsPerDay = (level: ZoomLevel): number => levels[level].usual
export const levelOf = (pixelsPerDay: number): ZoomLevel => zoomLevels.find(level => pixelsPerDay >= levels[level].least) ?? 'quarters'

/** Room on both sides of a plan: at least so many pixels, so that a bar can be dragged out of it. */
const margin = 400

/** @param plan first start and last finish */
export function makeScale(plan: { readonly start: number, readonly finish: number }, wanted: number): GanttScale {
  const pixelsPerDay = zoomed(plan, wanted)
  const room = margin / pixelsPerDay * minutesOfDay
  return { origin: startOf('day', plan.start - room), end: startOf('day', plan.finish + 2 * room) + minutesOfDay, pixelsPerDay }
}

function zoomed({ start, finish }: { readonly start: number, readonly finish: number }, wanted: number): number {
  const days = daysOf({ start, finish })
  return Math.min(Math.max(least({ start, finish }), Math.min(mostPixelsPerDay, wanted)), (mostWidth - 4 * margin) / days)
}

const daysOf = ({ start, finish }: { readonly start: number, readonly finish: number }): number => Math.max(1, (finish - start) / minutesOfDay)
const least = (plan: { readonly start: number, readonly finish: number }): number => Math.min(leastPixelsPerDay, narrow / daysOf(plan))

/** Nothing more of a plan can be brought onto the screen. */
export const isFarthest = (plan: { readonly start: number, readonly finish: number }, { pixelsPerDay }: GanttScale): boolean => pixelsPerDay <= least(plan)

/** Pixels per day with which a plan is as wide as the screen, with `behind` pixels for what is written behind its last bar. */
export const fitting = ({ start, finish }: { readonly start: number, readonly finish: number }, width: number, behind = 0): number =>
  Math.max(width / 2, width - 80 - behind) / daysOf({ start, finish })

export type TimeUnit = { readonly hours: number } | { readonly years: number } | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The last beginning of a unit that is not after a minute. Weeks begin on Monday. */
export function startOf(unit: TimeUnit, minute: number): number {
  if (typeof unit === 'object' && 'hours' in unit) return Math.floor(minute / (unit.hours * 60)) * unit.hours * 60
  const day = Math.floor(minute / minutesOfDay)
  if (unit === 'day') return day * minutesOfDay
  if (unit === 'week') return (day - (((day + 3) % 7) + 7) % 7) * minutesOfDay
  const at = new Date(day * 86_400_000)
  if (typeof unit === 'object') return yearStart(Math.floor(at.getUTCFullYear() / unit.years) * unit.years)
  const month = unit === 'year' ? 0 : unit === 'quarter' ? Math.floor(at.getUTCMonth() / 3) * 3 : at.getUTCMonth()
  return Date.UTC(at.getUTCFullYear(), month, 1) / 60_000
}

const yearStart = (year: number): number => Date.UTC(year, 0, 1) / 60_000

export function nextStart(unit: TimeUnit, start: number): number {
  if (typeof unit === 'object' && 'hours' in unit) return start + unit.hours * 60
  if (unit === 'day') return start + minutesOfDay
  if (unit === 'week') return start + 7 * minutesOfDay
  const at = new Date(start * 60_000)
  if (typeof unit === 'object') return yearStart(at.getUTCFullYear() + unit.years)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[unit], 1) / 60_000
}

/** Beginnings of a unit, from the one before `from` to the first one after `until`. */
export function startsBetween(unit: TimeUnit, from: number, until: number): number[] {
  const starts = [startOf(unit, from)]
  for (let next = nextStart(unit, starts[0] ?? from); next < until; next = nextStart(unit, next)) starts.push(next)
  return [...starts, nextStart(unit, starts.at(-1) ?? from)]
}
