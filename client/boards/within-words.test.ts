import { expect, test } from 'vitest'
import { inFull, onDate, onWeekday } from './within-words.ts'

const named = (day: string, locale: string, look: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { ...look, timeZone: 'UTC' }).format(Date.parse(day))

test('a Latvian sentence says on which weekday and on which date in the right case', () => {
  expect(['2026-11-30', '2026-12-01', '2026-12-06'].map(day => onWeekday(named(day, 'lv-LV', { weekday: 'long' }), 'lv-LV'))).toEqual(['pirmdien', 'otrdien', 'svētdien'])
  const dates = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(month => onDate(named(`2026-${String(month).padStart(2, '0')}-01`, 'lv-LV', { day: 'numeric', month: 'long' }), 'lv-LV'))
  expect(dates).toEqual(['1. janvārī', '1. februārī', '1. martā', '1. aprīlī', '1. maijā', '1. jūnijā', '1. jūlijā', '1. augustā', '1. septembrī', '1. oktobrī', '1. novembrī', '1. decembrī'])
})

test('a month of a year is written in full', () => {
  expect(inFull(named('2026-11-01', 'lv-LV', { month: 'long', year: 'numeric' }), 'lv-LV')).toBe('2026. gada novembris')
  expect(inFull('November 2026', 'en-GB')).toBe('November 2026')
})

test('other languages say them as they are named', () => {
  expect(onWeekday(named('2026-12-01', 'en-GB', { weekday: 'long' }), 'en-GB')).toBe('Tuesday')
  expect(onDate('1 December', 'en-GB')).toBe('1 December')
})
