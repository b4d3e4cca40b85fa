import { describe, expect, test } from 'vitest'
import { dayOf, isWeekend, yearOf } from './days.ts'
import { easterIn, orthodoxEasterIn } from './easter.ts'
import { countries, type Country, countryIn, holidaysIn } from './holidays.ts'
import { holidayNames } from './names.ts'
import { countryOfZones } from './zones.ts'

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
const whole = (country: Country, year: number): string[] => [...holidaysIn(country, year).keys()].map(day => dateOf(day).slice(5))
/** Those on which somebody would otherwise work. */
const onWeekdays = (country: Country, year: number): string => [...holidaysIn(country, year).keys()].filter(day => !isWeekend(day)).map(day => dateOf(day).slice(5)).join(' ')

test('where most people are, by their clocks', () => {
  expect(countryOfZones(['Europe/Riga', 'America/New_York', 'Europe/Riga', 'Mars/Olympus'])).toBe('LV')
  expect([countryOfZones(['Europe/Kiev']), countryOfZones(['America/Indiana/Indianapolis']), countryOfZones(['UTC', 'constructor']), countryOfZones([])]).toEqual(['UA', 'US', null, null])
})

test('the year of a day, from the first to the last that can be counted', () => {
  for (let day = -25_567; day <= 120_529; day++) if (yearOf(day) !== new Date(day * 86_400_000).getUTCFullYear()) throw new Error(`${dateOf(day)} is not in ${yearOf(day)}`)
  expect([yearOf(dayOf(2024, 12, 31)), yearOf(dayOf(2025, 1, 1)), yearOf(dayOf(2000, 2, 29)), yearOf(dayOf(2100, 3, 1))]).toEqual([2024, 2025, 2000, 2100])
})

describe('Easter', () => {
  // From the tables of the churches: the earliest and the latest there can be are among them.
  test.each([[2024, '03-31'], [2025, '04-20'], [2026, '04-05'], [2027, '03-28'], [2028, '04-16'], [2029, '04-01'], [2030, '04-21'], [2038, '04-25'], [2076, '04-19'], [2285, '03-22']])('in the west, %i', (year, date) => {
    expect(dateOf(easterIn(year))).toBe(`${year}-${date}`)
  })

  // In 2025 and 2028 both are on one day; 2100 has one day more between the calendars than 2099.
  test.each([[2021, '05-02'], [2023, '04-16'], [2024, '05-05'], [2025, '04-20'], [2026, '04-12'], [2027, '05-02'], [2028, '04-16'], [2029, '04-08'], [2030, '04-28'], [2100, '05-02']])('of the orthodox churches, %i', (year, date) => {
    expect(dateOf(orthodoxEasterIn(year))).toBe(`${year}-${date}`)
  })

  test('is a Sunday, always', () => {
    for (let year = 1900; year < 2300; year++) for (const day of [easterIn(year), orthodoxEasterIn(year)]) expect(new Date(day * 86_400_000).getUTCDay()).toBe(0)
  })
})

