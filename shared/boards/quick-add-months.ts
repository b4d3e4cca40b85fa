import { readHour } from './quick-add-hours.ts'
import { countIn, everyWords, fromWords, oftenIn, type Read } from './quick-add-words.ts'
import { dayAt } from './zoned-time.ts'

/** How the day stands in the sentence. */
export interface Standing { /** behind 'on', 'by' or the like */ isLed: boolean }

/** `isEnd`: the last day of a month, whichever that is. */
export interface SaidDay { day: string, isEnd?: true }

/**
 * Days that are said by their month: 'next month', 'by the end of the month', 'on the 15th', '15. datumā', 'pēc mēneša'. The words are folded. Of
 * 'the next month report' and 'on the 5th floor' nothing is taken: what may be of something else counts at the end only.
 */
export function monthDay(words: readonly string[], today: string, standing: Standing): Read<SaidDay> | null {
  return away(words, today) ?? ending(words, today, standing) ?? onDate(words, today, standing) ?? next(words, today, standing)
}

/** Nothing but signs, hours and how often follows. */
export function endsThere(words: readonly string[]): boolean {
  const [first = '', second = ''] = words
  return first === '' || /^[@#!]/.test(first) || everyWords.has(first) || oftenIn(first) !== null || readHour(words) !== null || /^\d{1,2}[:.]\d\d/.test(first) || (fromWords.has(first) && /^\d/.test(second))
}

/** The words that the pattern matches, none of them in half. */
export function matched(words: readonly string[], pattern: RegExp): Read<RegExpExecArray> | null {
  const text = words.join(' ')
  const found = pattern.exec(text)
  return found && /^[,;.]?(?: |$)/.test(text.slice(found[0].length)) ? { value: found, words: found[0].split(' ').length } : null
}

/** 'in a month', 'in two months', 'pēc mēneša', 'pēc diviem gadiem'. */
function away(words: readonly string[], today: string): Read<SaidDay> | null {
  const found = matched(words, /^(?:in|pec) (\S+) (months?|menesa|menesiem|years?|gada|gadiem)/)
  if (found) {
    const count = countIn(found.value[1] ?? '')
    return count === null || count > 600 ? null : { value: { day: monthsOn(today, count * monthsIn(found.value[2] ?? '')) }, words: found.words }
  }
  // 'pēc gada pārskata' is after something else.
  const alone = matched(words, /^pec (menesa|gada)/)
  return alone && endsThere(words.slice(alone.words)) ? { value: { day: monthsOn(today, monthsIn(alone.value[1] ?? '')) }, words: alone.words } : null
}

const monthsIn = (unit: string): number => (/^(year|gad)/.test(unit) ? 12 : 1)

function ending(words: readonly string[], today: string, { isLed }: Standing): Read<SaidDay> | null {
  const english = matched(words, /^(at )?(?:the )?(?:end|last day) of (?:(?:the |this )?(month|year)|next (month))/)
  if (english) {
    const [, at, unit, nextUnit] = english.value
    const isClear = isLed || at !== undefined || endsThere(words.slice(english.words))
    return isClear ? { value: endOf(today, unit === 'year', nextUnit === undefined ? 0 : 1), words: english.words } : null
  }
  const latvian = matched(words, /^(?:(nakama )|(?:si |sa ))?(menesa|gada) (?:beigas|beigam|pedeja diena|pedejai dienai)/)
  return latvian && { value: endOf(today, latvian.value[2] === 'gada', latvian.value[1] === undefined ? 0 : 1), words: latvian.words }
}

const endOf = (today: string, isYear: boolean, later: number): SaidDay => ({ day: isYear ? `${Number(today.slice(0, 4)) + later}-12-31` : lastOf(monthsOn(firstOf(today), later)), isEnd: true })

/** 'on the 15th', '15. datumā'. */
function onDate(words: readonly string[], today: string, { isLed }: Standing): Read<SaidDay> | null {
  const latvian = matched(words, /^(\d{1,2})\. datum(?:s|am|a|u)/)
  const english = isLed ? matched(words, /^(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?/) : null
  const found = latvian ?? (english && (english.value[0].endsWith('month') || endsThere(words.slice(english.words))) ? english : null)
  const day = found && comingDate(Number(found.value[1]), today)
  return found && day !== null ? { value: { day }, words: found.words } : null
}

/** Its first day, as 'next week' is its Monday. */
function next(words: readonly string[], today: string, { isLed }: Standing): Read<SaidDay> | null {
  const found = matched(words, /^next month/) ?? matched(words, /^(?:nakam(?:aja|o) menesi|nakammenes)/)
  if (!found || !(isLed || words[0] !== 'next' || endsThere(words.slice(found.words)))) return null
  return { value: { day: firstOf(monthsOn(firstOf(today), 1)) }, words: found.words }
}

const firstOf = (day: string): string => `${day.slice(0, 8)}01`

const lastDate = (day: string): number => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
/** The last day of its month. */
export const lastOf = (day: string): string => `${day.slice(0, 8)}${lastDate(day)}`

/** So many months later on the same date, or on the last one where there is none. */
function monthsOn(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const month = `${Math.floor(months / 12)}-${String(months % 12 + 1).padStart(2, '0')}-`
  return `${month}${String(Math.min(Number(day.slice(8)), lastDate(`${month}01`))).padStart(2, '0')}`
}

/** The next day with that date; of the 31st in a month that has one. null: no month has it. */
export function comingDate(date: number, today: string): string | null {
  if (date < 1 || date > 31) return null
  for (let count = 0; ; count++) {
    const day = `${monthsOn(firstOf(today), count).slice(0, 8)}${String(date).padStart(2, '0')}`
    if (day >= today && dayAt(Date.parse(`${firstOf(day)}T00:00:00Z`) + (date - 1) * 86_400_000, 'UTC') === day) return day
  }
}
