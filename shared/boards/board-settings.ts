import type * as Y from 'yjs'
import { isTimeZone } from '../time.ts'
import { limits } from '../documents/protocol.ts'
import { rootOf, type Stored } from './board.ts'
import { localTimeOrNull, oneOf, textIn, textOrNull } from './stored-value.ts'

/** What holds for the whole board. A value for each, so that two people who change different ones do not meet. */
export interface BoardSettings {
  title: string
  /** wall-clock time; null: the plan starts with its first task */
  start: string | null
  /** scheduled backwards from here when `from` is 'finish' */
  finish: string | null
  from: 'start' | 'finish'
  /** the calendar of tasks that have none of their own; null: Monday to Friday, eight hours */
  calendar: string | null
  /** the place whose clock the plan goes by, as IANA names it */
  zone: string
}

export const boardTitleOf = (doc: Y.Doc): string => textIn(rootOf(doc, 'settings').get('title'), limits.titleCharacters)

export function settingsOf(doc: Y.Doc): BoardSettings {
  const settings = rootOf(doc, 'settings')
  return {
    title: boardTitleOf(doc),
    start: localTimeOrNull(settings.get('start')),
    finish: localTimeOrNull(settings.get('finish')),
    from: oneOf(['start', 'finish'], settings.get('from')) ?? 'start',
    calendar: textOrNull(settings.get('calendar')),
    zone: zoneIn(settings.get('zone')),
  }
}

const zoneIn = (value: Stored): string => (typeof value === 'string' && isTimeZone(value) ? value : 'UTC')

export function setBoardTitle(doc: Y.Doc, title: string): void {
  const wanted = title.slice(0, limits.titleCharacters)
  if (boardTitleOf(doc) !== wanted) rootOf(doc, 'settings').set('title', wanted)
}

export function changeSettings(doc: Y.Doc, change: Partial<BoardSettings>): void {
  const settings = rootOf(doc, 'settings')
  for (const [key, value] of Object.entries(change) as [string, Stored][]) settings.set(key, value)
}
