const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * How a moment is told: 'now', '5 minutes ago', 'yesterday', '12 March', '12 March 2024'; what is to come, by its day.
 * @param at milliseconds since 1970
 */
export function tellMoment(at: number, { now, language, timeZone }: { now: number, language: string, timeZone?: string | undefined }): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const age = now - at
  if (age < -minute) return tellDay(at, { now, language, timeZone })
  if (age < minute) return words.format(0, 'second')
  if (age < hour) return words.format(-Math.floor(age / minute), 'minute')
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone)
  if (days === 0) return words.format(-Math.floor(age / hour), 'hour')
  if (days < 7) return words.format(-days, 'day')
  return tellDay(at, { now, language, timeZone })
}

function tellDay(at: number, { now, language, timeZone }: { now: number, language: string, timeZone?: string | undefined }): string {
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone })
  const isThisYear = year.format(at) === year.format(now)
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone, ...isThisYear ? {} : { year: 'numeric' } }).format(at)
}

/** Counts days as the calendar of the zone does, so that 23:50 yesterday is yesterday at 00:10. */
function dayNumber(at: number, timeZone?: string): number {
  const [year = 0, month = 1, date = 1] = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).split('-').map(Number)
  return Date.UTC(year, month - 1, date) / day
}

/** The moment in full, with the zone it is told in. */
export const tellExactly = (at: number, told: Told): string => `${tellInFull(at, told)} (${told.timeZone ?? 'UTC'})`

interface Told { language: string, timeZone?: string | undefined }

/** A day with its hour, in full. Latvian says 'plkst.' before an hour, which `Intl` leaves out. */
export function tellInFull(at: number, { language, timeZone }: Told): string {
  if (!language.startsWith('lv')) return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)
  const [day, hour] = [{ dateStyle: 'full' }, { timeStyle: 'short' }].map(look => new Intl.DateTimeFormat(language, { ...look, timeZone } as Intl.DateTimeFormatOptions).format(at))
  return `${day} plkst. ${hour}`
}
