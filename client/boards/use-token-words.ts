import { useLingui } from '@lingui/react/macro'
import { tellDuration } from '@kopa/shared/boards/duration-words.ts'
import type { TokenValue } from '@kopa/shared/boards/quick-add.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { formatIn } from './gantt-header.ts'
import { usePriorityNames } from './use-board-words.ts'
import { nameDay } from './use-due-words.ts'
import { useRepeatWords } from './use-repeat-words.ts'

/** What was understood of what is being typed: 'tomorrow, 29 Nov', '10 – 14 Dec', 'Every week: Mon'. */
export function useTokenWords(): (value: TokenValue, deadline: Deadline | null) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { me: { timeZone } } = useBoardContext()
  const names = usePriorityNames()
  const tellRepeat = useRepeatWords(timeZone)
  const today = dayAt(useMinute(), timeZone)
  const dates = (...days: readonly string[]) => formatIn(locale, { day: 'numeric', month: 'short', ...days.some(day => day.slice(0, 4) !== today.slice(0, 4)) && { year: 'numeric' } })
  return (value, deadline) => {
    switch (value.kind) {
      case 'day': {
        if (value.from !== undefined) return dates(value.from, value.day).formatRange(Date.parse(value.from), Date.parse(value.day))
        const date = dates(value.day).format(Date.parse(value.day))
        const name = nameDay(value.day, Math.round((Date.parse(value.day) - Date.parse(today)) / 86_400_000), locale)
        const day = date.startsWith(name) ? date : `${name}, ${date}`
        return value.isStart ? t`begins ${day}` : day
      }
      case 'hour': {
        const hours = value.until === undefined ? value.hour : `${value.hour}–${value.until}`
        return t`${hours} your time`
      }
      case 'length': {
        const length = tellDuration(value.minutes, locale)
        return t`takes ${length}`
      }
      case 'repeat': return tellRepeat(value.repeat, deadline)
      case 'person': return value.person.name
      case 'company': return value.company.name
      case 'label': return value.label.id === null ? t`${value.label.name} (new)` : value.label.name
      case 'priority': return names[value.priority]
    }
  }
}
