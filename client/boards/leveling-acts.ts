import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import type { BoardStore } from './board-store.ts'

/** Lets tasks wait for so many minutes of the clock: one act, undone as one. Those that are gone by now are left out. */
export function writeDelays(board: BoardStore, delays: ReadonlyMap<string, number>, words: string): void {
  board.act(() => {
    for (const [id, delay] of delays) {
      const task = board.task(id)
      if (task && task.removed === null) planTask(board.docOf(id), id, { ...task.plan ?? freshPlan, delay: Math.ceil(delay) })
    }
  }, words)
}
