import { expect, test } from 'vitest'
import { cityOf, listTimeZones } from './time-zones.ts'

test('a zone goes by its city, in the reader\'s language', () => {
  expect(cityOf('Europe/Riga', 'lv-LV')).toBe('Rīga')
  expect(cityOf('Europe/Riga', 'en-GB')).toBe('Riga')
  expect(cityOf('America/Argentina/Buenos_Aires', 'en-GB')).toBe('Buenos Aires')
  expect(cityOf('UTC', 'lv-LV')).toBe('UTC')
})

test('the list says what the clocks differ by, and keeps a zone that goes by an older name', () => {
  const zones = listTimeZones('Europe/Kiev', 'en-GB')
  expect(zones.find(({ value }) => value === 'Asia/Tokyo')?.label).toBe('Tokyo (GMT+9)')
  expect(zones.filter(({ value }) => value === 'Europe/Kiev')).toHaveLength(1)
  expect(zones.filter(({ value }) => value === 'UTC')).toHaveLength(1)
})
