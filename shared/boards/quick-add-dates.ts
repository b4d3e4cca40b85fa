import { addDays, dayAt, weekdayOf } from './zoned-time.ts'
import { endsThere, matched, monthDay, type SaidDay, type Standing } from './quick-add-months.ts'
import { beforeDay, countIn, foldWord, inWords, monthIn, nearDays, nextWords, type Read, spanIn, thisWords, weekdayAmong, weekdayIn, weekOfWords, weekWords } from './quick-add-words.ts'

/** A calendar day that the words say, with what leads up to it: 'by next Friday', '3. decembrī', 'pēc 2 nedēļām', 'by the end of the month'. */
export function readSaidDay(words: readonly string[], today: string): Read<SaidDay> | null {
  const folded = words.slice(0, 9).map(foldWord)
  const plainly = saidDay(folded, today, { isLed: false })
  if (plainly) return plainly
  const lead = folded.findIndex((word, at) => at === 2 || !beforeDay.has(word))
  const found = lead > 0 ? saidDay(folded.slice(lead), today, { isLed: true }) : null
  return found && { value: found.value, words: found.words + lead }
}

/** The same, the day alone. */
export function readDay(words: readonly string[], today: string): Read<string> | null {
  const found = readSaidDay(words, today)
  return found && { value: found.value.day, words: found.words }
}

function saidDay(words: readonly string[], today: string, standing: Standing): Read<SaidDay> | null {
  const found = dayWords(words, today, standing)
  return found ? { value: { day: found.value }, words: found.words } : monthDay(words, today, standing)
}

/** A day without what leads up to it; the words are folded already. */
export function dayWords(words: readonly string[], today: string, standing: Standing = { isLed: true }): Read<string> | null {
  return nearDay(words, today) ?? weekday(words, today, standing) ?? week(words, today) ?? span(words, today) ?? numbers(words, today) ?? named(words, today)
}

const plain = (word = ''): string => word.replace(/[,;]$/, '')

function nearDay(words: readonly string[], today: string): Read<string> | null {
  const [word] = words
  const after = matched(words, /^(?:the )?day after tomorrow/)
  if (after) return { value: addDays(today, 2), words: after.words }
  const name = plain(word)
  return Object.hasOwn(nearDays, name) ? { value: addDays(today, nearDays[name] ?? 0), words: 1 } : null
}

const mondayIn = (weeks: number, today: string): string => addDays(today, 7 * weeks + 1 - weekdayOf(today))

/** A weekday is the next one to come, never today; 'next Friday' is that of the next week. */
function weekday(words: readonly string[], today: string, standing: Standing): Read<string> | null {
  const [first, second, third] = words
  const isNext = nextWords.has(first ?? '')
  const wanted = isNext ? weekdayAmong(plain(second)) : weekdayThere(words, standing)
  if (wanted === null) return null
  if (isNext) return { value: addDays(mondayIn(1, today), wanted - 1), words: 2 }
  const joint = ['of', 'in'].includes(second ?? '') && third !== undefined ? 2 : 1
  const found = weekIn(words.slice(joint))
  if (found) return { value: addDays(mondayIn(found.value, today), wanted - 1), words: joint + found.words }
  return { value: addDays(today, (wanted - weekdayOf(today) + 6) % 7 + 1), words: 1 }
}

/** 'sat' and 'sun' are days behind 'on' and the like; 'sat' also where nothing follows: 'Groceries sat 10:00'. */
function weekdayThere([first = '', ...rest]: readonly string[], { isLed }: Standing): number | null {
  const name = plain(first)
  return isLed || (endsThere(rest) && (name === 'sat' || rest.length > 0)) ? weekdayAmong(name) : weekdayIn(name)
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
  const [count, unit] = [countIn(first ?? ''), spanIn(plain(second))]
  return count !== null && count < 1000 && unit !== null ? { value: addDays(today, count * unit), words: 3 } : null
}

/** 2026-12-03, 3.12.2026, 3.12. */
function numbers([word]: readonly string[], today: string): Read<string> | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[,;]?$/.exec(word ?? '')
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), 1)
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?[,;]?$/.exec(word ?? '') ?? []
  if (date === undefined) return null
  return year === undefined ? coming(Number(month), Number(date), today, 1) : dated(Number(year), Number(month), Number(date), 1)
}

/** '3 December', 'Dec 3rd', '3. decembrī', each with or without a year; 'the 3rd of December'. */
function named(words: readonly string[], today: string): Read<string> | null {
  const filled = matched(words, /^(?:the (\d{1,2})(?:st|nd|rd|th)? (?:of )?|(\d{1,2})(?:st|nd|rd|th) of )(\p{L}+)/u)
  if (!filled) return plainlyNamed(words, today)
  const [, first, second, month = ''] = filled.value
  const found = plainlyNamed([first ?? second ?? '', month, ...words.slice(filled.words)], today)
  return found && { value: found.value, words: found.words - 2 + filled.words }
}

function plainlyNamed([first = '', second = '', third = '']: readonly string[], today: string): Read<string> | null {
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
