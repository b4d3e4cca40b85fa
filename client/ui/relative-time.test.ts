import { expect, test } from 'vitest'
import { tellExactly, tellMoment } from './relative-time.ts'

const now = Date.parse('2026-03-12T00:10:00+02:00')
const tell = (at: string, language = 'en') => tellMoment(Date.parse(at), { now, language, timeZone: 'Europe/Riga' })

test('a moment is told as people tell it', () => {
  expect(tell('2026-03-12T00:09:40+02:00')).toBe('now')
  expect(tell('2026-03-12T00:05:00+02:00')).toBe('5 minutes ago')
  expect(tell('2026-03-10T12:00:00+02:00')).toBe('2 days ago')
  expect(tell('2026-02-01T12:00:00+02:00')).toBe('February 1')
  expect(tell('2024-02-01T12:00:00+02:00')).toBe('February 1, 2024')
  expect(tell('2026-03-19T12:00:00+02:00')).toBe('March 19')
})

test('ten to midnight is yesterday soon after midnight once an hour has passed', () => {
  expect(tell('2026-03-11T22:50:00+02:00')).toBe('yesterday')
})

test('in full with its zone, in Latvian as one says an hour there', () => {
  const at = Date.parse('2026-12-01T12:00:00Z')
  expect(tellExactly(at, { language: 'lv-LV', timeZone: 'Europe/Riga' })).toBe('otrdiena, 2026. gada 1. decembris plkst. 14:00 (Europe/Riga)')
  expect(tellExactly(at, { language: 'en-GB', timeZone: 'Europe/Riga' })).toBe('Tuesday, 1 December 2026 at 14:00 (Europe/Riga)')
})

test('and in Latvian', () => {
  expect(tell('2026-03-12T00:05:00+02:00', 'lv')).toBe('pirms 5 minūtēm')
  expect(tell('2026-03-11T12:00:00+02:00', 'lv')).toBe('vakar')
})
