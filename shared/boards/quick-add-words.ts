import type { Priority } from './task.ts'

/** Words of quick-add in English and Latvian, without case and marks over letters: 'rīt' and 'rit' are the same. Both languages always hold. */
export const foldWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** -> days from today */
export const nearDays: Readonly<Record<string, number>> = { today: 0, tomorrow: 1, tmrw: 1, sodien: 0, rit: 1, parit: 2 }

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const latvianDays = ['pirmdien', 'otrdien', 'tresdien', 'ceturtdien', 'piektdien', 'sestdien', 'svetdien']
/** 'sat' and 'sun' are words of their own in English, and stay in the title. */
const shortDays = ['mon', 'tue', 'wed', 'thu', 'fri']

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
export const beforeDay: ReadonlySet<string> = new Set(['on', 'by', 'due', 'until', 'till', 'lidz'])
export const beforeHour: ReadonlySet<string> = new Set(['at', 'plkst.', 'plkst', 'pulksten'])
export const nextWords: ReadonlySet<string> = new Set(['next', 'nakamaja', 'nakamo', 'nakama', 'nakam'])
export const nextWeekWords: ReadonlySet<string> = new Set(['nakamnedel', 'nakamnedela'])
export const inWords: ReadonlySet<string> = new Set(['in', 'pec'])

/** -> days */
export function spanIn(word: string): number | null {
  if (/^(days?|dienas?|dienam|diena)$/.test(word)) return 1
  if (/^(weeks?|nedelas?|nedelam|nedela)$/.test(word)) return 7
  return null
}

const priorityWords: Readonly<Record<Priority, readonly string[]>> = {
  urgent: ['urgent', 'steidzami', 'steidzama', '1', '!!'],
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
