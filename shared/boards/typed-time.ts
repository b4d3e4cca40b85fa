import { readDay } from './quick-add-dates.ts'
import { readHour } from './quick-add-hours.ts'

/** The order in which a language writes days, months and years in numbers. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'
/** The order of a locale ('en-GB'). */
export function dateOrderOf(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: '2-digit' }).formatToParts(0).map(({ type }) => type)
  const first = parts.find(type => type === 'day' || type === 'month' || type === 'year')
  return first === 'year' ? 'ymd' : first === 'month' ? 'mdy' : 'dmy'
}

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
  return hour && hour.words === rest.length ? { day: day.value, hour: hour.value.hour } : null
}

/** '12/31/2026' in the order of a language as `2026-12-31`, or in the other one where that has no such day; whatever else the word is stays. */
export function writtenPlainly(word: string, order: DateOrder): string {
  const [, date = '', sign = ''] = /^(\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{1,2}\/\d{1,2}\/\d\d|\d{4}\/\d{1,2}\/\d{1,2})([,;]?)$/.exec(word) ?? []
  if (date === '') return word
  const orders: readonly DateOrder[] = order === 'ymd' ? ['ymd', 'dmy', 'mdy'] : [order, 'dmy', 'mdy']
  const found = orders.filter(one => one !== 'ymd' || /^\d{4}/.test(date)).map(one => readNumbers(date, '', one)).find(one => one !== null)
  return found ? found.value + sign : word
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
