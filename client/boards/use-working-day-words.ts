import { useLingui } from '@lingui/react/macro'
import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import { shiftWords } from '@kopa/shared/boards/shift-words.ts'
import { calendarOfCompany, usualWeek } from '@kopa/shared/boards/working-days.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useBoardContext } from './board-context.ts'
import { useBoardSettings, useCalendars } from './use-board.ts'
import { useCountryNames } from './use-holiday-words.ts'

/** Days off, from and until: `2026-07-06`. */
export function useRangeWords(): (from: string, to: string) => string {
  const { locale } = useLocale()
  const look = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return (from, to) => look.formatRange(Date.parse(`${from}T12:00:00Z`), Date.parse(`${to}T12:00:00Z`))
}

/** 0 is Monday. */
export function useWeekdayNames(): (weekday: number) => string {
  const { locale } = useLocale()
  // 5 January 1970 was a Monday.
  return weekday => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format((4 + weekday) * 86_400_000)
}

/** What shall be otherwise in when a company works, beside how it is now. */
export function useCalendarChangeWords(companyId: string): (wanted: CalendarChange) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const [calendars, { calendar: usual }] = [useCalendars(board), useBoardSettings(board)]
  const own = calendarOfCompany(calendars, companyId)
  const [nameOf, range, dayName] = [useCountryNames(), useRangeWords(), useWeekdayNames()]
  return wanted => {
    if (wanted.change === 'country') {
      const [is, was] = [wanted.country, own?.country].map(country => (country ? nameOf(country) : t`none`))
      return t`Public holidays: ${is} instead of ${was}`
    }
    if (wanted.change === 'hours') {
      const [day, is, was] = [dayName(wanted.weekday), ...[wanted.shifts, usualWeek(calendars, own?.id ?? usual)[wanted.weekday] ?? []].map(shifts => (shifts.length > 0 ? shiftWords(shifts) : t`no work`))]
      return t`Working hours, ${day}: ${is} instead of ${was}`
    }
    const [name, days] = [wanted.days.title || t`Day off`, range(wanted.days.from, wanted.days.to)]
    return wanted.change === 'daysAdded' ? t`New day off: ${name}, ${days}` : t`No longer a day off: ${name}, ${days}`
  }
}
