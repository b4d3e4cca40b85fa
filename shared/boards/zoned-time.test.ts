import { expect, test } from 'vitest'
import { addDays, dayAt, momentOf, wallTimeAt, weekdayOf } from './zoned-time.ts'

const utc = (at: number): string => new Date(at).toISOString().slice(0, 16)

test.each([
  ['2026-01-15T14:00', 'Europe/Riga', '2026-01-15T12:00'],
  ['2026-07-15T14:00', 'Europe/Riga', '2026-07-15T11:00'],
  ['2026-07-15T14:00', 'America/Los_Angeles', '2026-07-15T21:00'],
  ['2026-07-15T14:00', 'Asia/Kathmandu', '2026-07-15T08:15'],
  ['2026-07-15T14:00', 'Pacific/Kiritimati', '2026-07-15T00:00'],
  // Clocks in Riga go from 04:00 back to 03:00 on 25 October 2026: the first 03:30 counts.
  ['2026-10-25T03:30', 'Europe/Riga', '2026-10-25T00:30'],
  // From 03:00 to 04:00 on 29 March 2026: 03:30 is shown by no clock, and stands for 04:30.
  ['2026-03-29T03:30', 'Europe/Riga', '2026-03-29T01:30'],
])('%s in %s is %s in UTC', (wallTime, zone, expected) => expect(utc(momentOf(wallTime, zone))).toBe(expected))

test('there and back over a year of hours, also where clocks change by half an hour', () => {
  for (const zone of ['Europe/London', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']) {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 5 * 3_600_000) {
      const shown = wallTimeAt(at, zone)
      expect(wallTimeAt(momentOf(shown, zone), zone), `${zone} ${shown}`).toBe(shown)
    }
  }
})

test('days of the calendar', () => {
  expect(dayAt(Date.UTC(2026, 11, 31, 23), 'Europe/Riga')).toBe('2027-01-01')
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect([weekdayOf('2026-11-30'), weekdayOf('2026-11-29')]).toEqual([1, 7])
})
