import { type BoardProgress, boardProgress } from '@kopa/shared/boards/dashboard.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { useColumns, useTasks } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useKept } from './use-kept.ts'
import { useSchedule } from './use-schedule.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import { useShownTasks } from './use-shown-tasks.ts'

export interface DashboardData { tasks: readonly Task[], /** before any filter */ isBlank: boolean, progress: BoardProgress }

/** The figures of the tasks that the filters let through; the same object for as long as they say the same. */
export function useDashboard(): DashboardData {
  const { board, companies, me: { timeZone } } = useBoardContext()
  const [search] = useBoardSearch()
  const [all, columns, now] = [useTasks(board), useColumns(board), useMinute()]
  const tasks = useShownTasks(all, search)
  const fresh = useMemo(() => boardProgress({ tasks, columns, companies, now, timeZone }), [tasks, columns, companies, now, timeZone])
  return { tasks, isBlank: all.size === 0, progress: useKept(fresh) }
}

export interface PlanEnd {
  /** minutes since 1970 on the plan's clock; null: nothing has a place in time */
  finish: number | null
  /** of what is shown and not done: it is planned to end after its deadline */
  missed: readonly string[]
}

/** When the whole plan ends, and which deadlines it misses. */
export function usePlanEnd(tasks: readonly Task[]): PlanEnd {
  const { board } = useBoardContext()
  const columns = useColumns(board)
  const { schedule } = useScheduleVersion(useSchedule(board))
  const result = schedule?.result()
  const fresh = useMemo((): PlanEnd => {
    if (!result || result.tasks.size === 0) return { finish: null, missed: [] }
    const done = new Set(columns.flatMap(({ id, stage }, at) => (stage === 'done' ? at === 0 ? [id, ''] : [id] : [])))
    return { finish: result.finish, missed: tasks.filter(({ id, column }) => !done.has(column) && result.tasks.get(id)?.flags.includes('deadlineMissed')).map(({ id }) => id) }
  }, [result, columns, tasks])
  return useKept(fresh)
}
