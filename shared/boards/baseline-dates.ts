import type * as Y from 'yjs'
import type { PlannedDates } from './baseline.ts'
import { calendarsOf } from './board-calendar.ts'
import { planOf } from './board-plan.ts'
import { settingsOf } from './board-settings.ts'
import { Calendars } from './calendar.ts'
import { linksOf } from './link.ts'
import { localTimeOf, minutesOf } from './local-time.ts'
import { schedule } from './schedule.ts'
import { liveTasksOf } from './tasks.ts'

/**
 * The dates that a baseline keeps: of what lies in this document, worked out of nothing else. What a company has beside it in its own side is
 * neither among them nor has moved them, so that everybody on the board may read them.
 * @param start where a plan without a start of its own begins, in minutes of the board's clock
 */
export function datesToKeep(doc: Y.Doc, start: number): Map<string, PlannedDates> {
  const [given, calendars] = [settingsOf(doc), calendarsOf(doc)]
  const settings = { ...given, start: given.start ?? localTimeOf(start) }
  const plan = planOf({ tasks: liveTasksOf(doc), links: linksOf(doc), calendars, settings, today: start })
  const durations = new Map(plan.tasks.map(({ id, duration }) => [id, duration]))
  const hours = new Calendars(calendars).get(settings.calendar)
  return new Map([...schedule(plan).tasks.values()].map(({ id, isSummary, ...dates }) => [id, {
    start: localTimeOf(dates.start), finish: localTimeOf(dates.finish), duration: isSummary ? hours.workBetween(dates.start, dates.finish) : durations.get(id) ?? 0,
  }]))
}

/** Minutes of the clock by which a task begins and ends later than planned; less than 0: earlier. */
export interface PlanDelay { readonly start: number, readonly finish: number }

export const delayOf = (planned: PlannedDates, { start, finish }: { start: number, finish: number }): PlanDelay =>
  ({ start: Math.floor(start) - minutesOf(planned.start), finish: Math.floor(finish) - minutesOf(planned.finish) })
