import { calendarText, type CalendarEvent } from '@kopa/shared/boards/icalendar.ts'
import { localTimeOf, wallClockAt } from '@kopa/shared/boards/local-time.ts'
import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { momentOf } from '@kopa/shared/boards/zoned-time.ts'
import { textOf } from '@kopa/shared/transfer/blocks.ts'
import type { PortableBoard, PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { datesOf } from './project-writer.ts'

export interface CalendarWriting { /** milliseconds since 1970 */ now: number, /** the board's document */ documentId: string, /** where the board is read */ address: string }

/** What has a place in time, from start to finish; and what is due, when it is due. */
export function writeCalendar(board: PortableBoard, { now, documentId, address }: CalendarWriting): string {
  const dates = datesOf(board, wallClockAt(now, board.settings.zone))
  const eventFor = (task: PortableTask, uid: string) => ({ uid, title: task.title, description: textOf(task.description), url: `${address}?task=${encodeURIComponent(task.id)}` })
  const events = board.tasks.flatMap((task): CalendarEvent[] => {
    const given = dates.get(task.id)
    const uid = `${task.id}@${documentId}`
    return [
      ...given && !given.isSummary ? [{ ...eventFor(task, `plan-${uid}`), ...spanOf(given, board.settings.zone) }] : [],
      ...task.deadline ? [{ ...eventFor(task, uid), at: task.deadline }] : [],
    ]
  })
  return calendarText({ name: board.title || 'Kopa', events, now })
}

/** A milestone is a moment. */
function spanOf({ start, finish }: ScheduledTask, zone: string): Pick<CalendarEvent, 'at' | 'until'> {
  const instantOf = (minutes: number): string => new Date(momentOf(localTimeOf(minutes), zone)).toISOString()
  return { at: { instant: instantOf(start) }, ...(finish > start && { until: instantOf(finish) }) }
}
