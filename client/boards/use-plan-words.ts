import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { formatIn } from './gantt-header.ts'

/** The year is told where it is another than this one: plans go on for years, and what is later would read as earlier. */
const isThisYear = (minute: number): boolean => new Date(minute * 60_000).getUTCFullYear() === new Date().getFullYear()

/** Times of a plan in the reader's language: minutes of the board's clock, as `Plan` has them. */
export function usePlanWords(): { day: (minute: number) => string, moment: (minute: number) => string, percent: (units: number) => string } {
  const { locale } = useLocale()
  return useMemo(() => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent' })
    return {
      day: minute => formatIn(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(minute * 60_000),
      moment: minute => formatIn(locale, { day: 'numeric', month: 'short', ...isThisYear(minute) ? {} : { year: 'numeric' }, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(minute * 60_000),
      percent: units => percent.format(units / 100),
    }
  }, [locale])
}
