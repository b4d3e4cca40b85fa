import type { TimeValue } from './quick-add-times.ts'
import { nextDay } from './recurrence.ts'
import type { Deadline, Repeat } from './task.ts'
import { addDays, dayAt, momentOf, wallTimeAt } from './zoned-time.ts'

/** What was said of time; `minutes`: of work. */
export interface Said { day: Extract<TimeValue, { kind: 'day' }> | undefined, hour: Extract<TimeValue, { kind: 'hour' }> | undefined, repeat: Extract<TimeValue, { kind: 'repeat' }> | undefined, minutes: number | undefined }

/** `now`: milliseconds since 1970; hours are those of the zone; `day`: on which an hour alone is meant */
interface Clock { now: number, timeZone: string, day?: string }

export interface When {
  deadline: Deadline | null
  /** how long it takes; `from`: when it begins, null: when it is made */
  lasting: { /** of work */ minutes: number, from: Deadline | null } | null
  /** moments (ISO) at which it begins and is over */
  hours: { start: string, finish: string } | null
  repeat: Repeat | null
}

/** What begins at a time and lasts is due when it is over, which the calendars say; what comes again is due on its days, of which the one that is said wins. */
export function whenOf({ day, hour: said, repeat: again, minutes }: Said, clock: Clock): When {
  const today = dayAt(clock.now, clock.timeZone)
  const evening = day?.isEvening && said ? inTheEvening(day.day, said) : null
  const hour = evening?.hour ?? said
  const on = evening?.day ?? day?.day ?? again?.first
  const repeat = again ? keptOn(again.repeat, on, day?.isEnd ?? again.isEnd ?? false) : null
  const at = deadlineOf(on ?? (repeat === null && hour ? clock.day : firstOf(repeat, hour?.hour, today)), hour?.hour, clock)
  if (hour?.until !== undefined && at && 'instant' in at) {
    const hours = { start: at.instant, finish: overAt(at.instant, hour.until, clock) }
    return { deadline: { instant: hours.finish }, hours, lasting: null, repeat }
  }
  if (minutes === undefined) return { deadline: at, lasting: null, hours: null, repeat }
  const begins = repeat !== null || (day ? day.isStart : hour !== undefined)
  return { deadline: begins && repeat === null ? null : at, lasting: { minutes, from: begins ? at : null }, hours: null, repeat }
}

/** 'tonight at 8' is at 20:00, and at 1am it is tomorrow. */
function inTheEvening(day: string, { hour, until, isHalved }: NonNullable<Said['hour']>): { day: string, hour: { hour: string, until?: string } } {
  const late = (time: string): string => (isHalved || time >= '12' || time < '01' ? time : `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`)
  const shifted = late(hour)
  return { day: shifted < '12' ? addDays(day, 1) : day, hour: { hour: shifted, ...until !== undefined && { until: until > hour ? late(until) : until } } }
}

/** Of a date that not each month has it is kept which one was said: the 30th after a 28th of February, too. */
function keptOn(repeat: Repeat, day: string | undefined, isEnd: boolean): Repeat {
  const date = Number(day?.slice(8))
  return day === undefined || isEnd || (repeat.unit !== 'month' && repeat.unit !== 'year') || date < 28 || date > 30 ? repeat : { ...repeat, day: date }
}

/** Of weekdays the next to come, as where one is written alone; whatever else comes again begins today, or at its next hour. */
function firstOf(repeat: Repeat | null, hour: string | undefined, today: string): string | undefined {
  if (repeat === null) return undefined
  if (repeat.weekdays.length > 0) return nextDay({ ...repeat, every: 1 }, today, today)
  return hour === undefined ? today : undefined
}

/** An hour alone is the next such hour; with a day or without, it is a moment, the same for everybody. */
function deadlineOf(day: string | undefined, hour: string | undefined, { now, timeZone }: Clock): Deadline | null {
  if (hour === undefined) return day === undefined ? null : { day }
  const today = dayAt(now, timeZone)
  const isOver = wallTimeAt(now, timeZone).slice(11) >= hour
  return { instant: isoAt(day ?? (isOver ? addDays(today, 1) : today), hour, timeZone) }
}

/** On the same day, or after its midnight. */
function overAt(start: string, until: string, { timeZone }: Clock): string {
  const [day = '', hour = ''] = wallTimeAt(Date.parse(start), timeZone).split('T')
  return isoAt(until > hour ? day : addDays(day, 1), until, timeZone)
}

const isoAt = (day: string, hour: string, timeZone: string): string => new Date(momentOf(`${day}T${hour}`, timeZone)).toISOString()
