import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'

/** The plans of tasks that wait for so many minutes of the clock. Those that are gone by now are left out. */
export function delayedPlans(board: BoardStore, delays: ReadonlyMap<string, number>): ReadonlyMap<string, Intentions> {
  return new Map([...delays].flatMap(([id, delay]) => {
    const task = board.task(id)
    return task && task.removed === null ? [[id, { ...task.plan ?? freshPlan, delay: Math.ceil(delay) }] as const] : []
  }))
}

/** Lets tasks wait: one act, undone as one. */
export function writeDelays(board: BoardStore, delays: ReadonlyMap<string, number>, words: string): void {
  board.act(() => { for (const [id, plan] of delayedPlans(board, delays)) planTask(board.docOf(id), id, plan) }, words)
}
