import type { Task } from '@kopa/shared/boards/task.ts'
import { type CompanyLoad, workloadOf } from '@kopa/shared/boards/workload.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import { firstWeekdayIn, weeksFrom, weekStart } from './month-days.ts'
import { useBoardSettings, useColumns, useTasks } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useSchedule } from './use-schedule.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import { useShownTasks } from './use-shown-tasks.ts'

const weeksShown = 12

export interface WorkloadData { weeks: readonly string[], thisWeek: string, load: readonly CompanyLoad[], goTo: (day: string | undefined) => void }

/** What each company and its people have to do in the weeks from the one that is looked at. */
export function useWorkload(): WorkloadData {
  const { board, me: { timeZone } } = useBoardContext()
  const { locale } = useLocale()
  const [search, change] = useBoardSearch()
  const today = dayAt(useMinute(), timeZone)
  const firstDay = firstWeekdayIn(locale)
  const tasks = useShownTasks(useTasks(board), search)
  const weeks = useWeeks(search.day ?? today, firstDay)
  return { weeks, load: useLoad(tasks, weeks), thisWeek: weekStart(today, firstDay), goTo: day => change({ day }) }
}

/** What these tasks are to each company and its people in some weeks. */
export function useLoad(tasks: readonly Task[], weeks: readonly string[]): readonly CompanyLoad[] {
  const { board, people, companies } = useBoardContext()
  const version = useScheduleVersion(useSchedule(board))
  const { calendar } = useBoardSettings(board)
  const columns = useColumns(board)
  return useMemo(() => workloadOf({
    tasks, people, companies, weeks, calendar, calendars: board.calendars(), isDone: ({ column }) => stageIn(columns, column) === 'done',
    dates: id => { const dates = version.schedule?.dates(id); return dates && !dates.isSummary ? dates : undefined },
  }), [board, tasks, people, companies, weeks, calendar, columns, version])
}

/** The week of today and those that follow. */
export function useComingWeeks(count: number): readonly string[] {
  const { me: { timeZone } } = useBoardContext()
  const { locale } = useLocale()
  return useWeeks(dayAt(useMinute(), timeZone), firstWeekdayIn(locale), count)
}

const useWeeks = (day: string, firstDay: number, count = weeksShown): readonly string[] => useMemo(() => weeksFrom(weekStart(day, firstDay), count), [day, firstDay, count])
