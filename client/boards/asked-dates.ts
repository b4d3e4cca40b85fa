import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import type { BoardStore } from './board-store.ts'
import { ScheduleStore } from './schedule-store.ts'

/** When tasks start and finish in the plan as it is now; what has no place in time is not in it. */
export function datesNow(board: BoardStore, ids: readonly string[]): ReadonlyMap<string, PlacedTask> {
  const schedule = new ScheduleStore(board, () => new Date().toISOString())
  const dates = new Map(ids.flatMap(id => { const placed = schedule.dates(id); return placed ? [[id, placed] as const] : [] }))
  schedule.close()
  return dates
}
