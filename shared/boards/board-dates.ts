import type * as Y from 'yjs'
import { calendarsOf } from './board-calendar.ts'
import { planOf } from './board-plan.ts'
import { type BoardSettings, settingsOf } from './board-settings.ts'
import { linksOf } from './link.ts'
import { localTimeOf, minutesOf } from './local-time.ts'
import type { ScheduledTask } from './plan.ts'
import { schedule } from './schedule.ts'
import type { Task } from './task.ts'

/** When a task begins and ends: wall-clock times of the board. `lateFinish`: when it may end at the latest within its slack; null: of a summary. */
export interface BoardDates { readonly start: string, readonly finish: string, readonly lateFinish: string | null }

const none: ReadonlyMap<string, BoardDates> = new Map()
/** Times that are written with four digits. */
const [first, last] = [minutesOf('0001-01-01T00:00'), minutesOf('9998-12-31T23:59')]

/**
 * The dates of a board's tasks as everybody on it reads them, from what lies in this document. Of a plan that nobody has given a beginning
 * nothing is said: on screens it begins today, and tomorrow tomorrow.
 */
export function boardDatesOf(doc: Y.Doc, tasks: ReadonlyMap<string, Task>): ReadonlyMap<string, BoardDates> {
  const settings = settingsOf(doc)
  if (!hasBeginning(settings)) return none
  const dates = new Map<string, BoardDates>()
  for (const { id, start, finish, lateFinish, isSummary } of scheduled(doc, tasks, settings)) {
    // Anybody may write plans over thousands of years.
    if (start >= first && finish <= last) dates.set(id, { start: localTimeOf(start), finish: localTimeOf(finish), lateFinish: isSummary ? null : localTimeOf(Math.min(Math.max(first, lateFinish), last)) })
  }
  return dates
}

/** Anybody may write anything: a board that cannot be reckoned is kept all the same, and its tasks are listed without dates. */
function scheduled(doc: Y.Doc, tasks: ReadonlyMap<string, Task>, settings: BoardSettings): Iterable<ScheduledTask> {
  try {
    return schedule(planOf({ tasks, links: linksOf(doc), calendars: calendarsOf(doc), settings, today: 0 })).tasks.values()
  } catch {
    return []
  }
}

const hasBeginning = ({ start, finish, from }: BoardSettings): boolean => start !== null || (from === 'finish' && finish !== null)
