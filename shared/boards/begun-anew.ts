import { calendarsOf } from './board-calendar.ts'
import { calendarsOfTasks } from './board-plan.ts'
import { settingsOf } from './board-settings.ts'
import { Calendars, lastDay } from './calendar.ts'
import type { Day } from './calendar-days.ts'
import { dayNumberOf, dayOf } from './local-time.ts'
import { dayOnRule, followingId } from './recurrence.ts'
import type { Deadline, Task } from './task.ts'
import type * as Y from 'yjs'
import { momentOf, wallTimeAt } from './zoned-time.ts'

/** What a board that begins anew makes of what a template says: days that are worked on, and each task that comes again once. */

/**
 * Of tasks that come again, each occurrence that has a later one, with the last that is still there: that one stands for all of them.
 * @param known all tasks of the board, also those that were removed
 */
export function earlierOccurrences(live: ReadonlyMap<string, Task>, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { id, repeat } of live.values()) {
    if (!repeat) continue
    const walked = new Set([id])
    for (let next = followingId(id); next !== null && known.has(next) && !walked.has(next); next = followingId(next)) {
      walked.add(next)
      if (live.has(next)) found.set(id, next)
    }
  }
  return found
}

/**
 * A deadline that was moved with its plan, brought to a day on which it makes sense: of a task that comes again the next day of its rule, else the
 * next on which those work who do it. An hour stays what it is on the board's clock.
 */
export function deadlinesAnew(from: Y.Doc): (moved: Deadline, task: Task) => Deadline {
  const { zone, calendar: ofBoard } = settingsOf(from)
  const plans = calendarsOf(from)
  const [calendars, calendarOf] = [new Calendars(plans), calendarsOfTasks(plans, ofBoard)]
  const onWorkingDay = (day: string, { plan, companyId }: Task): string => nextWorkingDay(calendars, plan?.calendar ?? calendarOf(companyId) ?? ofBoard, day)
  return (moved, task) => {
    const day = dayIn(moved, zone)
    const { repeat, deadline } = task
    const wanted = repeat && repeat.unit !== 'day' && deadline ? dayOnRule(repeat, { like: dayIn(deadline, zone), from: day }) : onWorkingDay(day, task)
    if (wanted === day) return moved
    return 'day' in moved ? { day: wanted } : { instant: new Date(momentOf(`${wanted}T${wallTimeAt(Date.parse(moved.instant), zone).slice(11)}`, zone)).toISOString() }
  }
}

const dayIn = (deadline: Deadline, zone: string): string => ('day' in deadline ? deadline.day : wallTimeAt(Date.parse(deadline.instant), zone).slice(0, 10))

/** Longer is nobody away: a calendar in which nobody ever works moves nothing. */
const longestAway = 366

function nextWorkingDay(calendars: Calendars, id: string | null, from: string): string {
  const calendar = calendars.get(calendars.has(id) ? id : null)
  const first: Day = dayNumberOf(from)
  for (let day = first; day <= Math.min(lastDay, first + longestAway); day++) if (calendar.shiftsOn(day).length > 0) return dayOf(day)
  return from
}
