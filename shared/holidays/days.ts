/** Days since 1970-01-01, as calendars of plans count them. */
export type Day = number

/** @param month 1 to 12; @param date one that the month does not have leads into the next */
export const dayOf = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / 86_400_000

export const yearOf = (day: Day): number => new Date(day * 86_400_000).getUTCFullYear()

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7 + 1

export const isWeekend = (day: Day): boolean => weekdayOf(day) > 5

/** The first such weekday from a day on, the day itself included. */
export const weekdayFrom = (weekday: number, day: Day): Day => day + ((weekday - weekdayOf(day)) % 7 + 7) % 7
