import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { DayOffNames } from './DayOffNames.tsx'
import { useCalendars, useTasks } from './use-board.ts'
import { useSchedule } from './use-schedule.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import styles from './WorkingDays.module.css'
import { type FreeDay, freeDays, type FreeRun, goingOn, inRuns } from './year-ahead.ts'

/** The days off of all companies in the next twelve months, and what the others have planned for them. */
export function YearAhead() {
  const { board, companies, me: { timeZone } } = useBoardContext()
  const calendars = useCalendars(board)
  const today = dayAt(useMinute(), timeZone)
  const days = useMemo(() => freeDays(calendars, companies.map(({ id }) => id), { from: today, days: 366 }), [calendars, companies, today])
  const planned = usePlanned(days)
  return (
    <section className={styles['year']}>
      <h3><Trans>The year ahead</Trans></h3>
      {days.length === 0
        ? <p><Trans>Nobody has a day off yet. Choose a country above, or add days of a company itself.</Trans></p>
        : <ul>{inRuns(days).map(run => <YearDay key={run.day} run={run} tasks={[...new Set(days.flatMap(({ day }) => (day >= run.day && day <= run.to ? planned.get(day) ?? [] : [])))]} />)}</ul>}
    </section>
  )
}

function usePlanned(days: readonly FreeDay[]): ReadonlyMap<string, readonly Task[]> {
  const { board } = useBoardContext()
  const version = useScheduleVersion(useSchedule(board))
  const tasks = useTasks(board)
  return useMemo(() => goingOn(days, { tasks: tasks.values(), dates: id => version.schedule?.dates(id), calendars: board.calendars(), usual: board.settings().calendar }), [days, tasks, version, board])
}

function YearDay({ run: { day, to, of, isWorkday }, tasks }: { run: FreeRun, tasks: readonly Task[] }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const count = tasks.length
  const look = new Intl.DateTimeFormat(locale, { ...day === to && { weekday: 'short' }, day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const titles = tasks.slice(0, 2).map(({ title }) => title || t`Untitled`).join(', ')
  return (
    <li data-quiet={!isWorkday || undefined}>
      <span data-date>{look.formatRange(Date.parse(`${day}T12:00:00Z`), Date.parse(`${to}T12:00:00Z`))}</span>
      <span><DayOffNames of={of} /></span>
      {count > 0 && <small dir="auto">{t`${plural(count, { one: '# task of another company goes on:', other: '# tasks of other companies go on:' })}`} {titles}{count > 2 && ' …'}</small>}
    </li>
  )
}
