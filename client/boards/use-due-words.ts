import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { dueDay, isOverdue } from '@kopa/shared/boards/filter.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { tellInFull as tellMomentInFull } from '../ui/relative-time.ts'
import { withinWords } from './within-words.ts'

export interface DueWords { text: string, /** in full, with the zone it is told in */ exact: string, tone: 'late' | 'soon' | 'plain' }

const dayLength = 24 * 60 * 60_000

/** When something is due, in words: 'tomorrow', 'Thu, 14:00 your time', '2 days late'. What is done is not late. */
export function useDueWords(timeZone: string): (deadline: Deadline, options: { isDone: boolean }) => DueWords {
  const { t } = useLingui()
  const { locale } = useLocale()
  const now = useMinute()
  const today = dayAt(now, timeZone)
  return (deadline, { isDone }) => {
    const day = dueDay(deadline, timeZone)
    const away = Math.round((Date.parse(day) - Date.parse(today)) / dayLength)
    const isLate = isOverdue(deadline, { now, timeZone }) && !isDone
    const named = nameDay(day, away, locale)
    const hour = 'instant' in deadline ? new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(Date.parse(deadline.instant)) : null
    const late = away < 0 ? t`${plural(-away, { one: '# day late', other: '# days late' })}` : t`late since ${hour ?? named}`
    return {
      text: isLate ? late : hour === null ? named : t`${named}, ${hour} your time`,
      exact: tellInFull(deadline, locale, timeZone),
      tone: isLate ? 'late' : away >= 0 && away <= 1 && !isDone ? 'soon' : 'plain',
    }
  }
}

/** When something is planned, in words: 'begins tomorrow', 'until Thu'. `exact`: from when to when. */
export function usePlannedWords(timeZone: string): (startDay: string, finishDay: string) => { text: string, exact: string } {
  const { t } = useLingui()
  const { locale } = useLocale()
  const today = dayAt(useMinute(), timeZone)
  const name = (day: string): string => nameDay(day, Math.round((Date.parse(day) - Date.parse(today)) / dayLength), locale)
  return (startDay, finishDay) => {
    const [start, finish] = [name(startDay), name(finishDay)]
    const [first, last] = [startDay, finishDay].map(day => tellInFull({ day }, locale, timeZone))
    const exact = startDay === finishDay ? t`Planned: ${first}` : t`Planned: ${first} – ${last}`
    if (startDay === finishDay && startDay >= today) return { text: t`planned ${start}`, exact }
    if (startDay >= today) return { text: t`begins ${start}`, exact }
    return { text: finishDay < today ? t`planned to end ${finish}` : t`planned until ${finish}`, exact }
  }
}

/** 'today', 'tomorrow', 'Thu', '3 Dec', '3 Dec 2028'. */
export function nameDay(day: string, away: number, locale: string): string {
  if (Math.abs(away) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day')
  const at = Date.parse(`${day}T12:00:00Z`)
  const look: Intl.DateTimeFormatOptions = away > 1 && away < 7 ? { weekday: 'short' } : { day: 'numeric', month: 'short', ...Math.abs(away) > 300 ? { year: 'numeric' } : {} }
  return withinWords(new Intl.DateTimeFormat(locale, { ...look, timeZone: 'UTC' }).format(at), locale)
}

function tellInFull(deadline: Deadline, locale: string, timeZone: string): string {
  if ('day' in deadline) return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${deadline.day}T12:00:00Z`))
  return tellMomentInFull(Date.parse(deadline.instant), { language: locale, timeZone })
}
