import { readTimes, type TimeValue } from './quick-add-times.ts'
import { readLength } from './quick-add-lengths.ts'
import { type When, whenOf } from './quick-add-when.ts'
import { foldWord, priorityIn, type Read, untilWords } from './quick-add-words.ts'
import type { Priority } from './task.ts'
import { type DateOrder, writtenPlainly } from './typed-time.ts'
import { dayAt } from './zoned-time.ts'

interface Named { readonly id: string, readonly name: string }

/** What a board knows when somebody types. */
export interface QuickAddPlace {
  people: readonly Named[]
  companies: readonly Named[]
  labels: readonly Named[]
  /** milliseconds since 1970 */
  now: number
  /** of the person who types: hours are theirs */
  timeZone: string
  /** in which this person writes dates: '12/31/2026'; days first where nobody says */
  order?: DateOrder
  /** on which it is typed, of a calendar: an hour alone is meant on it; without, the next such hour */
  day?: string
  /** what was recognised once and shall stay words: `tokenKey` of it */
  ignored: ReadonlySet<string>
}

/** A label that the board has not got yet has no id. */
export type TokenValue =
  | TimeValue | { kind: 'length', /** of work */ minutes: number } | { kind: 'person', person: Named } | { kind: 'company', company: Named }
  | { kind: 'label', label: { id: string | null, name: string } } | { kind: 'priority', priority: Priority }

/** A piece of the text that was understood. */
export interface Token { start: number, end: number, value: TokenValue }

export interface QuickTask extends When {
  title: string
  tokens: readonly Token[]
  /** days on which it begins and ends */
  span: { start: string, finish: string } | null
  companyId: string | null
  assignees: readonly string[]
  labels: readonly { id: string | null, name: string }[]
  priority: Priority | null
}

/** "Draft contract tomorrow 14:00 @Ana #legal !high", in English and Latvian alike. What is not understood stays in the title. */
export function readQuickTask(text: string, place: QuickAddPlace): QuickTask {
  const tokens = tokensIn(text, place)
  const valuesOf = <K extends TokenValue['kind']>(kind: K) =>
    tokens.flatMap(({ value }) => (value.kind === kind ? [value as Extract<TokenValue, { kind: K }>] : []))
  const [day, hour, repeat] = [valuesOf('day')[0], valuesOf('hour')[0], valuesOf('repeat')[0]]
  return {
    title: titleWithout(text, tokens),
    tokens,
    ...whenOf({ day, hour, repeat, minutes: valuesOf('length')[0]?.minutes }, place),
    span: day?.from === undefined ? null : { start: day.from, finish: day.day },
    companyId: valuesOf('company')[0]?.company.id ?? null,
    assignees: valuesOf('person').map(({ person }) => person.id),
    labels: valuesOf('label').map(({ label }) => label),
    priority: valuesOf('priority')[0]?.priority ?? null,
  }
}

/** Under which a piece of text is named in `ignored`. */
export const tokenKey = (text: string, { start, end }: Pick<Token, 'start' | 'end'>): string => foldWord(text.slice(start, end))

const bullet = /^\s*(?:[-*•–]\s+)?(?:\[[ xX]?\]\s*|\d{1,3}[.)]\s+)?/

/** The tasks in a pasted list: a line each, without bullets, numbers and boxes. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).map(line => line.replace(bullet, '').trim()).filter(line => line !== '')

interface Word { text: string, start: number, end: number }

const wordsIn = (text: string): Word[] => [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ text: word, start: index, end: index + word.length }))

/** One day, hour, company and priority each: a second one stays words. */
const onlyOnce: ReadonlySet<TokenValue['kind']> = new Set(['day', 'hour', 'repeat', 'company', 'priority'])

function tokensIn(text: string, place: QuickAddPlace): Token[] {
  const words = wordsIn(text)
  const plain = words.map(word => writtenPlainly(word.text, place.order ?? 'dmy'))
  const tokens: Token[] = []
  for (let at = 0; at < words.length;) {
    const read = readTokens(plain.slice(at), place)
    for (const { value, at: from, words: count } of read?.value ?? []) {
      const [first, last] = [words[at + from], words[at + from + count - 1]]
      if (!first || !last) continue
      const token = { start: first.start, end: last.end, value }
      const isSecond = onlyOnce.has(value.kind) && tokens.some(before => before.value.kind === value.kind)
      if (!isSecond && !place.ignored.has(tokenKey(text, token))) tokens.push(token)
    }
    at += read?.words ?? 1
  }
  return withLength(text, words, tokens, place)
}

