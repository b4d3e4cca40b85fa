import type { Priority } from './task.ts'

/** Words of quick-add in English and Latvian, without case and marks over letters: 'rīt' and 'rit' are the same. Both languages always hold. */
export const foldWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What the words from one on say, and how many of them. */
export interface Read<T> { value: T, words: number }

/** -> days from today */
export const nearDays: Readonly<Record<string, number>> = {
  today: 0, tonight: 0, tomorrow: 1, tmrw: 1, sodien: 0, sodienai: 0, sovakar: 0, rit: 1, ritam: 1, ritdien: 1, ritdienai: 1, ritdienu: 1, parit: 2, paritam: 2, paritdien: 2, aizparit: 3, aizparitdien: 3,
}
/** A day of which the evening is meant. */
export const eveningWords: ReadonlySet<string> = new Set(['tonight', 'sovakar'])

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const latvianDays = ['pirmdien', 'otrdien', 'tresdien', 'ceturtdien', 'piektdien', 'sestdien', 'svetdien']
const shortDays = ['mon', 'tue', 'wed', 'thu', 'fri']
/** Words of their own in English: 'we sat', 'in the sun'. */
const shortWeekend: Readonly<Record<string, number>> = { sat: 6, sun: 7 }
/** 1 = Monday, also in short; where no word of a sentence is expected. */
export const weekdayAmong = (word: string): number | null => weekdayIn(word) ?? (Object.hasOwn(shortWeekend, word) ? shortWeekend[word] ?? null : null)

/** 1 = Monday; null: no weekday. */
export function weekdayIn(word: string): number | null {
  const at = [englishDays.indexOf(word), shortDays.indexOf(word), latvianDays.findIndex(day => word === day || word === `${day}u` || word === `${day}a` || word === `${day}ai`)].find(index => index >= 0)
  return at === undefined ? null : at + 1
}

const englishMonths = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const latvianMonths = ['janvar', 'februar', 'mart', 'april', 'maij', 'junij', 'julij', 'august', 'septembr', 'oktobr', 'novembr', 'decembr']
const latvianEndings = /^(is|a|i|im|s|u|am|ī)?$/

/** 1-12; null: no month. */
export function monthIn(word: string): number | null {
  const plain = word.replace(/[.,]$/, '')
  const at = englishMonths.findIndex(month => plain === month || plain === month.slice(0, 3) || (month === 'september' && plain === 'sept'))
  if (at >= 0) return at + 1
  const found = latvianMonths.findIndex(stem => plain.startsWith(stem) && latvianEndings.test(plain.slice(stem.length)))
  return found < 0 ? null : found + 1
}

/** Before a day or an hour; they go with it. */
export const beforeDay: ReadonlySet<string> = new Set(['on', 'by', 'due', 'until', 'till', 'lidz', 'this', 'saja', 'so'])
export const beforeHour: ReadonlySet<string> = new Set(['at', 'plkst.', 'plkst', 'pl.', 'pulksten'])
export const nextWords: ReadonlySet<string> = new Set(['next', 'nakamaja', 'nakamo', 'nakama', 'nakam'])
export const thisWords: ReadonlySet<string> = new Set(['this', 'saja', 'so'])
/** A week in one word -> weeks from this one. */
export const weekWords: Readonly<Record<string, number>> = { sonedel: 0, nakamnedel: 1, nakamnedela: 1 }
/** 'nākamās nedēļas otrdiena': of a week only where a weekday follows, else it is said of something else. */
export const weekOfWords: Readonly<Record<string, number>> = { sis: 0, nakamas: 1 }
export const inWords: ReadonlySet<string> = new Set(['in', 'pec'])

/** -> days */
export function spanIn(word: string): number | null {
  if (/^(days?|dienas?|dienam|diena)$/.test(word)) return 1
  if (/^(weeks?|nedelas?|nedelam|nedela|nedelu)$/.test(word)) return 7
  return null
}

/** 'by Friday': the day on which it is due, not the one on which it begins. */
export const untilWords: ReadonlySet<string> = new Set(['by', 'due', 'until', 'till', 'lidz'])

