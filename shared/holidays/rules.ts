import { type Day, dayOf, isWeekend, weekdayFrom, weekdayOf } from './days.ts'
import { easterIn, orthodoxEasterIn } from './easter.ts'
import type { HolidayName } from './names.ts'

/** A day on which nobody has to work. `isInstead`: for a holiday that falls on a day without work anyway. */
export interface Holiday { readonly day: Day, readonly name: HolidayName, readonly isInstead?: boolean }

/** When a holiday is in a year; null: not in this one. */
export interface HolidayRule { readonly name: HolidayName, readonly dayIn: (year: number) => Day | null }

/** The holidays of a country in a year, in any order; with those of the days around New Year that were moved into it. */
export type CountryRules = (year: number) => readonly Holiday[]

export const fixed = (name: HolidayName, month: number, date: number): HolidayRule => ({ name, dayIn: year => dayOf(year, month, date) })

/** So many days after Easter Sunday of the western churches; less than 0: before it. */
export const easter = (name: HolidayName, days: number): HolidayRule => ({ name, dayIn: year => easterIn(year) + days })

export const orthodox = (name: HolidayName, days: number): HolidayRule => ({ name, dayIn: year => orthodoxEasterIn(year) + days })

/** Monday is 1, Sunday is 7. */
export const nth = (name: HolidayName, place: number, weekday: number, month: number): HolidayRule => from(name, weekday, month, 7 * (place - 1) + 1)

export const last = (name: HolidayName, weekday: number, month: number): HolidayRule => ({ name, dayIn: year => weekdayFrom(weekday, dayOf(year, month + 1, 1) - 7) })

/** The first such weekday from a date on. */
export const from = (name: HolidayName, weekday: number, month: number, date: number): HolidayRule => ({ name, dayIn: year => weekdayFrom(weekday, dayOf(year, month, date)) })

/** Only in years that a law has it in. */
export const when = (isIn: (year: number) => boolean, rule: HolidayRule): HolidayRule => ({ name: rule.name, dayIn: year => (isIn(year) ? rule.dayIn(year) : null) })

export const since = (first: number, rule: HolidayRule): HolidayRule => when(year => year >= first, rule)
export const until = (lastYear: number, rule: HolidayRule): HolidayRule => when(year => year <= lastYear, rule)
/** In one year only: by a law or a decree made for it. */
export const once = (year: number, name: HolidayName, month: number, date: number): HolidayRule => when(one => one === year, fixed(name, month, date))
/** In these years elsewhere. */
export const except = (dates: Readonly<Record<number, readonly [month: number, date: number]>>, rule: HolidayRule): HolidayRule => ({
  name: rule.name,
  dayIn: year => {
    const other = dates[year]
    return other ? dayOf(year, ...other) : rule.dayIn(year)
  },
})

export const holidaysBy = (rules: readonly HolidayRule[]): CountryRules => year => rules.flatMap(({ name, dayIn }) => {
  const day = dayIn(year)
  return day === null ? [] : [{ day, name }]
})

/**
 * In place of each of the named holidays that falls on a weekend the next day is free that is neither weekend nor holiday, nor taken
 * already: so a Saturday and a Sunday in a row free Monday and Tuesday.
 */
export const withNextWorkday = (names: readonly HolidayName[] | 'all', rules: CountryRules): CountryRules => year => {
  const holidays = rules(year).toSorted((one, other) => one.day - other.day)
  const taken = new Set(holidays.map(({ day }) => day))
  return [...holidays, ...holidays.filter(({ name, day }) => isWeekend(day) && (names === 'all' || names.includes(name))).map(({ name, day }) => {
    let next = day + 1
    while (isWeekend(next) || taken.has(next)) next++
    taken.add(next)
    return { day: next, name, isInstead: true }
  })]
}

/** A Saturday's holiday frees the Friday before, a Sunday's the Monday after. */
export const withNearestWorkday = (rules: CountryRules): CountryRules => year => {
  const near = (holiday: Holiday): Holiday[] => (isWeekend(holiday.day) ? [holiday, { day: holiday.day + (weekdayOf(holiday.day) === 6 ? -1 : 1), name: holiday.name, isInstead: true }] : [holiday])
  // The Friday before a New Year's Day on a Saturday lies in the year before.
  return [...rules(year), ...rules(year + 1)].flatMap(near).filter(({ day }) => day >= dayOf(year, 1, 1) && day < dayOf(year + 1, 1, 1))
}
