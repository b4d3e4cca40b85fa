import { type Day, dayOf, weekdayOf } from './days.ts'
import { type CountryRules, easter, except, fixed, from, type Holiday, holidaysBy, last, nth, since, withNearestWorkday, withNextWorkday } from './rules.ts'

/** United States, federal: 5 U.S.C. § 6103; days in lieu as Executive Order 11582 has them. */
export const unitedStates = withNearestWorkday(holidaysBy([
  fixed('New Year’s Day', 1, 1), nth('Martin Luther King Day', 3, 1, 1), nth('Washington’s Birthday', 3, 1, 2), last('Memorial Day', 1, 5), since(2021, fixed('Juneteenth', 6, 19)), fixed('Independence Day', 7, 4),
  nth('Labour Day', 1, 1, 9), nth('Columbus Day', 2, 1, 10), fixed('Veterans Day', 11, 11), nth('Thanksgiving', 4, 4, 11), fixed('Christmas Day', 12, 25),
]))

/** Canada, federal: Canada Labour Code, sections 166 and 193 (2); of the two days that the law allows in lieu, the one that follows. */
export const canada = withNextWorkday(['New Year’s Day', 'Canada Day', 'Truth and Reconciliation Day', 'Remembrance Day', 'Christmas Day', 'Boxing Day'], holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), from('Victoria Day', 1, 5, 18), fixed('Canada Day', 7, 1), nth('Labour Day', 1, 1, 9), since(2021, fixed('Truth and Reconciliation Day', 9, 30)),
  nth('Thanksgiving', 2, 1, 10), fixed('Remembrance Day', 11, 11), fixed('Christmas Day', 12, 25), fixed('Boxing Day', 12, 26),
]))

/** Japan: Act on National Holidays (Act no. 178 of 1948), articles 2 and 3; in 2020 and 2021 moved for the Olympic Games. */
const japaneseDays = holidaysBy([
  fixed('New Year’s Day', 1, 1), nth('Coming of Age Day', 2, 1, 1), fixed('Foundation Day', 2, 11), fixed('Emperor’s Birthday', 2, 23), { name: 'Vernal Equinox Day', dayIn: year => dayOf(year, 3, equinoxIn(year, 20.8431, 21.851)) },
  fixed('Shōwa Day', 4, 29), fixed('Constitution Day', 5, 3), fixed('Greenery Day', 5, 4), fixed('Children’s Day', 5, 5), except({ 2020: [7, 23], 2021: [7, 22] }, nth('Marine Day', 3, 1, 7)),
  except({ 2020: [8, 10], 2021: [8, 8] }, fixed('Mountain Day', 8, 11)), nth('Respect for the Aged Day', 3, 1, 9), { name: 'Autumnal Equinox Day', dayIn: year => dayOf(year, 9, equinoxIn(year, 23.2488, 24.2488)) },
  except({ 2020: [7, 24], 2021: [7, 23] }, nth('Sports Day', 2, 1, 10)), fixed('Culture Day', 11, 3), fixed('Labour Thanksgiving Day', 11, 23),
])

/** A Sunday's holiday frees the next day that is none (article 3 (2)); a day between two holidays is one as well (article 3 (3)). */
export const japan: CountryRules = year => {
  const holidays = japaneseDays(year)
  const days = new Set(holidays.map(({ day }) => day))
  return [...holidays, ...holidays.flatMap(({ day, name }): Holiday[] => {
    if (weekdayOf(day) === 7) return [{ day: nextFree(day, days), name, isInstead: true }]
    return days.has(day + 2) && !days.has(day + 1) && weekdayOf(day + 1) !== 7 ? [{ day: day + 1, name: 'Citizens’ Holiday' }] : []
  })]
}

function nextFree(day: Day, taken: ReadonlySet<Day>): Day {
  let next = day + 1
  while (taken.has(next)) next++
  return next
}

/**
 * The date of an equinox in Japan, by the approximation of its Hydrographic Department (1980 to 2099, and 2100 to 2150); the official date is
 * published by the National Astronomical Observatory in February of the year before.
 */
const equinoxIn = (year: number, of1980: number, of2100: number): number =>
  Math.floor((year < 2100 ? of1980 : of2100) + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4))
