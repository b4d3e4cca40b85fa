import { localTimeOf, wallClockAt } from './local-time.ts'

/** What the clock on a wall shows in a time zone, and the moment at which it does. Wall-clock times: `2026-03-02T08:00`. */

/** The wall-clock time of a moment in a zone. @param at milliseconds since 1970 */
export const wallTimeAt = (at: number, timeZone: string): string => localTimeOf(wallClockAt(at, timeZone))

/**
 * The moment (milliseconds since 1970) at which a zone's clocks show a wall-clock time. What clocks show twice in autumn is its
 * first time; what they skip in spring is moved on by the hour they skip (as RFC 5545 and Temporal's 'compatible' have it).
 */
export function momentOf(wallTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${wallTime}:00Z`)
  const offsets = [asUtc - day, asUtc + day].map(near => offsetAt(near, timeZone))
  const [before = 0, after = 0] = offsets
  const candidates = [asUtc - before, asUtc - after].filter(at => wallTimeAt(at, timeZone) === wallTime)
  return candidates.length > 0 ? Math.min(...candidates) : asUtc - before
}

/** The calendar day of a moment in a zone: `2026-03-02`. */
export const dayAt = (at: number, timeZone: string): string => wallTimeAt(at, timeZone).slice(0, 10)

/** `2026-02-28` and 2 -> `2026-03-02`. */
export const addDays = (date: string, count: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + count * day).toISOString().slice(0, 10)

/** 1 = Monday ... 7 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

const day = 24 * 60 * 60_000
const offsetAt = (at: number, timeZone: string): number => Date.parse(`${wallTimeAt(at, timeZone)}:00Z`) - Math.floor(at / 60_000) * 60_000
