import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { isLastOfMonth } from '@kopa/shared/boards/recurrence.ts'
import type { Deadline, Repeat } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { withinWords } from './within-words.ts'

const workingDays = [1, 2, 3, 4, 5]

/** How often a task comes again, in words that name the day on which it does. */
export function useRepeatWords(timeZone: string): (repeat: Repeat, deadline: Deadline | null) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  const today = dayAt(useMinute(), timeZone)
  return ({ every, unit, weekdays }, deadline) => {
    const day = deadline === null ? today : 'day' in deadline ? deadline.day : dayAt(Date.parse(deadline.instant), timeZone)
    const at = Date.parse(`${day}T12:00:00Z`)
    const named = (look: Intl.DateTimeFormatOptions): string => withinWords(new Intl.DateTimeFormat(locale, { ...look, timeZone: 'UTC' }).format(at), locale)
    switch (unit) {
      case 'day': return every === 1 ? t`Every day` : t`${plural(every, { one: 'Every # day', other: 'Every # days' })}`
      case 'week': {
        if (every === 1 && weekdays.join() === workingDays.join()) return t`Every working day`
        const days = weekdays.length === 0 ? named({ weekday: 'long' }) : weekdays.map(weekday => weekdayName(weekday, locale)).join(', ')
        return every === 1 ? t`Every week: ${days}` : t`${plural(every, { one: 'Every # week', other: 'Every # weeks' })}: ${days}`
      }
      case 'month': {
        const on = isLastOfMonth(day) ? t`on the last day` : t`on day ${named({ day: 'numeric' }).replace(/\D/g, '')}`
        return every === 1 ? t`Every month, ${on}` : t`${plural(every, { one: 'Every # month', other: 'Every # months' })}, ${on}`
      }
      case 'year': return every === 1 ? t`Every year: ${named({ day: 'numeric', month: 'long' })}` : t`${plural(every, { one: 'Every # year', other: 'Every # years' })}: ${named({ day: 'numeric', month: 'long' })}`
    }
  }
}

/** 2024-01-01 was a Monday. */
const weekdayName = (weekday: number, locale: string): string => withinWords(new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday, 12)), locale)

/** What is offered; whatever else a task has is shown besides. */
export const repeatChoices: readonly Repeat[] = [
  { every: 1, unit: 'day', weekdays: [] }, { every: 1, unit: 'week', weekdays: workingDays }, { every: 1, unit: 'week', weekdays: [] }, { every: 2, unit: 'week', weekdays: [] },
  { every: 1, unit: 'month', weekdays: [] }, { every: 3, unit: 'month', weekdays: [] }, { every: 6, unit: 'month', weekdays: [] }, { every: 1, unit: 'year', weekdays: [] },
]

export const repeatKey = ({ every, unit, weekdays }: Repeat): string => `${every} ${unit} ${weekdays.join()}`
