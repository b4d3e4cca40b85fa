/** Days since 1970-01-01, as calendars of plans count them. */
export type Day = number

/** @param month 1 to 12; @param date one that the month does not have leads into the next */
export const dayOf = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / 86_400_000

/** Without a `Date`: asked for every day of every calendar. Counted from 1 March of the year 0, so that a day more in February comes last. */
export function yearOf(day: Day): number {
  const fromMarch = day + 719_468
  const era = Math.floor(fromMarch / 146_097)
  const dayOfEra = fromMarch - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  // January and February belong to the next one; 306 days are from March to December.
  return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7 + 1

export const isWeekend = (day: Day): boolean => weekdayOf(day) > 5

/** The first such weekday from a day on, the day itself included. */
export const weekdayFrom = (weekday: number, day: Day): Day => day + ((weekday - weekdayOf(day)) % 7 + 7) % 7
