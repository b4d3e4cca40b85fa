import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { BoardStore } from './board-store.ts'
import { ScheduleStore } from './schedule-store.ts'

/** The dates of a board's tasks, for as long as a view shows them; null for the moment before. */
export function useSchedule(board: BoardStore): ScheduleStore | null {
  const [schedule, setSchedule] = useState<ScheduleStore | null>(null)
  useEffect(() => {
    const store = new ScheduleStore(board, () => new Date().toISOString())
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as the component is mounted
    setSchedule(store)
    return () => {
      setSchedule(null)
      store.close()
    }
  }, [board])
  return schedule?.board === board ? schedule : null
}

/** Rendered anew only when the dates of this task change. */
export function useDates(schedule: ScheduleStore, id: string): ScheduledTask | undefined {
  const subscribe = useMemo(() => schedule.watch(`dates ${id}`), [schedule, id])
  return useSyncExternalStore(subscribe, () => schedule.dates(id))
}
