import { weekdayOf } from './zoned-time.ts'
import { readDay, readSaidDay } from './quick-add-dates.ts'
import { readHour, readHours, readPartOfDay } from './quick-add-hours.ts'
import { endsThere } from './quick-add-months.ts'
import { readRange } from './quick-add-ranges.ts'
import { readRepeat } from './quick-add-repeats.ts'
import { estrangingBefore, estrangingBehind, estrangingHour, eveningWords, foldWord, isBetweenWord, nthDayOf, nthOfMonth, oftenIn, type Read, weekdayIn } from './quick-add-words.ts'
import type { Repeat } from './task.ts'

export type TimeValue =
  /** `from`: the first day of a range that ends on `day`; `isEnd`: the last of a month, whichever that is */
  | { kind: 'day', day: string, from?: string, /** not when it is due */ isStart?: boolean, isEnd?: boolean, isEvening?: boolean }
  /** `until`: when it is over; `isHalved`: the half of the day was said */
  | { kind: 'hour', hour: string, until?: string, isHalved: boolean }
  /** `first`: the day on which it comes first, where it is said */
  | { kind: 'repeat', repeat: Repeat, first?: string, isEnd?: boolean }
/** `at`: the first of its words */
export interface TimePart extends Read<TimeValue> { at: number }

/**
 * The days and hours that stand together at the beginning of the words. Understood wholly or not at all: of 'every Monday morning' or
 * 'tomorrow or Friday' nothing is taken, for a half of it would be a wrong date. null: they do not begin with a time.
 */
export function readTimes(words: readonly string[], today: string): Read<readonly TimePart[]> | null {
  const parts: TimePart[] = []
  let isClear = true
  let at = 0
  for (;;) {
    const rest = words.slice(at)
    const part = hoursBeside(rest, parts, today) ?? partBeside(rest, parts) ?? behindDay(rest, parts.at(-1), at, today) ?? readTime(rest, today)
    if (part) {
      isClear = join(parts, { ...part, at }, words) && isClear
      at += part.words
      continue
    }
    if (isSaidTwice(rest, parts, today)) {
      at++
      continue
    }
    const strange = strangeWords(rest, parts, today)
    if (strange === 0) break
    isClear = false
    at += strange
  }
  return at === 0 ? null : { value: isClear && !isTwoRanges(parts) ? parts : [], words: at }
}

/** '3 - 10 Dec 10:00-11:00' may be every day or once. */
const isTwoRanges = (parts: readonly TimePart[]): boolean => parts.some(({ value }) => value.kind === 'day' && value.from !== undefined) && parts.some(({ value }) => value.kind === 'hour' && value.until !== undefined)

/** From when to when; numbers that may be of something else are hours beside a day only: 'rīt no 9 līdz 10', 'from 9 to 10 tomorrow'. */
function hoursBeside(words: readonly string[], parts: readonly TimePart[], today: string): Read<TimeValue> | null {
  const found = readHours(words)
  if (!found) return null
  const rest = words.slice(found.words)
  const isBehind = parts.some(({ value }) => value.kind !== 'hour')
  const isNear = isBehind || readDay(rest, today) !== null || readRepeat(rest, today) !== null
  const isMeant = { said: true, near: isNear, alone: isBehind && endsThere(rest.map(foldWord)) }[found.value.by]
  const { hour, until, isHalved } = found.value
  return isMeant ? { value: { kind: 'hour', hour, until, isHalved }, words: found.words } : null
}

/** 'morning', 'no rīta plkst. 9', '7 vakarā' behind a day. */
function partBeside(words: readonly string[], parts: readonly TimePart[]): Read<TimeValue> | null {
  const last = parts.at(-1)?.value
  const hour = last?.kind === 'day' || last?.kind === 'repeat' ? readPartOfDay(words) : null
  return hour && { value: { kind: 'hour', ...hour.value }, words: hour.words }
}

function readTime(words: readonly string[], today: string): Read<TimeValue> | null {
  const range = readRange(words, today)
  if (range) return { value: { kind: 'day', day: range.value.to, from: range.value.from }, words: range.words }
  const day = readSaidDay(words, today)
  const isEvening = day !== null && words.slice(0, day.words).some(word => eveningWords.has(foldWord(word).replace(/[,;]$/, '')))
  if (day) return { value: { kind: 'day', ...day.value, ...isEvening && { isEvening } }, words: day.words }
  const repeat = readRepeat(words, today)
  if (repeat) return { value: { kind: 'repeat', ...repeat.value }, words: repeat.words }
  const hour = readHour(words)
  return hour && { value: { kind: 'hour', ...hour.value }, words: hour.words }
}

