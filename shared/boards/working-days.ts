import type * as Y from 'yjs'
import { type Country, holidayOn } from '../holidays/holidays.ts'
import type { Holiday } from '../holidays/rules.ts'
import { type BoardCalendar, calendarsOf } from './board-calendar.ts'
import { companyCalendars } from './board-plan.ts'
import { settingsOf } from './board-settings.ts'
import { rootOf, type Stored } from './board.ts'
import { Calendars } from './calendar.ts'
import { type Day, isShort, officeWeek, type Shift } from './calendar-days.ts'
import { isRecord } from './stored-value.ts'

/** When a company works, as its people fill it in: a week with hours, a country whose public holidays are free, days of its own. */

/** The calendar that the tasks of a company follow; undefined: it has none, they follow the board's. */
export function calendarOfCompany(calendars: readonly BoardCalendar[], companyId: string): BoardCalendar | undefined {
  const id = companyCalendars(calendars).get(companyId)
  return calendars.find(calendar => calendar.id === id)
}

/** The hours of Monday to Sunday, whichever calendar says them; of a calendar that is not there those of an office. */
export function usualWeek(calendars: readonly BoardCalendar[], id: string | null): readonly (readonly Shift[])[] {
  const calendar = new Calendars(calendars.map(one => ({ ...one, exceptions: [], workWeeks: [], country: null }))).get(id)
  return officeWeek.map((_, weekday) => calendar.shiftsOn(someMonday + weekday))
}

/** 5 January 1970. */
const someMonday: Day = 4

/** Why nobody of a company works on a day: a holiday, or (null) a day of its own. */
export interface DayOff { readonly title: string, readonly holiday: Holiday | null }

export function dayOffOn({ exceptions, country }: Pick<BoardCalendar, 'exceptions' | 'country'>, day: Day): DayOff | null {
  const here = exceptions.filter(({ from, to, recurrence }) => !recurrence && from <= day && day <= to)
  const holiday = country ? holidayOn(country, day) : undefined
  const own = here.find(isShort) ?? (holiday ? undefined : here[0])
  if (own) return own.shifts.length > 0 ? null : { title: own.title, holiday: null }
  return holiday ? { title: '', holiday } : null
}

/** Days off as they are typed: `2026-07-06`, both included. */
export interface DaysOff { readonly title: string, readonly from: string, readonly to: string }

export const mostDaysOffTitle = 200

export const setCountry = (doc: Y.Doc, companyId: string, country: Country | null): void => change(doc, companyId, () => ({ country }))

/** @param weekday 0 is Monday */
export const setHours = (doc: Y.Doc, companyId: string, weekday: number, shifts: readonly Shift[]): void => change(doc, companyId, ({ week }) =>
  ({ week: officeWeek.map((_, at) => (at === weekday ? shifts.map(shift => [...shift]) : listIn(week)[at] ?? null)) }))

export const addDaysOff = (doc: Y.Doc, companyId: string, { title, from, to }: DaysOff): void => change(doc, companyId, ({ exceptions }) =>
  ({ exceptions: [...listIn(exceptions), { title: title.slice(0, mostDaysOffTitle), from, to, shifts: [] }] }))

/** Takes out what is said of these days under this title. */
export const removeException = (doc: Y.Doc, companyId: string, { title, from, to }: DaysOff): void => change(doc, companyId, ({ exceptions }) =>
  ({ exceptions: listIn(exceptions).filter(one => !isRecord(one) || one['title'] !== title || one['from'] !== from || one['to'] !== to) }))

const listIn = (value: Stored): Stored[] => (Array.isArray(value) ? value : [])

/** Writes one thing of a company's calendar as it is stored; what a file has brought into it stays. */
function change(doc: Y.Doc, companyId: string, next: (stored: Record<string, Stored>) => Record<string, Stored>): void {
  const root = rootOf(doc, 'calendars')
  const id = companyCalendars(calendarsOf(doc)).get(companyId) ?? companyId
  const stored = root.get(id)
  const before = isRecord(stored) && stored['companyId'] === companyId ? stored : begun(doc)
  root.set(id, { ...before, companyId, ...next(before) })
}

/** A company's first calendar: as the board has it, so that no task moves because somebody looked; not on the other company's. */
function begun(doc: Y.Doc): Record<string, Stored> {
  const { calendar } = settingsOf(doc)
  const base = calendarsOf(doc).find(({ id, companyId }) => id === calendar && companyId === null)?.id ?? null
  return bareCalendar(base)
}

/** A calendar that says nothing but the hours of an office, or those of another one. */
export const bareCalendar = (base: string | null = null): Record<string, Stored> =>
  ({ title: '', base, week: officeWeek.map(shifts => (base === null ? shifts.map(shift => [...shift]) : null)), workWeeks: [], exceptions: [] })
