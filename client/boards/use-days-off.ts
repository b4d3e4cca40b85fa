import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Calendars } from '@kopa/shared/boards/calendar.ts'
import { dayNumberOf, localTimeOf } from '@kopa/shared/boards/local-time.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useBoardContext } from './board-context.ts'
import { useBoardSettings, useCalendars } from './use-board.ts'
import { useDayOffWords } from './use-holiday-words.ts'
import { type FreeDay, freeDays, inRuns } from './year-ahead.ts'

/** Who does not work on which of these days, which follow one another. */
export function useDaysOff(days: readonly string[]): ReadonlyMap<string, FreeDay> {
  const { board, companies } = useBoardContext()
  const calendars = useCalendars(board)
  return useMemo(() => new Map(freeDays(calendars, companies.map(({ id }) => id), { from: days[0] ?? '', days: days.length }).map(day => [day.day, day])), [calendars, companies, days])
}

/** Those of them on which nobody works by the board's own calendar, as the Gantt shades them. */
export function useDaysAtRest(days: readonly string[]): ReadonlySet<string> {
  const { board } = useBoardContext()
  const calendars = useCalendars(board)
  const { calendar } = useBoardSettings(board)
  return useMemo(() => {
    const hours = new Calendars(calendars).get(calendar)
    return new Set(days.filter(day => hours.shiftsOn(dayNumberOf(day)).length === 0))
  }, [calendars, calendar, days])
}

const mostNamed = 4
/** Nobody reads what lies further behind. */
const longestLookedAt = 400

/** Working days that a company has off while a task of its goes on, as they are called; '' when there are none. */
export function useTellDaysOff(): (task: Pick<Task, 'companyId' | 'plan'>, span: { start: number, finish: number }) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const tell = useDayOffWords()
  return ({ companyId, plan }, { start, finish }) => {
    if (companyId === null || (plan?.calendar ?? null) !== null) return ''
    const from = localTimeOf(start).slice(0, 10)
    const days = Math.min(longestLookedAt, dayNumberOf(localTimeOf(finish).slice(0, 10)) - dayNumberOf(from) + 1)
    const runs = inRuns(freeDays(board.calendars(), [companyId], { from, days })).filter(({ isWorkday }) => isWorkday)
    const more = runs.length - mostNamed
    return [...runs.slice(0, mostNamed).flatMap(({ of }) => of.map(({ off }) => tell(off))), ...more > 0 ? [t`${plural(more, { one: 'and # more', other: 'and # more' })}`] : []].join(', ')
  }
}
