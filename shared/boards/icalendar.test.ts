import { expect, test } from 'vitest'
import { calendarText, type CalendarEvent } from './icalendar.ts'

const event = (more: Partial<CalendarEvent>): CalendarEvent => ({ uid: 't1@kopa', title: 'Draft', description: 'Launch', at: { day: '2026-03-02' }, url: 'https://kopa.example/w/1', ...more })
const linesOf = (events: CalendarEvent[]): string[] => calendarText({ name: 'Ana', events, now: Date.parse('2026-03-01T10:00:00Z') }).split('\r\n')

test('a day is a date, an hour a moment of the clock everywhere', () => {
  expect(linesOf([event({})])).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20260302', 'DTSTAMP:20260301T100000Z', 'UID:t1@kopa', 'SUMMARY:Draft', 'TRANSP:TRANSPARENT']))
  expect(linesOf([event({ at: { instant: '2026-03-02T14:00:00+02:00' } })])).toContain('DTSTART:20260302T120000Z')
  expect(linesOf([event({ at: { instant: '2026-03-02T12:00:00Z' }, until: '2026-03-03T15:00:00Z' })])).toEqual(expect.arrayContaining(['DTSTART:20260302T120000Z', 'DTEND:20260303T150000Z']))
})

test('what a title says can never become a line of the calendar', () => {
  const lines = linesOf([event({ title: 'a;b,c\\d\r\nEND:VEVENT\nX:\u0007y' })])
  expect(lines).toContain('SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nX:y')
  expect(lines.filter(line => line === 'END:VEVENT')).toHaveLength(1)
  expect(linesOf([event({ url: 'https://kopa.example/\r\nX-EVIL:1' })]).some(line => line.startsWith('X-EVIL'))).toBe(false)
})

test('lines are 75 octets long at most, and no letter is cut in two', () => {
  const title = 'ķirsis 🍒 '.repeat(40)
  const text = calendarText({ name: 'Ana', events: [event({ title })], now: 0 })
  const lines = text.split('\r\n')
  expect(Math.max(...lines.map(line => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`)
  expect(text.isWellFormed()).toBe(true)
})
