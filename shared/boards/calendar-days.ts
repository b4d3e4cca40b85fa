import { type Country, holidayOn } from '../holidays/holidays.ts'

/** From and until, in minutes of the day; 1440 is midnight at its end. */
export type Shift = readonly [from: number, until: number]

/** Days since 1970-01-01; `isoWeekday(0)` is a Thursday. */
export type Day = number

export const minutesOfDay = 1440

/** As Microsoft Project keeps a working calendar. */
export interface PlanCalendar {
  readonly id: string
  /** The calendar that says what this one does not. */
  readonly base?: string | null
  /** Monday to Sunday; null: as the base has it. */
  readonly week: readonly (readonly Shift[] | null)[]
  /** Other weeks for a range of days, both ends included. The first that fits counts. */
  readonly workWeeks?: readonly WorkWeek[]
  /** Days that differ. Single days and short ranges count before long ones, those before recurring ones; then the first that fits. */
  readonly exceptions?: readonly CalendarException[]
  /** On the public holidays of this country nobody works, but where a single day or a short range says otherwise. */
  readonly country?: Country | null
}

export interface WorkWeek { readonly from: Day, readonly to: Day, readonly week: readonly (readonly Shift[] | null)[] }

export interface CalendarException {
  readonly from: Day
  readonly to: Day
  /** Empty: nobody works. */
  readonly shifts: readonly Shift[]
  readonly recurrence?: Recurrence | null
}

/** 1 is Monday, 7 is Sunday. */
type IsoWeekday = number
/** The first to fourth of its month; 5 is the last. */
export interface Position { readonly nth: number, readonly of: IsoWeekday | 'day' | 'workday' | 'weekendDay' }

/**
 * Counted from the exception's first day on: every so many days, weeks or months, or every year in that month (1 to 12).
 * A day of the month that a month does not have is passed over there.
 */
export type Recurrence =
  | { readonly every: 'day', readonly interval: number }
  | { readonly every: 'week', readonly interval: number, readonly weekdays: readonly IsoWeekday[] }
  | { readonly every: 'month', readonly interval: number, readonly on: number | Position }
  | { readonly every: 'year', readonly month: number, readonly on: number | Position }

export const isoWeekday = (day: Day): IsoWeekday => (((day + 3) % 7) + 7) % 7 + 1

const office: readonly Shift[] = [[480, 720], [780, 1020]]
export const officeWeek: readonly (readonly Shift[])[] = [office, office, office, office, office, [], []]

/** A calendar, made ready for many questions: short exceptions by their days, the others in turn. */
export interface ReadyCalendar {
  readonly plan: PlanCalendar
  readonly days: ReadonlyMap<Day, readonly Shift[]>
  readonly long: readonly CalendarException[]
}

const longestByDay = 400
/** Told of single days or of a short range: it counts before holidays and before what comes again. */
export const isShort = ({ from, to, recurrence }: Pick<CalendarException, 'from' | 'to' | 'recurrence'>): boolean => !recurrence && to - from < longestByDay

export function makeReady(plan: PlanCalendar): ReadyCalendar {
  const days = new Map<Day, readonly Shift[]>()
  const { exceptions = [] } = plan
  for (const { from, to, shifts } of exceptions.filter(isShort)) for (let day = from; day <= to; day++) if (!days.has(day)) days.set(day, shifts)
  return { plan, days, long: exceptions.filter(exception => !isShort(exception)) }
}

/** What the calendar and its bases say of a day; nothing said at the end of the line: nobody works. */
export function shiftsOn(day: Day, line: readonly ReadyCalendar[]): readonly Shift[] {
  for (const calendar of line) {
    const shifts = calendar.days.get(day) ?? holidayShifts(day, calendar) ?? (calendar.long.length > 0 ? longExceptionOn(day, calendar.long)?.shifts : undefined)
    if (shifts) return shifts
  }
  const weekday = isoWeekday(day) - 1
  for (const { plan: { workWeeks = [], week } } of line) {
    const shifts = workWeeks.find(({ from, to }) => from <= day && day <= to)?.week[weekday] ?? week[weekday]
    if (shifts) return shifts
  }
  return none
}

const none: readonly Shift[] = []
const holidayShifts = (day: Day, { plan: { country } }: ReadyCalendar): readonly Shift[] | undefined => (country && holidayOn(country, day) ? none : undefined)

function longExceptionOn(day: Day, exceptions: readonly CalendarException[]): CalendarException | undefined {
  let recurring: CalendarException | undefined
  for (const exception of exceptions) {
    if (day < exception.from || day > exception.to) continue
    if (!exception.recurrence) return exception
    if (!recurring && isOccurrence(day, exception.from, exception.recurrence)) recurring = exception
  }
  return recurring
}

function isOccurrence(day: Day, first: Day, recurrence: Recurrence): boolean {
  switch (recurrence.every) {
    case 'day': return (day - first) % Math.max(1, recurrence.interval) === 0
    case 'week': {
      // Weeks are counted from the Monday before the first day.
      const weeks = Math.floor((day + 3) / 7) - Math.floor((first + 3) / 7)
      return weeks % Math.max(1, recurrence.interval) === 0 && recurrence.weekdays.includes(isoWeekday(day))
    }
    case 'month': {
      const [at, from] = [dateOf(day), dateOf(first)]
      const months = (at.year - from.year) * 12 + at.month - from.month
      return months % Math.max(1, recurrence.interval) === 0 && isInPlace(day, at.date, recurrence.on)
    }
    case 'year': {
      const at = dateOf(day)
      return at.month === recurrence.month && isInPlace(day, at.date, recurrence.on)
    }
  }
}

function isInPlace(day: Day, date: number, on: number | Position): boolean {
  if (typeof on === 'number') return date === on
  if (!isOfKind(day, on.of)) return false
  const isLast = on.nth >= 5
  const step = isLast ? 1 : -1
  let alike = 1
  for (let other = day + step; dateOf(other).month === dateOf(day).month; other += step) if (isOfKind(other, on.of)) alike++
  return isLast ? alike === 1 : alike === on.nth
}

function isOfKind(day: Day, kind: Position['of']): boolean {
  if (kind === 'day') return true
  if (kind === 'workday') return isoWeekday(day) <= 5
  return kind === 'weekendDay' ? isoWeekday(day) > 5 : isoWeekday(day) === kind
}

interface CalendarDate { year: number, month: number, date: number }

function dateOf(day: Day): CalendarDate {
  const at = new Date(day * 86_400_000)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() }
}

/** In order, within the day, without overlaps and empty ones: hours as people and files write them may be anything. */
export function tidyShifts(shifts: readonly Shift[]): readonly Shift[] {
  const inside = shifts.map(([from, until]): [number, number] => [Math.max(0, from), Math.min(minutesOfDay, until)])
  const tidy: [number, number][] = []
  for (const [from, until] of inside.filter(([from, until]) => until > from).sort((a, b) => a[0] - b[0])) {
    const last = tidy.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else tidy.push([from, until])
  }
  return tidy
}

export function commonShifts(some: readonly Shift[], others: readonly Shift[]): readonly Shift[] {
  if (some === others) return some
  const common: Shift[] = []
  for (const [from, until] of some) {
    for (const [otherFrom, otherUntil] of others) {
      const start = Math.max(from, otherFrom)
      const end = Math.min(until, otherUntil)
      if (start < end) common.push([start, end])
    }
  }
  return common
}
