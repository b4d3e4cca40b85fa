import type { PlacedTask, ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { BoardStore } from './board-store.ts'
import { ScheduleStore } from './schedule-store.ts'

/** The Gantt and the open task read the same dates: one schedule for each board that somebody looks at. */
const open = new Map<BoardStore, { store: ScheduleStore, users: number }>()

function take(board: BoardStore): ScheduleStore {
  const shared = open.get(board) ?? { store: new ScheduleStore(board, () => new Date().toISOString()), users: 0 }
  open.set(board, { ...shared, users: shared.users + 1 })
  return shared.store
}

function leave(board: BoardStore): void {
  const shared = open.get(board)
  if (!shared) return
  if (shared.users > 1) return void open.set(board, { ...shared, users: shared.users - 1 })
  open.delete(board)
  shared.store.close()
}

/** The dates of a board's tasks, for as long as a view shows them; null for the moment before. */
export function useSchedule(board: BoardStore): ScheduleStore | null {
  const [schedule, setSchedule] = useState<ScheduleStore | null>(null)
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as the component is mounted
    setSchedule(take(board))
    return () => {
      setSchedule(null)
      leave(board)
    }
  }, [board])
  return schedule?.board === board ? schedule : null
}

/** Rendered anew only when the dates of this task change. */
export function useDates(schedule: ScheduleStore, id: string): PlacedTask | undefined {
  const subscribe = useMemo(() => schedule.watch(`dates ${id}`), [schedule, id])
  return useSyncExternalStore(subscribe, () => schedule.dates(id))
}

/** The same, and of its late dates and slack. */
export function useScheduled(schedule: ScheduleStore, id: string): ScheduledTask | undefined {
  const subscribe = useMemo(() => schedule.watch(`dates ${id}`), [schedule, id])
  return useSyncExternalStore(subscribe, () => schedule.scheduled(id))
}

/** Ids of the links that are not followed: they would close a circle, or a summary's finish cannot wait. */
export function useSkippedLinks(schedule: ScheduleStore): ReadonlyMap<string, string> {
  const [dates, outline] = [useMemo(() => schedule.watch('dates'), [schedule]), useMemo(() => schedule.board.watch('links'), [schedule])]
  const subscribe = useMemo(() => (listener: () => void) => {
    const stops = [dates(listener), outline(listener)]
    return () => stops.forEach(stop => stop())
  }, [dates, outline])
  return useSyncExternalStore(subscribe, schedule.skipped)
}
