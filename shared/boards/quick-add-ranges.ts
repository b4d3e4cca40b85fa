import { addDays } from './zoned-time.ts'
import { dayWords } from './quick-add-dates.ts'
import { foldWord, fromWords, isDash, isRangeWord, monthIn, nearDays, type Read } from './quick-add-words.ts'

/** A word, or a piece of one that a dash holds together: '3.–10.' is three. */
interface Piece { text: string, word: number }

/** First and last day. */
export interface DayRange { from: string, to: string }

/** A range of days: '3 Dec - 10 Dec', '3.–10. decembris', 'no pirmdienas līdz piektdienai'. */
export function readRange(words: readonly string[], today: string): Read<DayRange> | null {
  const pieces = words.slice(0, 8).flatMap(piecesOf)
  const isLed = fromWords.has(pieces[0]?.text ?? '')
  const inside = isLed ? pieces.slice(1) : pieces
  const found = fromNumber(inside, isLed, today) ?? toNumber(inside, isLed, today) ?? betweenDays(inside, isLed, today)
  const last = found && inside[found.words - 1]
  if (!found || !last || inside[found.words]?.word === last.word) return null
  return { value: found.value, words: last.word + 1 }
}

function piecesOf(text: string, word: number): Piece[] {
  const folded = foldWord(text)
  const isHeld = /^[^-–—]+[-–—][^-–—]+$/.test(folded)
  const texts = isHeld ? folded.split(/([-–—])/) : /^[^–—]+[–—][^–—]+$/.test(folded) ? folded.split(/([–—])/) : [folded]
  // 'pirmdienas' is of something else, but in a range it is its first day.
  return texts.map(piece => ({ text: piece.replace(/^(\p{L}+dien)as$/u, '$1a'), word }))
}

const textsOf = (pieces: readonly Piece[]): string[] => pieces.map(({ text }) => text)

/** '3-10 Dec', 'no 3. līdz 10. decembrim'; '3 līdz 10. decembrim' may be three of something until then. */
function fromNumber([first, between, ...rest]: readonly Piece[], isLed: boolean, today: string): Read<DayRange> | null {
  const [, date, isOrdinal] = /^(\d{1,2})(\.|st|nd|rd|th)?$/.exec(first?.text ?? '') ?? []
  if (date === undefined || !between || !isRangeWord(between.text) || !(isDash(between.text) || isLed || isOrdinal)) return null
  const hasMonth = monthIn(rest[1]?.text.replace(/[,;]$/, '') ?? '') !== null
  const end = hasMonth && /^\d/.test(rest[0]?.text ?? '') ? dayWords(textsOf(rest), today) : null
  return end && Number(date) > 0 && Number(date) < Number(end.value.slice(8)) ? { value: { from: dateIn(end.value, Number(date)), to: end.value }, words: end.words + 2 } : null
}

const dateIn = (month: string, date: number): string => `${month.slice(0, 8)}${String(date).padStart(2, '0')}`

/** 'Dec 3-10', 'December 3 to 10'; 'Dec 3 - 10 chairs' is none. */
function toNumber(pieces: readonly Piece[], isLed: boolean, today: string): Read<DayRange> | null {
  const [month, first, between, last, behind] = pieces
  if (!month || !first || !between || !last || monthIn(month.text) === null || !isRangeWord(between.text)) return null
  const [date, until] = [first, last].map(({ text }) => Number(/^(\d{1,2})(?:st|nd|rd|th)?[,;]?$/.exec(text)?.[1] ?? 0))
  if (!date || !until || date >= until || !(first.word === last.word || isLed || behind === undefined)) return null
  const end = dayWords([month.text, ...textsOf(pieces.slice(3))], today)
  return end && { value: { from: dateIn(end.value, date), to: end.value }, words: end.words + 2 }
}

/** 'Move tomorrow to Friday' is no range. */
function betweenDays(pieces: readonly Piece[], isLed: boolean, today: string): Read<DayRange> | null {
  const texts = textsOf(pieces)
  const start = dayWords(texts, today)
  const between = start && texts[start.words]
  if (!start || between === undefined || between === null || !isRangeWord(between)) return null
  if (between === 'to' && !isLed && Object.hasOwn(nearDays, texts[0] ?? '')) return null
  const isOpen = isYearless(texts)
  const behind = texts.slice(start.words + 1)
  const end = dayWords(behind, isOpen ? today : start.value)
  if (!end || !(end.value >= start.value || (isOpen && isYearless(behind) && isUnderWay(start.value, end.value)))) return null
  // What is under way began a year before the one to come.
  const from = end.value < start.value ? `${Number(start.value.slice(0, 4)) - 1}${start.value.slice(4)}` : start.value
  return { value: { from, to: end.value }, words: start.words + 1 + end.words }
}

const isYearless = ([first = '', second = '', third = '']: readonly string[]): boolean =>
  /^\d{1,2}\.\d{1,2}\.[,;]?$/.test(first) || ((monthIn(first) !== null || monthIn(second) !== null) && !/^20\d\d/.test(third))

/** Its first day is over, so that it was read as that of the next year. */
const isUnderWay = (start: string, end: string): boolean => {
  const began = addDays(start, -365)
  return began <= end && end <= addDays(began, 183)
}
