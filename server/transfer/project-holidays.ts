import { isShort } from '@kopa/shared/boards/calendar-days.ts'
import { dayNumberOf, dayOf } from '@kopa/shared/boards/local-time.ts'
import { countryIn, holidaysIn } from '@kopa/shared/holidays/holidays.ts'
import type { PortableCalendar } from '@kopa/shared/transfer/board-file.ts'

/** A file with a plan over more years than this holds the holidays of the first ones. */
const mostYears = 50

/** Microsoft Project knows no countries: the public holidays of some years become exceptions. What the company says itself of a day stays as it is. */
export function withHolidays(calendar: PortableCalendar, { first, last }: { first: number, last: number }): PortableCalendar {
  const country = countryIn(calendar.country)
  if (country === null) return calendar
  const said = calendar.exceptions.filter(({ from, to, recurrence }) => isShort({ from: dayNumberOf(from), to: dayNumberOf(to), recurrence }))
  const years = Array.from({ length: Math.max(0, Math.min(last - first + 1, mostYears)) }, (_, at) => first + at)
  const holidays = years.flatMap(year => [...holidaysIn(country, year).values()]).map(({ day, name }) => ({ title: name, from: dayOf(day), to: dayOf(day), shifts: [], recurrence: null }))
  return { ...calendar, country: null, exceptions: [...calendar.exceptions, ...holidays.filter(({ from }) => !said.some(own => own.from <= from && from <= own.to))] }
}
