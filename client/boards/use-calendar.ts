import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { type ShownDay, shownWeek } from './calendar-bars.ts'
import { type CalendarEntry, type CalendarPart, type CalendarSpan, daysOf, entriesByDay, firstWeekdayIn, weeksOf } from './month-days.ts'
import { useTasks } from './use-board.ts'
import { type CalendarActs, useCalendarActs } from './use-calendar-acts.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useDaysAtRest, useDaysOff } from './use-days-off.ts'
import { useSchedule } from './use-schedule.ts'
import { useAsksFirst } from './use-asks-first.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import { useShownTasks } from './use-shown-tasks.ts'
import type { FreeDay } from './year-ahead.ts'

export interface CalendarData extends CalendarActs {
  span: CalendarSpan
  /** the day that is looked at */
  day: string
  today: string
  days: readonly string[]
  /** plans are known */
  isReckoned: boolean
  entries: ReadonlyMap<string, readonly CalendarEntry[]>
  /** undefined: all of it */
  only: CalendarPart | undefined
  /** what there is room for on each day of the grid */
  shown: ReadonlyMap<string, ShownDay>
  /** on which somebody does not work */
  daysOff: ReadonlyMap<string, FreeDay>
  /** on which by the board's own calendar nobody works: weekends */
  atRest: ReadonlySet<string>
  goTo: (day: string, span?: CalendarSpan) => void
  show: (only: CalendarPart | undefined) => void
}

/** Lines of a day. */
const mostLines: Readonly<Record<CalendarSpan, number>> = { month: 4, week: 200 }

/** A board by days: what is due and what is planned, as the filters let it through. */
export function useCalendar(): CalendarData {
  const { board, me: { timeZone } } = useBoardContext()
  const { locale } = useLocale()
  const [search, change] = useBoardSearch()
  const schedule = useSchedule(board)
  const version = useScheduleVersion(schedule)
  useAsksFirst(schedule)
  const today = dayAt(useMinute(), timeZone)
  const [span, day] = [search.span ?? 'month', search.day ?? today]
  const tasks = useShownTasks(useTasks(board), search)
  const days = useMemo(() => daysOf(span, { day, today }, firstWeekdayIn(locale)), [span, day, today, locale])
  const { only } = search
  const entries = useMemo(() => entriesByDay(tasks, days, { timeZone, only, dates: id => {
    const found = version.schedule?.dates(id)
    return found && !found.isSummary ? { start: localTimeOf(found.start).slice(0, 10), finish: localTimeOf(found.finish).slice(0, 10) } : undefined
  } }), [tasks, days, timeZone, only, version])
  const shown = useMemo(() => new Map(weeksOf(days).flatMap(week => [...shownWeek(week, entries, mostLines[span])])), [days, entries, span])
  const goTo: CalendarData['goTo'] = (next, nextSpan = span) => change({ day: next === today ? undefined : next, span: nextSpan === 'month' ? undefined : nextSpan })
  return { span, day, today, days, isReckoned: version.schedule !== null, entries, only, shown, daysOff: useDaysOff(days), atRest: useDaysAtRest(days), ...useCalendarActs(schedule), goTo, show: next => change({ only: next }) }
}