describe('Latvia', () => {
  // 1 May 2026 is a Friday: the second Sunday of May is the 10th. Easter 5 April: Good Friday the 3rd, Whit Sunday 49 days later. 4 May is a Monday, 18 November a Wednesday.
  test('2026: nothing is moved', () => {
    expect(whole('LV', 2026)).toEqual(['01-01', '04-03', '04-05', '04-06', '05-01', '05-04', '05-10', '05-24', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31'])
  })

  // 1 May 2027 is a Saturday: Mother's Day is the 9th. Easter 28 March. 4 May is a Tuesday, 18 November a Thursday; 1 May on a Saturday frees no other day.
  test('2027', () => {
    expect(whole('LV', 2027)).toEqual(['01-01', '03-26', '03-28', '03-29', '05-01', '05-04', '05-09', '05-16', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31'])
  })

  test.each([[2024, '05-06', 'Restoration of Independence Day'], [2025, '05-05', 'Restoration of Independence Day'], [2023, '11-20', 'Proclamation of the Republic'], [2028, '11-20', 'Proclamation of the Republic'], [2029, '11-19', 'Proclamation of the Republic']])(
    '%i: 4 May or 18 November on a weekend frees %s', (year, date, name) => {
      const [month = 0, day = 0] = date.split('-').map(Number)
      expect(holidaysIn('LV', year).get(dayOf(year, month, day))).toEqual({ day: dayOf(year, month, day), name, isInstead: true })
    },
  )

  test('2023: the day after the ice hockey championship, and the Monday after the closing day of the festival', () => {
    expect(whole('LV', 2023)).toEqual(expect.arrayContaining(['05-29', '07-09', '07-10']))
  })
})

// 2026: 1 January is a Thursday, so 6 January a Tuesday, 1 May a Friday, 15 August a Saturday, 1 November a Sunday, 11 November a Wednesday, 24 to 26 December Thursday to
// Saturday. Easter 5 April: Ascension 14 May, Whit Monday 25 May, Corpus Christi 4 June; of the orthodox 12 April: Clean Monday 23 February, Whit Monday 1 June.
test.each<[Country, string]>([
  ['LV', '01-01 04-03 04-06 05-01 05-04 06-23 06-24 11-18 12-24 12-25 12-31'],
  ['LT', '01-01 02-16 03-11 04-06 05-01 06-24 07-06 11-02 12-24 12-25'],
  ['EE', '01-01 02-24 04-03 05-01 06-23 06-24 08-20 12-24 12-25'],
  ['FI', '01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25'],
  ['SE', '01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31'],
  ['NO', '01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25'],
  ['DK', '01-01 04-02 04-03 04-06 05-14 05-25 12-25'],
  ['IE', '01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25'],
  // 26 December is a Saturday.
  ['GB', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  ['DE', '01-01 04-03 04-06 05-01 05-14 05-25 12-25'],
  ['AT', '01-01 01-06 04-06 05-01 05-14 05-25 06-04 10-26 12-08 12-25'],
  ['CH', '01-01 05-14 12-25'],
  ['NL', '01-01 04-06 04-27 05-14 05-25 12-25'],
  ['BE', '01-01 04-06 05-01 05-14 05-25 07-21 11-11 12-25'],
  ['LU', '01-01 04-06 05-01 05-14 05-25 06-23 12-25'],
  ['FR', '01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25'],
  ['ES', '01-01 01-06 04-03 05-01 10-12 12-08 12-25'],
  ['PT', '01-01 04-03 05-01 06-04 06-10 10-05 12-01 12-08 12-25'],
  ['IT', '01-01 01-06 04-06 05-01 06-02 12-08 12-25'],
  ['GR', '01-01 01-06 02-23 03-25 04-10 04-13 05-01 06-01 10-28 12-25'],
  ['PL', '01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25'],
  ['CZ', '01-01 04-03 04-06 05-01 05-08 07-06 09-28 10-28 11-17 12-24 12-25'],
  // 8 May and 15 September are worked on in this year only.
  ['SK', '01-01 01-06 04-03 04-06 05-01 12-24 12-25'],
  // 8 March, Easter, Whit Sunday and 28 June are Sundays: the Mondays after them.
  ['UA', '01-01 03-09 04-13 05-01 05-08 06-01 06-29 07-15 08-24 10-01 12-25'],
  ['RO', '01-01 01-02 01-06 01-07 04-10 04-13 05-01 06-01 11-30 12-01 12-25'],
  // 4 July is a Saturday: the Friday before.
  ['US', '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
  ['CA', '01-01 04-03 05-18 07-01 09-07 09-30 10-12 11-11 12-25 12-28'],
  // 3 May is a Sunday, and 4 and 5 May are holidays: the 6th. 22 September lies between two.
  ['JP', '01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23'],
])('weekdays without work in 2026: %s', (country, days) => {
  expect(onWeekdays(country, 2026)).toBe(days)
})

describe('what falls on a weekend', () => {
  // 2022: 25 December is a Sunday, the 26th is a holiday itself. 2027: Saturday and Sunday in a row. 2028: 1 January is a Saturday.
  test.each([
    [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'], [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'], [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('is made good in England and Wales, %i', (year, days) => expect(onWeekdays('GB', year)).toBe(days))

  // 19 June 2027 is a Saturday, 4 July a Sunday, 25 December a Saturday, and so is 1 January 2028: New Year's Day is kept in the year before.
  test('is observed beside it in the United States, also in the year before', () => {
    expect(onWeekdays('US', 2027)).toBe('01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31')
    expect(onWeekdays('US', 2028)).toBe('01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25')
  })

  // 1 May 2027 is a Saturday, orthodox Easter the Sunday after it; 8 May is a Saturday. Two Mondays and a Tuesday.
  test('frees one working day each in Ukraine', () => expect(onWeekdays('UA', 2027)).toBe('01-01 03-08 05-03 05-04 05-10 06-21 06-28 07-15 08-24 10-01 12-27'))

  test('King’s Day on a Sunday is a day earlier, Saint Brigid’s Day on a Friday is not the Monday', () => {
    expect(whole('NL', 2025)).toContain('04-26')
    expect(onWeekdays('IE', 2030)).toMatch(/^01-01 02-01 /)
  })
})

// Equinoxes as the National Astronomical Observatory of Japan has published them.
test.each([[2020, '03-20', '09-22'], [2023, '03-21', '09-23'], [2024, '03-20', '09-22'], [2025, '03-20', '09-23'], [2026, '03-20', '09-23'], [2027, '03-21', '09-23']])('equinoxes in Japan, %i', (year, spring, autumn) => {
  const named = (name: string) => [...holidaysIn('JP', year).values()].filter(one => one.name === name).map(({ day }) => dateOf(day).slice(5))
  expect([named('Vernal Equinox Day')[0], named('Autumnal Equinox Day')[0]]).toEqual([spring, autumn])
})

test('laws that changed: from the year on, and until it', () => {
  expect(['12-24', '04-26', '09-01', '11-17', '10-04'].map((date, at) => ([['PL', 2024], ['DK', 2024], ['SK', 2024], ['SK', 2025], ['IT', 2025]] as const).map(([country, year]) => whole(country, year).includes(date))[at])).toEqual([false, false, false, false, false])
  expect([whole('PL', 2025).includes('12-24'), whole('DK', 2023).includes('05-05'), whole('SK', 2023).includes('09-01'), whole('SK', 2027).includes('05-08'), whole('IT', 2026).includes('10-04')]).toEqual([true, true, true, true, true])
})

test('every country has holidays in every year that can be counted, each within it and by a name that is known', () => {
  for (const country of countries) {
    for (const year of [1900, 1999, 2020, 2031, 2150, 2299]) {
      const holidays = [...holidaysIn(country, year).values()]
      expect(holidays.length).toBeGreaterThan(3)
      for (const { day, name } of holidays) expect([dateOf(day).slice(0, 4), holidayNames.includes(name)]).toEqual([String(year), true])
    }
  }
})

test.each(['XX', '', null, 5, 'toString', '__proto__', ['LV'], { country: 'LV' }])('%j is no country', value => expect(countryIn(value)).toBeNull())
