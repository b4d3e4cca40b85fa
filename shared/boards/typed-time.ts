import { readDay, readHour } from './quick-add-dates.ts'

/** The order in which a language writes days, months and years in numbers. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export interface TypedTime { /** `2026-03-02` */ readonly day: string, /** `14:00`; null: not said */ readonly hour: string | null }

/**
 * A day of a plan as it is typed into a cell: '2.3.26', '2/3/26', 'Friday', 'rīt', '3 December 14:00'. Without a year it is that of `near`, the day that
 * stands there. null: not understood, or the calendar has no such day.
 */
export function readTypedTime(text: string, { today, near, order }: { today: string, near: string, order: DateOrder }): TypedTime | null {
  const words = text.trim().split(/\s+/)
  const day = readNumbers(words[0] ?? '', near, order) ?? readDay(words, today)
  if (!day) return null
  const rest = words.slice(day.words)
  if (rest.length === 0) return { day: day.value, hour: null }
  const hour = readHour(rest)
  return hour && hour.words === rest.length ? { day: day.value, hour: hour.value } : null
}

function readNumbers(word: string, near: string, order: DateOrder): { value: string, words: number } | null {
  const [, first, second, third] = /^(\d{1,4})[./-](\d{1,2})(?:[./-](\d{2}|\d{4})?)?[.,]?$/.exec(word) ?? []
  if (first === undefined || second === undefined) return null
  if (first.length === 4) return third === undefined ? null : dated(first, second, third)
  const [day, month] = order === 'mdy' || (order === 'ymd' && third === undefined) ? [second, first] : [first, second]
  if (order === 'ymd' && third !== undefined) return dated(first, second, third)
  return dated(third ?? near.slice(0, 4), month, day)
}

function dated(year: string, month: string, day: string): { value: string, words: number } | null {
  const value = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${value}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? null : { value, words: 1 }
}
