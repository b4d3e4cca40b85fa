import type * as Y from 'yjs'
import type { Country } from '../holidays/holidays.ts'
import type { BoardCalendar } from './board-calendar.ts'
import type { Shift } from './calendar-days.ts'
import { dayOf } from './local-time.ts'
import { isSameValue } from './same-value.ts'
import { dayOrNull } from './stored-value.ts'
import { addDaysOff, type DaysOff, removeException, setCountry, setHours, usualWeek } from './working-days.ts'

/** One thing that shall be otherwise in when a company works; `hours` of a weekday, 0 is Monday. */
export type CalendarChange =
  | { readonly change: 'country', readonly country: Country | null }
  | { readonly change: 'hours', readonly weekday: number, readonly shifts: readonly Shift[] }
  | { readonly change: 'daysAdded' | 'daysRemoved', readonly days: DaysOff }

/** Writes it into the calendar of a company; days that are none change nothing. */
export function changeCalendar(doc: Y.Doc, companyId: string, wanted: CalendarChange): void {
  switch (wanted.change) {
    case 'country': return setCountry(doc, companyId, wanted.country)
    case 'hours': return setHours(doc, companyId, wanted.weekday, wanted.shifts)
    case 'daysRemoved': return removeException(doc, companyId, wanted.days)
    case 'daysAdded': return isRange(wanted.days) ? addDaysOff(doc, companyId, wanted.days) : undefined
  }
}

const isRange = ({ from, to }: DaysOff): boolean => dayOrNull(from) !== null && dayOrNull(to) !== null && from <= to

/** What another company has asked about one's own calendar. */
export const calendarAccepted = (doc: Y.Doc, companyId: string, changes: readonly CalendarChange[]): void => { for (const one of changes) changeCalendar(doc, companyId, one) }

/** What makes the one calendar of a company the other, as far as people say it in the working days. */
export function calendarDifferences(before: readonly BoardCalendar[], after: readonly BoardCalendar[], id: string): CalendarChange[] {
  const [was, is] = [before, after].map(calendars => calendars.find(calendar => calendar.id === id))
  if (!is) return []
  const country = is.country ?? null
  const week = usualWeek(after, id)
  // A first calendar begins as the one that it says nothing else of.
  const weekBefore = usualWeek(before, was ? id : is.base ?? null)
  const [daysBefore, days] = [daysOffIn(was), daysOffIn(is)]
  return [
    ...(was?.country ?? null) === country ? [] : [{ change: 'country' as const, country }],
    ...week.flatMap((shifts, weekday) => (isSameValue(shifts, weekBefore[weekday]) ? [] : [{ change: 'hours' as const, weekday, shifts }])),
    ...missingIn(daysBefore, days).map(one => ({ change: 'daysRemoved' as const, days: one })),
    ...missingIn(days, daysBefore).map(one => ({ change: 'daysAdded' as const, days: one })),
  ]
}

/** Those of a company's own days that people enter: whole and once. */
const daysOffIn = (calendar: BoardCalendar | undefined): DaysOff[] =>
  (calendar?.exceptions ?? []).flatMap(({ title, from, to, shifts, recurrence }) => (recurrence || shifts.length > 0 ? [] : [{ title, from: dayOf(from), to: dayOf(to) }]))

const missingIn = (some: readonly DaysOff[], others: readonly DaysOff[]): DaysOff[] => some.filter(one => !others.some(other => isSameValue(one, other)))