/** '9.30' is an hour right behind a day only ('rīt 9.30'), else a version or an amount; with the date of that weekday it is the date: 'Friday 4.12'. */
function behindDay([word = '']: readonly string[], last: TimePart | undefined, at: number, today: string): Read<TimeValue> | null {
  const [, hours, minutes] = /^(\d{1,2})\.(\d\d)[,;]?$/.exec(word) ?? []
  if (last?.value.kind !== 'day' || last.at + last.words !== at || hours === undefined || minutes === undefined) return null
  const date = readDay([`${hours}.${minutes}.`], today)
  if (date && weekdayOf(date.value) === weekdayOf(last.value.day)) return { value: { kind: 'day', day: date.value }, words: 1 }
  const hour = readHour([`${hours}:${minutes}`])
  return hour && { value: { kind: 'hour', ...hour.value }, words: 1 }
}

/** Answers whether the new part agrees with those before: 'Friday, 18 December' is one day, 'Friday tomorrow' is not. */
function join(parts: TimePart[], next: TimePart, words: readonly string[]): boolean {
  const last = parts.at(-1)
  if (last?.value.kind === 'day' && next.value.kind === 'day' && last.at + last.words === next.at) {
    const isWeekday = ({ at, words: count }: TimePart): boolean => weekdayIn(foldWord(words[at + count - 1] ?? '').replace(/[,;]$/, '')) !== null
    const isOneDay = weekdayOf(last.value.day) === weekdayOf(next.value.day) && isWeekday(last) !== isWeekday(next)
    if (last.value.day !== next.value.day && !isOneDay) return false
    // A weekday alone is the first to come; its date may be a later one.
    const day = last.value.day > next.value.day ? last.value.day : next.value.day
    parts[parts.length - 1] = { value: { ...last.value, ...next.value, day }, at: last.at, words: last.words + next.words }
    return true
  }
  parts.push(next)
  return parts.filter(({ value }) => value.kind === next.value.kind).length === 1
}

/** In 'weekly every Monday' and 'every Monday weekly' it is said once, and named once: the word stays in the title. */
function isSaidTwice(words: readonly string[], parts: readonly TimePart[], today: string): boolean {
  const often = oftenIn(foldWord(words[0] ?? '').replace(/[,;.]$/, ''))
  if (often === null) return false
  const value = parts.at(-1)?.value ?? readTime(words.slice(1), today)?.value
  return value?.kind === 'repeat' && value.repeat.every === 1 && value.repeat.unit === often
}

/** How many words here belong to a time without being understood. */
function strangeWords(words: readonly string[], parts: readonly TimePart[], today: string): number {
  const folded = words.slice(0, 9).map(foldWord)
  const text = folded.join(' ')
  const behind = parts.length > 0 ? strangeBehind(words, text, parts, today) : 0
  if (behind > 0) return behind
  const nth = nthOfMonth.exec(text)
  if (nth) return wordsOf(nth[0])
  const found = estrangingBefore.exec(text)
  const count = found ? wordsOf(found[0]) : 0
  return count > 0 && beginsTime(words.slice(count), today) ? count : 0
}

function strangeBehind(words: readonly string[], text: string, parts: readonly TimePart[], today: string): number {
  const next = isBetweenWord(text.split(' ')[0] ?? '') ? readTime(words.slice(1), today) : null
  if (next && parts.some(({ value }) => value.kind === next.value.kind || value.kind === 'repeat')) return 1
  const last = parts.at(-1)?.value.kind
  const found = estrangingBehind.exec(text) ?? (last === 'hour' ? estrangingHour.exec(` ${text}`) : last === 'repeat' ? nthDayOf.exec(text) : null)
  // 'tomorrow night' is no other day than tomorrow; at which hour is not said.
  if (found && last === 'day' && /(?:^| )(?:night|nakti)$/.test(found[0])) return 0
  return found ? wordsOf(found[0].trim()) : 0
}

const wordsOf = (text: string): number => text.split(' ').length

const beginsTime = (words: readonly string[], today: string): boolean => words.length > 0 && (readTime(words, today) !== null || strangeWords(words, [], today) > 0)
