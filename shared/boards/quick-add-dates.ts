import { addDays, dayAt, weekdayOf } from './zoned-time.ts'
import { beforeDay, beforeHour, foldWord, inWords, monthIn, nearDays, nextWords, spanIn, thisWords, weekdayIn, weekOfWords, weekWords } from './quick-add-words.ts'

/** What the words from one on say, and how many of them. */
export interface Read<T> { value: T, words: number }

/** A calendar day that the words say, with what leads up to it: 'by next Friday', '3. decembrī', 'pēc 2 nedēļām'. */
export function readDay(words: readonly string[], today: string): Read<string> | null {
  const folded = words.slice(0, 6).map(foldWord)
  const plainly = dayWords(folded, today)
  if (plainly) return plainly
  const lead = folded.findIndex((word, at) => at === 2 || !beforeDay.has(word))
  const found = lead > 0 ? dayWords(folded.slice(lead), today) : null
  return found && { value: found.value, words: found.words + lead }
}

/** An hour of the day: '14:00', '2pm', '2 pm', 'at 9', 'plkst. 14.30'. */
export function readHour(words: readonly string[]): Read<string> | null {
  const folded = words.slice(0, 3).map(foldWord)
  const lead = beforeHour.has(folded[0] ?? '') ? 1 : 0
  const [clock = '', half = ''] = folded.slice(lead)
  const isHalved = /^[ap]\.?m\.?[,;]?$/.test(half)
  const found = hour(isHalved ? clock + half.replaceAll('.', '') : clock, { isLed: lead === 1 })
  return found && { ...found, words: lead + (isHalved ? 2 : 1) }
}

function hour(word: string, { isLed }: { isLed: boolean }): Read<string> | null {
  const [, hours = '', minutes, half] = /^(\d{1,2})(?:[:.](\d\d))?(am|pm)?[,;]?$/.exec(word) ?? []
  const isPlain = /^\d{1,2}:\d\d/.test(word) || half !== undefined
  if (hours === '' || (!isPlain && !isLed)) return null
  const h = half === undefined ? Number(hours) : Number(hours) % 12 + (half === 'pm' ? 12 : 0)
  if (h > 23 || Number(minutes ?? 0) > 59 || (half !== undefined && (Number(hours) > 12 || Number(hours) < 1))) return null
  return { value: `${String(h).padStart(2, '0')}:${minutes ?? '00'}`, words: 1 }
}

/** A day without what leads up to it; the words are folded already. */
export function dayWords(words: readonly string[], today: string): Read<string> | null {
  return nearDay(words, today) ?? weekday(words, today) ?? week(words, today) ?? span(words, today) ?? numbers(words, today) ?? named(words, today)
}

const plain = (word = ''): string => word.replace(/[,;]$/, '')

function nearDay([word]: readonly string[], today: string): Read<string> | null {
  const name = plain(word)
  return Object.hasOwn(nearDays, name) ? { value: addDays(today, nearDays[name] ?? 0), words: 1 } : null
}

const mondayIn = (weeks: number, today: string): string => addDays(today, 7 * weeks + 1 - weekdayOf(today))

/** A weekday is the next one to come, never today; 'next Friday' is that of the next week. */
function weekday(words: readonly string[], today: string): Read<string> | null {
  const [first, second, third] = words
  const isNext = nextWords.has(first ?? '')
  const wanted = weekdayIn(plain(isNext ? second : first))
  if (wanted === null) return null
  if (isNext) return { value: addDays(mondayIn(1, today), wanted - 1), words: 2 }
  const joint = ['of', 'in'].includes(second ?? '') && third !== undefined ? 2 : 1
  const found = weekIn(words.slice(joint))
  if (found) return { value: addDays(mondayIn(found.value, today), wanted - 1), words: joint + found.words }
  return { value: addDays(today, (wanted - weekdayOf(today) + 6) % 7 + 1), words: 1 }
}

/** 'next week' is its Monday, unless a weekday follows: 'next week on Tuesday', 'nākamās nedēļas otrdienā'. */
function week(words: readonly string[], today: string): Read<string> | null {
  const isOf = Object.hasOwn(weekOfWords, words[0] ?? '') && plain(words[1]) === 'nedelas'
  const found = isOf ? { value: weekOfWords[words[0] ?? ''] ?? 0, words: 2 } : weekIn(words)
  if (!found) return null
  const joint = found.words + (words[found.words] === 'on' ? 1 : 0)
  const wanted = weekdayIn(plain(words[joint]))
  if (wanted !== null) return { value: addDays(mondayIn(found.value, today), wanted - 1), words: joint + 1 }
  return found.value === 1 && !isOf ? { value: mondayIn(1, today), words: found.words } : null
}

/** Weeks from this one. */
function weekIn([first = '', second]: readonly string[]): Read<number> | null {
  const name = plain(first)
  if (Object.hasOwn(weekWords, name)) return { value: weekWords[name] ?? 0, words: 1 }
  if (spanIn(plain(second)) !== 7) return null
  return nextWords.has(first) ? { value: 1, words: 2 } : thisWords.has(first) ? { value: 0, words: 2 } : null
}

function span([lead, first, second]: readonly string[], today: string): Read<string> | null {
  if (!inWords.has(lead ?? '')) return null
  const alone = spanIn(plain(first))
  if (alone !== null) return { value: addDays(today, alone), words: 2 }
  const [count, unit] = [first === 'a' ? 1 : Number(first), spanIn(plain(second))]
  return Number.isInteger(count) && count > 0 && count < 1000 && unit !== null ? { value: addDays(today, count * unit), words: 3 } : null
}

/** 2026-12-03, 3.12.2026, 3.12. */
function numbers([word]: readonly string[], today: string): Read<string> | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[,;]?$/.exec(word ?? '')
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), 1)
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?[,;]?$/.exec(word ?? '') ?? []
  if (date === undefined) return null
  return year === undefined ? coming(Number(month), Number(date), today, 1) : dated(Number(year), Number(month), Number(date), 1)
}

/** '3 December', 'Dec 3rd', '3. decembrī', each with or without a year. */
function named([first = '', second = '', third = '']: readonly string[], today: string): Read<string> | null {
  const isDateFirst = monthIn(plain(second)) !== null
  const month = monthIn(plain(isDateFirst ? second : first))
  const [, date] = /^(\d{1,2})(?:\.|st|nd|rd|th)?[,;]?$/.exec(isDateFirst ? first : second) ?? []
  if (month === null || date === undefined) return null
  const year = /^(20\d\d)[,;]?$/.exec(third)?.[1]
  return year === undefined ? coming(month, Number(date), today, 2) : dated(Number(year), month, Number(date), 3)
}

/** Without a year: the next one to come. */
function coming(month: number, date: number, today: string, words: number): Read<string> | null {
  const year = Number(today.slice(0, 4))
  const found = dated(year, month, date, words)
  return found && found.value < today ? dated(year + 1, month, date, words) : found
}

/** null: the calendar has no such day. */
function dated(year: number, month: number, date: number, words: number): Read<string> | null {
  const value = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  const at = Date.parse(`${value}T00:00:00Z`)
  return Number.isNaN(at) || dayAt(at, 'UTC') !== value ? null : { value, words }
}
