import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { useEffect, useState } from 'react'
import type { BoardStore } from './board-store.ts'
import { ScheduleStore } from './schedule-store.ts'

/** Days on which tasks start and finish; another function after every change of one. */
export type TaskDates = (id: string) => { start: string, finish: string } | undefined

const unknown: TaskDates = () => undefined

/** Scheduled only where somebody looks at dates. */
export function useTableDates(board: BoardStore, isNeeded: boolean): TaskDates {
  const [dates, setDates] = useState<TaskDates>(() => unknown)
  useEffect(() => {
    if (!isNeeded) return
    const store = new ScheduleStore(board, () => new Date().toISOString())
    const show = (): void => setDates(() => datesOf(store))
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as dates are shown
    show()
    const stop = store.watch('dates')(show)
    return () => {
      stop()
      store.close()
      setDates(() => unknown)
    }
  }, [board, isNeeded])
  return dates
}

const dayOf = (minutes: number): string => localTimeOf(minutes).slice(0, 10)

const datesOf = (schedule: ScheduleStore): TaskDates => id => {
  const dates = schedule.dates(id)
  return dates && { start: dayOf(dates.start), finish: dayOf(dates.finish) }
}
