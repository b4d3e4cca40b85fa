import { useLocale } from 'react-aria-components/I18nProvider'
import type { CalendarData } from './use-calendar.ts'
import { inFull } from './within-words.ts'

/** The month or the week that a calendar shows. */
export function useSpanWords(): (calendar: Pick<CalendarData, 'span' | 'day' | 'days'>) => string {
  const { locale } = useLocale()
  const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
  return ({ span, day, days }) => (span === 'month'
    ? inFull(new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at(day)), locale)
    : new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(at(days[0] ?? day), at(days.at(-1) ?? day)))
}
