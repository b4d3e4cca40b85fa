import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { dateMeant } from '@kopa/shared/boards/recurrence.ts'
import type { Deadline, Repeat } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { onDate, onWeekday } from './within-words.ts'

const workingDays = [1, 2, 3, 4, 5]

/** How often a task comes again, in words that name the day on which it does. */
export function useRepeatWords(timeZone: string): (repeat: Repeat, deadline: Deadline | null) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  const today = dayAt(useMinute(), timeZone)
  return (repeat, deadline) => {
    const { every, unit, weekdays } = repeat
    const day = deadline === null ? today : 'day' in deadline ? deadline.day : dayAt(Date.parse(deadline.instant), timeZone)
    const at = Date.parse(`${day}T12:00:00Z`)
    switch (unit) {
      case 'day': return every === 1 ? t`Every day` : t`${plural(every, { one: 'Every # day', other: 'Every # days' })}`
      case 'week': {
        if (every === 1 && weekdays.join() === workingDays.join()) return t`Every working day`
        const days = weekdays.length === 0 ? tellWeekday(at, 'long', locale) : weekdays.map(weekday => tellWeekday(Date.UTC(2024, 0, weekday, 12), 'short', locale)).join(', ')
        return every === 1 ? t`Every week: ${days}` : t`${plural(every, { one: 'Every # week', other: 'Every # weeks' })}: ${days}`
      }
      case 'month': {
        const date = dateMeant(repeat, day)
        const on = date === 'last' ? t`on the last day` : t`on day ${date}`
        return every === 1 ? t`Every month, ${on}` : t`${plural(every, { one: 'Every # month', other: 'Every # months' })}, ${on}`
      }
      case 'year': {
        const date = onDate(new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at), locale)
        return every === 1 ? t`Every year: ${date}` : t`${plural(every, { one: 'Every # year', other: 'Every # years' })}: ${date}`
      }
    }
  }
}

/** Short ones have no case in Latvian: they are written out there. 2024-01-01 was a Monday. */
const tellWeekday = (at: number, look: 'long' | 'short', locale: string): string =>
  onWeekday(new Intl.DateTimeFormat(locale, { weekday: locale.startsWith('lv') ? 'long' : look, timeZone: 'UTC' }).format(at), locale)

/** What is offered; whatever else a task has is shown besides. */
export const repeatChoices: readonly Repeat[] = [
  { every: 1, unit: 'day', weekdays: [] }, { every: 1, unit: 'week', weekdays: workingDays }, { every: 1, unit: 'week', weekdays: [] }, { every: 2, unit: 'week', weekdays: [] },
  { every: 1, unit: 'month', weekdays: [] }, { every: 3, unit: 'month', weekdays: [] }, { every: 6, unit: 'month', weekdays: [] }, { every: 1, unit: 'year', weekdays: [] },
]

export const repeatKey = ({ every, unit, weekdays, day }: Repeat): string => `${every} ${unit} ${weekdays.join()} ${day ?? ''}`
