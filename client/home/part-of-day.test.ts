import { expect, test } from 'vitest'
import { partOfDay } from './part-of-day.ts'

test('the greeting follows the clock of the reader, not of the server', () => {
  const now = Date.parse('2026-03-12T05:30:00Z')
  expect(partOfDay(now, 'Europe/Riga')).toBe('morning')
  expect(partOfDay(now, 'America/New_York')).toBe('evening')
  expect(partOfDay(now, 'Asia/Tokyo')).toBe('day')
  expect(partOfDay(now, 'Pacific/Auckland')).toBe('evening')
})
