import { type CalendarException, minutesOfDay, officeWeek, type PlanCalendar, type Position, type Recurrence, type Shift, type WorkWeek } from '@kopa/shared/boards/calendar-days.ts'
import { dayOf, flagOf, hourOf, numberOf } from './project-values.ts'
import type { XmlRecord } from './xml-records.ts'

/** A `Calendar` element. Days are numbered from Sunday (1) to Saturday (7); 0 marks an exception, as files before 2007 have them. */
export function readCalendar(calendar: XmlRecord): PlanCalendar | null {
  const id = calendar.text('UID')
  if (id === null) return null
  const days = calendar.path('WeekDays', 'WeekDay')
  const exceptions = calendar.path('Exceptions', 'Exception').flatMap(readException)
  const named = calendar.text('BaseCalendarUID')
  const base = named === null || named === '-1' || named === id ? null : named
  return {
    id, base,
    // A calendar that stands on nothing has office hours on days of which it says nothing.
    week: weekOf(days).map((shifts, index) => shifts ?? (base === null ? officeWeek[index] ?? [] : null)),
    workWeeks: calendar.path('WorkWeeks', 'WorkWeek').flatMap(readWorkWeek),
    // Newer files repeat their exceptions as days of type 0, without their recurrence.
    exceptions: exceptions.length > 0 ? exceptions : days.filter(day => numberOf(day, 'DayType') === 0).flatMap(readException),
  }
}

/** Monday to Sunday. */
const weekOf = (days: readonly XmlRecord[]): (readonly Shift[] | null)[] =>
  [2, 3, 4, 5, 6, 7, 1].map((type, index) => {
    const day = days.find(day => numberOf(day, 'DayType') === type)
    return day ? shiftsOf(day, officeWeek[index] ?? []) : null
  })

/** `byDefault`: of a day that is said to be a working day, without hours. */
function shiftsOf(day: XmlRecord, byDefault: readonly Shift[]): readonly Shift[] {
  const shifts = day.path('WorkingTimes', 'WorkingTime').flatMap((time): Shift[] => {
    const [from, until] = [hourOf(time, 'FromTime'), hourOf(time, 'ToTime')]
    if (from === null || until === null) return []
    // Midnight, or a shift that goes beyond it.
    return [[from, until <= from ? minutesOfDay : until]]
  })
  const works = flagOf(day, 'DayWorking')
  if (works === false) return []
  return shifts.length === 0 && works ? byDefault : shifts
}

function readException(exception: XmlRecord): CalendarException[] {
  const period = exception.first('TimePeriod')
  const from = period && dayOf(period, 'FromDate')
  const to = period && dayOf(period, 'ToDate')
  if (period === null || from === null || to === null) return []
  return [{ from, to: Math.max(from, to), shifts: shiftsOf(exception, []), recurrence: recurrenceOf(exception) }]
}

/** Types 1 to 6: daily, yearly by date, yearly by position, monthly by date, monthly by position, weekly. All others are a range. */
function recurrenceOf(exception: XmlRecord): Recurrence | null {
  const interval = Math.max(1, numberOf(exception, 'Period') ?? 1)
  const month = (numberOf(exception, 'Month') ?? 0) + 1
  const date = numberOf(exception, 'MonthDay') ?? 1
  switch (numberOf(exception, 'Type') ?? 0) {
    case 1: return interval === 1 ? null : { every: 'day', interval }
    case 2: return { every: 'year', month, on: date }
    case 3: return { every: 'year', month, on: positionOf(exception) }
    case 4: return { every: 'month', interval, on: date }
    case 5: return { every: 'month', interval, on: positionOf(exception) }
    case 6: return { every: 'week', interval, weekdays: weekdaysOf(numberOf(exception, 'DaysOfWeek') ?? 0) }
    default: return null
  }
}

/** One bit for each day from Sunday on. */
const weekdaysOf = (bits: number): number[] => [7, 1, 2, 3, 4, 5, 6].filter((_, index) => (bits & (1 << index)) !== 0)

/** Items: 0 a day, 1 a working day, 2 a day of the weekend, 3 to 9 Sunday to Saturday. Positions: 0 the first to 4 the last. */
function positionOf(exception: XmlRecord): Position {
  const items: readonly Position['of'][] = ['day', 'workday', 'weekendDay', 7, 1, 2, 3, 4, 5, 6]
  return { nth: (numberOf(exception, 'MonthPosition') ?? 0) + 1, of: items[numberOf(exception, 'MonthItem') ?? 0] ?? 'day' }
}

/** Days that a work week does not name are free, as Microsoft Project has it. */
function readWorkWeek(workWeek: XmlRecord): WorkWeek[] {
  const period = workWeek.first('TimePeriod')
  const from = period && dayOf(period, 'FromDate')
  const to = period && dayOf(period, 'ToDate')
  if (from === null || to === null) return []
  const days = workWeek.path('WeekDays', 'WeekDay')
  return days.length === 0 ? [] : [{ from, to, week: weekOf(days).map(shifts => shifts ?? []) }]
}
