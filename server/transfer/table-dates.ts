import type { DateOrder } from '@kopa/shared/transfer/mapping.ts'
import { dayOrNull } from '@kopa/shared/boards/stored-value.ts'

/** A date as a table has it. `time`: `08:30`, where it has one. */
export interface TableDate { readonly day: string, readonly time: string | null }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const latvianMonths = ['jan', 'feb', 'mar', 'apr', 'mai', 'jūn', 'jūl', 'aug', 'sep', 'okt', 'nov', 'dec']

/** `2026-03-02`, `2026-03-02T08:30:00Z`, `02.03.2026 8:30`, `3/2/26`, `02/Mar/26 4:05 PM`, `Mar 2, 2026`. null: none of these. */
export function readDate(text: string, order: DateOrder): TableDate | null {
  const words = text.trim().toLowerCase()
  const day = readDay(words, order)
  return day === null ? null : { day, time: readTime(words) }
}

function readDay(words: string, order: DateOrder): string | null {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/.exec(words)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[-./]\s?(\d{1,2})[-./]\s?(\d{4}|\d{2})(?!\d)/.exec(words)
  if (numbers) {
    const [one, other, year] = [Number(numbers[1]), Number(numbers[2]), fullYear(numbers[3] ?? '')]
    return order === 'mdy' ? dayFrom(year, one, other) : dayFrom(year, other, one)
  }
  const named = /^(\d{1,2})[.\s/-]+(\p{L}{3})\p{L}*\.?[,\s/-]+(\d{4}|\d{2})(?!\d)/u.exec(words)
  if (named) return dayFrom(fullYear(named[3] ?? ''), monthOf(named[2]), Number(named[1]))
  const english = /^(?:\p{L}{3,9},?\s+)?(\p{L}{3})\p{L}*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u.exec(words)
  return english && dayFrom(Number(english[3]), monthOf(english[1]), Number(english[2]))
}

const fullYear = (text: string): number => (text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900))
const monthOf = (word = ''): number => Math.max(months.indexOf(word), latvianMonths.indexOf(word)) + 1

const dayFrom = (year: number, month: number, date: number): string | null =>
  dayOrNull(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)

function readTime(words: string): string | null {
  const parts = /[t\s](\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(am|pm)?/.exec(words)
  if (!parts) return null
  const hour = Number(parts[1]) % (parts[3] ? 12 : 24) + (parts[3] === 'pm' ? 12 : 0)
  return `${String(hour).padStart(2, '0')}:${parts[2]}`
}

/** Which comes first, as the dates of a table themselves show; where none does: the day, as most of the world writes it. */
export function guessOrder(texts: Iterable<string>): DateOrder {
  let order: DateOrder = 'dmy'
  for (const text of texts) {
    const parts = /^\s*(\d{1,4})[-./]\s?(\d{1,2})[-./]/.exec(text)
    if (!parts) continue
    if ((parts[1] ?? '').length === 4) order = order === 'dmy' ? 'ymd' : order
    else if (Number(parts[1]) > 12) return 'dmy'
    else if (Number(parts[2]) > 12) return 'mdy'
  }
  return order
}
