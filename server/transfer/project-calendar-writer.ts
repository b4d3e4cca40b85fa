import { officeWeek, type Position, type Shift } from '@kopa/shared/boards/calendar-days.ts'
import type { PortableCalendar } from '@kopa/shared/transfer/board-file.ts'
import { element, elements } from './xml-writing.ts'

/** The inverse of project-calendars.ts: where the numbers are explained. */

export const standardCalendar = (uid: number): string => calendarXml({ id: '', title: 'Standard', companyId: null, base: null, week: officeWeek.map(shifts => shifts.map(([from, until]): [number, number] => [from, until])), workWeeks: [], exceptions: [] }, new Map([['', uid]]))

export function calendarXml({ id, title, base, week, workWeeks, exceptions }: PortableCalendar, uids: ReadonlyMap<string, number>): string {
  const baseUid = base === null ? undefined : uids.get(base)
  // A calendar that stands on nothing has office hours in Project on days of which it says nothing; here nobody works then.
  const said = baseUid === undefined ? week.map(shifts => shifts ?? []) : week
  const inner = [
    `<WeekDays>${weekXml(said)}</WeekDays>`,
    exceptions.length > 0 ? `<Exceptions>${exceptions.map(exceptionXml).join('')}</Exceptions>` : '',
    workWeeks.length > 0 ? `<WorkWeeks>${workWeeks.map(({ from, to, week: days }) => element('WorkWeek', {}, `${period(from, to)}<WeekDays>${weekXml(days)}</WeekDays>`)).join('')}</WorkWeeks>` : '',
  ]
  return element('Calendar', { UID: uids.get(id), Name: title || 'Calendar', IsBaseCalendar: true, BaseCalendarUID: baseUid ?? -1 }, inner.join(''))
}

const period = (from: string, to: string): string => element('TimePeriod', { FromDate: `${from}T00:00:00`, ToDate: `${to}T23:59:00` })

/** From Sunday (1) on. */
const weekXml = (week: readonly (readonly Shift[] | null)[]): string => [6, 0, 1, 2, 3, 4, 5].map((day, at) => {
  const shifts = week[day] ?? null
  return shifts === null ? '' : element('WeekDay', { DayType: at + 1, DayWorking: shifts.length > 0 }, timesXml(shifts))
}).join('')

const timesXml = (shifts: readonly Shift[]): string =>
  (shifts.length === 0 ? '' : `<WorkingTimes>${shifts.map(([from, until]) => element('WorkingTime', { FromTime: hour(from), ToTime: hour(until) })).join('')}</WorkingTimes>`)

const hour = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`

type Exception = PortableCalendar['exceptions'][number]

const exceptionXml = ({ title, from, to, shifts, recurrence }: Exception): string => [
  '<Exception>', elements({ EnteredByOccurrences: 0 }), period(from, to), elements({ Occurrences: 1, Name: title, ...recurrenceOf(recurrence), DayWorking: shifts.length > 0 }), timesXml(shifts), '</Exception>',
].join('')

function recurrenceOf(recurrence: Exception['recurrence']): Record<string, number> {
  if (recurrence === null) return { Type: 1 }
  switch (recurrence.every) {
    case 'day': return { Type: 1, Period: recurrence.interval }
    case 'week': return { Type: 6, Period: recurrence.interval, DaysOfWeek: recurrence.weekdays.reduce((bits, day) => bits | (1 << (day % 7)), 0) }
    case 'month': return typeof recurrence.on === 'number' ? { Type: 4, Period: recurrence.interval, MonthDay: recurrence.on } : { Type: 5, Period: recurrence.interval, ...positionOf(recurrence.on) }
    case 'year': return typeof recurrence.on === 'number' ? { Type: 2, Month: recurrence.month - 1, MonthDay: recurrence.on } : { Type: 3, Month: recurrence.month - 1, ...positionOf(recurrence.on) }
  }
}

const positionOf = ({ nth, of }: Position): Record<string, number> => ({ MonthPosition: nth - 1, MonthItem: (['day', 'workday', 'weekendDay', 7, 1, 2, 3, 4, 5, 6] as Position['of'][]).indexOf(of) })