/** Before what comes again. */
export const everyWords: ReadonlySet<string> = new Set(['every', 'each', 'katru', 'katras', 'katrus', 'ik'])
export const otherWords: ReadonlySet<string> = new Set(['other', 'otro'])
const numberWords: readonly RegExp[] = [
  /^(a|an|one|viens|viena|vienu|vienam|vienas)$/, /^(two|divi|divas|divam|divus|diviem)$/, /^(three|tris|trim|trijam|trijiem)$/, /^(four|cetr(i|as|am|us|iem))$/, /^(five|piec(i|as|am|us|iem))$/, /^(six|ses(i|as|am|us|iem))$/,
  /^(seven|septin(i|as|am|us|iem))$/, /^(eight|aston(i|as|am|us|iem))$/, /^(nine|devin(i|as|am|us|iem))$/, /^(ten|desmit)$/, /^(eleven|vienpadsmit)$/, /^(twelve|divpadsmit)$/,
]
/** '3', 'three', 'trim'; null: no number from one on. */
export function countIn(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word) > 0 ? Number(word) : null
  const at = numberWords.findIndex(words => words.test(word))
  return at < 0 ? null : at + 1
}
export const workdayWords: ReadonlySet<string> = new Set(['weekday', 'workday', 'working day', 'darbdienu', 'darba dienu'])

export function unitIn(word: string): 'day' | 'week' | 'month' | 'year' | null {
  if (/^(days?|dienu|dienas|dienam)$/.test(word)) return 'day'
  if (/^(weeks?|nedelu|nedelas|nedelam)$/.test(word)) return 'week'
  if (/^(months?|menesi|menesus|menesiem|menesa)$/.test(word)) return 'month'
  return /^(years?|gadu|gadus|gadiem|gada)$/.test(word) ? 'year' : null
}

/** 'weekly', 'iknedēļas': how often, in one word, which may as well be what something is called. */
export function oftenIn(word: string): 'day' | 'week' | 'month' | 'year' | null {
  if (/^(daily|ikdien|ikdienas|katrdien)$/.test(word)) return 'day'
  if (/^(weekly|iknedelas?)$/.test(word)) return 'week'
  if (/^(monthly|ikmenesa)$/.test(word)) return 'month'
  return /^(yearly|ikgadeja|ikgadejais|ikgadejo)$/.test(word) ? 'year' : null
}

const day = 8 * 60
const lengths: readonly [RegExp, number][] = [
  [/^(w|wks?|weeks?|ned\.?|nedelas?|nedelu|nedelam)$/, 5 * day],
  [/^(d\.?|days?|(?:working|work|business) days?|workdays?|dn\.?|dienas?|dienu|dienam|darba? ?dienas?|darba? ?dienu|darba? ?dienam)$/, day],
  [/^(h|hrs?\.?|hours?|st\.?|stundas?|stundu|stundam)$/, 60],
  // 'm' may be metres or millions.
  [/^(mins?\.?|minutes?|minusu|minutem)$/, 1],
]
/** Working minutes of a unit of work; null: none. */
export const minutesIn = (word: string): number | null => lengths.find(([name]) => name.test(word))?.[1] ?? null
/** Behind 'uz' without a number. */
export const aloneAfter: Readonly<Record<string, number>> = { nedelu: 5 * day, dienu: day, stundu: 60 }
const beforeOtherLengths: ReadonlySet<string> = new Set([
  'in', 'within', 'after', 'before', 'last', 'next', 'first', 'past', 'per', 'than', 'least', 'most', 'under', 'over', 'about', 'to', 'of', 'the', 'these', 'those', 'all', 'every', 'each', 'only', 'same', 'previous', 'or', 'and', 'top', 'best', 'other', 'x',
  'pec', 'pirms', 'pedejas', 'pedejo', 'pedejam', 'nakamas', 'nakamo', 'nakamam', 'pirmas', 'pirmo', 'pirmam', 'ik', 'katras', 'katru', 'visas', 'vismaz', 'vairak', 'mazak', 'lidz', 'ap', 'apmeram', 'sis', 'so', 'vai', 'un', 'no', 'laika',
])
/** Before a number of days or hours that is said of something else: 'within 2 hours', 'pēdējās 3 dienas', '3 - 5 days'. */
export const estrangesLength = (word: string): boolean => isDash(word) || beforeOtherLengths.has(word)

/** Before the first day of a range. */
export const fromWords: ReadonlySet<string> = new Set(['from', 'no'])
const dashes: ReadonlySet<string> = new Set(['-', '–', '—'])
export const isDash = (word: string): boolean => dashes.has(word)
/** Between the first day of a range and its last. */
export const isRangeWord = (word: string): boolean => isDash(word) || ['to', 'till', 'until', 'through', 'lidz'].includes(word)
/** Between two days or hours of which neither alone is meant. */
export const isBetweenWord = (word: string): boolean => isRangeWord(word) || ['or', 'and', '&', '/', 'vai', 'un'].includes(word)

