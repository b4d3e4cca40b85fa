/**
 * Wall-clock times of a board's plan. As text `2026-03-02T08:00`, as a number minutes since 1970-01-01T00:00 on that clock: the
 * scheduler knows no zones and no summer time.
 */
const minute = 60_000
const minutesOfDay = 1440

/** @param text as `localTimeOrNull` (stored-value.ts) lets through */
export const minutesOf = (text: string): number => Date.parse(`${text}:00Z`) / minute

/** Seconds and fractions are let go. */
export const localTimeOf = (minutes: number): string => new Date(Math.floor(minutes) * minute).toISOString().slice(0, 16)

/** Days since 1970-01-01 of `2026-03-02`. */
export const dayNumberOf = (day: string): number => Date.parse(`${day}T00:00Z`) / minute / minutesOfDay

export const dayOf = (dayNumber: number): string => localTimeOf(dayNumber * minutesOfDay).slice(0, 10)

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  clocks.set(zone, clock)
  return clock
}

/** What the clocks of a zone show at a moment. @param instant ISO 8601 in UTC, or milliseconds since 1970. @throws RangeError for a zone that is none */
export function wallClockAt(instant: string | number, zone: string): number {
  const parts = new Map(clockOf(zone).formatToParts(typeof instant === 'number' ? instant : Date.parse(instant)).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? ''
  return minutesOf(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`)
}
