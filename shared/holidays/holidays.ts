import { type Day, yearOf } from './days.ts'
import { czechia, poland, romania, slovakia, ukraine } from './eastern-europe.ts'
import { denmark, estonia, finland, ireland, latvia, lithuania, norway, sweden, unitedKingdom } from './northern-europe.ts'
import { canada, japan, unitedStates } from './overseas.ts'
import type { CountryRules, Holiday } from './rules.ts'
import { greece, italy, portugal, spain } from './southern-europe.ts'
import { austria, belgium, france, germany, luxembourg, netherlands, switzerland } from './western-europe.ts'

/**
 * Public holidays: days on which, by law, nobody has to work. Computed from rules, so that they have no end. Rules are those in force
 * since 2020, with changes from then on; years before are told as if they had held.
 */
const rulesOf = {
  AT: austria, BE: belgium, CA: canada, CH: switzerland, CZ: czechia, DE: germany, DK: denmark, EE: estonia, ES: spain, FI: finland, FR: france, GB: unitedKingdom, GR: greece, IE: ireland, IT: italy,
  JP: japan, LT: lithuania, LU: luxembourg, LV: latvia, NL: netherlands, NO: norway, PL: poland, PT: portugal, RO: romania, SE: sweden, SK: slovakia, UA: ukraine, US: unitedStates,
} satisfies Readonly<Record<string, CountryRules>>

/** ISO 3166-1. */
export type Country = keyof typeof rulesOf
export const countries = Object.keys(rulesOf) as Country[]

export const countryIn = (value: unknown): Country | null => countries.find(country => country === value) ?? null

const known = new Map<Country, Map<number, ReadonlyMap<Day, Holiday>>>()

/** The holidays of a country in a year, by their days, in order. Worked out once. */
export function holidaysIn(country: Country, year: number): ReadonlyMap<Day, Holiday> {
  const years = known.get(country) ?? new Map<number, ReadonlyMap<Day, Holiday>>()
  const before = years.get(year)
  if (before) return before
  const found = new Map<Day, Holiday>()
  // Of two on one day the first that the law names is told.
  for (const holiday of rulesOf[country](year).toSorted((one, other) => one.day - other.day)) if (!found.has(holiday.day)) found.set(holiday.day, holiday)
  known.set(country, years.set(year, found))
  return found
}

export const holidayOn = (country: Country, day: Day): Holiday | undefined => holidaysIn(country, yearOf(day)).get(day)