const turn = String.raw`(?:other|first|second|third|last|two|three|four|otro|otraja|treso|divas|tris|cetras|\d{1,2}(?:\.|nd|rd|th)?)`
const unit = String.raw`(?:days?|weekdays?|workdays?|weeks?|months?|years?|mornings?|evenings?|dienas?|dienu|darbdienu|nedelas?|nedelu|menesi|menesus?|gadu|gadus|ritu|vakaru)`
const untold = String.raw`(?:last|past|after|before|since|from|starting|around|between|first|second|third|pagajusaja|pagajuso|aiznakamaja|aiznakam|pirms|pec|kops|no|sakot|ap|apmeram|starp|pirmaja|otraja|tresaja|ceturtaja|pedejaja|pedeja|pedejo)`
const often = String.raw`daily|weekly|monthly|yearly|ikdien|katrdien|iknedelas?|ikmenesa`
const till = String.raw`(?: ?[-–—] ?| (?:to|till|until|lidz) )(?:plkst\.? |pl\. |pulksten )?\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?`
const hours = String.raw`(?:(?:(?:from|no|at|plkst\.?|pl\.|pulksten) )+\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?|\d{1,2}[:.]\d\d(?:[ap]m)?|\d{1,2}[ap]m)${till}|\d{1,2}[-–—]\d{1,2}(?:[:.]\d\d(?:[ap]m)?|[ap]m)`
const dayPart = String.raw`(?:mornings?|afternoon|evening|night|noon|midday|midnight|lunchtime|rita|vakara|pecpusdiena|nakti|pusdienlaika|pusnakti)`

const nth = String.raw`(?:first|second|third|fourth|fifth|last|penultimate|[1-5](?:st|nd|rd|th)|(?:pirm|otr|tres|ceturt|piekt|pedej|priekspedej)(?:aja|a|o))`
const nthDay = String.raw`(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week|work)day|(?:working |business )?day|mon|tue|wed|thu|fri|week|(?:pirm|otr|tres|ceturt|piekt|sest|svet|darb)dien[au]|(?:darba )?dien[au]|nedel[au])`
/** A day by its place in a month, behind what comes again: 'every month on the last Friday', 'katru mēnesi otrajā otrdienā'. */
export const nthDayOf = new RegExp(String.raw`^(?:(?:on|by|in) )?(?:the )?${nth}(?:,? (?:and|or|&|un|vai) ${nth})? ${nthDay}(?=[ ,;.]|$)`)
/** The same anywhere, and how often it comes; no rule of what comes again can say either: 'last Friday of the month', 'of every month', 'katra mēneša pēdējā piektdienā'. */
export const nthOfMonth = new RegExp(String.raw`^(?:(?:(?:every|each) )?(?:(?:on|by|in) )?(?:the )?${nth}(?:,? (?:and|or|&) ${nth})? ${nthDay} (?:of|in) (?:(?:the|this|next|every|each) )?month|(?:(?:katru|katra|ik) )?menesa ${nth}(?:,? (?:un|vai) ${nth})? ${nthDay}|${nth} menesa ${nthDay}|(?:of|at the (?:start|beginning) of) (?:every|each) ${unit})(?=[ ,;.]|$)`)

/** Words before a day or an hour that make it mean another, or many: 'every other', 'after', 'katru otro', 'pirms'. They stand with blanks between them. */
export const estrangingBefore = new RegExp(String.raw`^(?:(?:every|each|katru|katra|ik)(?: ${turn})?(?: ${unit})?|${often}|${untold}(?! (?:on|by|due|until|till|lidz) )|(?:end|middle|week) (?:of|from|on)|${hours})(?= )`)
/** And behind one: 'morning', 'no rīta', 'plkst. 10.00–11.00', 'every week'. */
export const estrangingBehind = new RegExp(String.raw`^(?:(?:in the|at|no|plkst\.?|pl\.|pulksten) )?(?:${dayPart}|${hours}|${often}|(?:every|each|katru|ik)(?: ${turn})? ${unit}|week|ago|onwards?|aiznakamnedel|or later|or earlier)(?=[ ,;.]|$)`)
/** Behind an hour: that it was only the first of a range. */
export const estrangingHour = new RegExp(String.raw`^${till}(?=[ ,;.]|$)`)

const priorityWords: Readonly<Record<Priority, readonly string[]>> = {
  urgent: ['urgent', 'steidzami', 'steidzams', 'steidzama', '1', '!!'],
  high: ['high', 'augsta', 'augsts', '2', '!'],
  medium: ['medium', 'videja', 'videjs', '3'],
  low: ['low', 'zema', 'zems', '4'],
}

/** `word` stands behind the exclamation mark; the beginning of one is enough. */
export function priorityIn(word: string): Priority | null {
  if (word === '') return null
  const found = Object.entries(priorityWords).find(([, words]) => words.some(known => (/^\d|^!/.test(known) ? known === word : known.startsWith(word))))
  return found ? found[0] as Priority : null
}