/**
 * A length is one only where nothing but what was understood follows, and words of the title come before: of 'Top 3d printers' and
 * '3 days in Riga' nothing is taken. With it a day is the one on which it begins, unless it is said that it is due 'by' then.
 */
function withLength(text: string, words: readonly Word[], tokens: readonly Token[], { ignored }: QuickAddPlace): Token[] {
  const isIn = ({ start, end }: Word): boolean => tokens.some(token => token.start <= start && end <= token.end)
  const isRange = tokens.some(({ value }) => (value.kind === 'day' && value.from !== undefined) || (value.kind === 'hour' && value.until !== undefined))
  const first = words.findIndex(word => !isIn(word))
  for (let at = first + 1; first >= 0 && at < words.length && !isRange; at++) {
    const found = readLength(words.slice(at).map(word => word.text), words[at - 1]?.text ?? '')
    const [start, last] = [words[at], words[at + (found?.words ?? 0) - 1]]
    if (!found || !start || !last || words.slice(at, at + found.words).some(isIn) || !words.slice(at + found.words).every(isIn)) continue
    const token: Token = { start: start.start, end: last.end, value: { kind: 'length', minutes: found.value } }
    if (ignored.has(tokenKey(text, token))) break
    return [...tokens.map(other => beginning(text, other)), token].toSorted((one, other) => one.start - other.start)
  }
  return [...tokens]
}

const beginning = (text: string, token: Token): Token =>
  (token.value.kind !== 'day' || untilWords.has(foldWord(text.slice(token.start).split(/\s/)[0] ?? '')) ? token : { ...token, value: { ...token.value, isStart: true } })

/** What the words begin with, each with the first of its words; none: words that belong together and stay in the title. */
function readTokens(words: readonly string[], place: QuickAddPlace): Read<readonly (Read<TokenValue> & { at: number })[]> | null {
  const sign = readSign(words, place)
  return sign ? { value: [{ ...sign, at: 0 }], words: sign.words } : readTimes(words, dayAt(place.now, place.timeZone))
}

function readSign(words: readonly string[], place: QuickAddPlace): Read<TokenValue> | null {
  const [first = ''] = words
  if (first.startsWith('@')) return readName(words, place)
  if (first.startsWith('#')) return readLabel(first, place)
  const priority = first.startsWith('!') ? priorityIn(foldWord(first.slice(1))) : null
  return priority && { value: { kind: 'priority', priority }, words: 1 }
}

/** '@Ana', '@Ana Bērziņa' or '@Alder': people first, then companies. */
function readName(words: readonly string[], { people, companies }: QuickAddPlace): Read<TokenValue> | null {
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const asked = foldWord(words.slice(0, count).join(' ').slice(1).replace(/[,;.]$/, ''))
    if (asked === '') continue
    const person = nameLike(people, asked, count)
    if (person) return { value: { kind: 'person', person }, words: count }
    const company = nameLike(companies, asked, count)
    if (company) return { value: { kind: 'company', company }, words: count }
  }
  return null
}

/** Several words must be a name in full; one may be the beginning of any of its words, a whole word before a beginning. */
function nameLike(named: readonly Named[], asked: string, words: number): Named | undefined {
  if (words > 1) return named.find(({ name }) => foldWord(name) === asked)
  const parts = ({ name }: Named) => foldWord(name).split(/[\s"„“”«»]+/)
  return named.find(one => foldWord(one.name) === asked) ?? named.find(one => parts(one).includes(asked)) ?? named.find(one => parts(one).some(part => part.startsWith(asked)))
}

function readLabel(word: string, { labels }: QuickAddPlace): Read<TokenValue> | null {
  const name = word.slice(1).replace(/[,;.]$/, '')
  if (!/\p{L}/u.test(name)) return null
  const known = labels.find(label => foldWord(label.name).replaceAll(' ', '-') === foldWord(name))
  return { value: { kind: 'label', label: known ? { id: known.id, name: known.name } : { id: null, name } }, words: 1 }
}

function titleWithout(text: string, tokens: readonly Token[]): string {
  let title = ''
  let from = 0
  for (const { start, end } of tokens) {
    title += text.slice(from, start)
    from = end
  }
  return (title + text.slice(from)).replace(/\s+/g, ' ').trim()
}
