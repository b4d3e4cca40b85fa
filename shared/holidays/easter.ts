import { type Day, dayOf } from './days.ts'

/**
 * Easter Sunday of the western churches: the first Sunday after the first full moon of spring, as the tables of the Gregorian
 * calendar have the moon ("Anonymous Gregorian algorithm", J. Meeus, Astronomical Algorithms, chapter 8).
 */
export function easterIn(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * late + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/**
 * Easter Sunday of the orthodox churches: by the moon and the spring of the Julian calendar (Meeus, chapter 8), told in the
 * Gregorian one, which is ahead by 13 days until the end of February 2100 and by a day more after each year of 366 days that is
 * only one in the Julian calendar.
 */
export function orthodoxEasterIn(year: number): Day {
  const moon = (19 * (year % 19) + 15) % 30
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const sum = moon + weekday + 114
  const ahead = Math.floor(year / 100) - Math.floor(year / 400) - 2
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1) + ahead
}
