import { BoardStore } from './board-store.ts'
import { minuteAt } from './gantt-scale.ts'
import { GanttScene } from './gantt-scene.ts'
import { ScheduleStore } from './schedule-store.ts'
import type { Gantt } from './use-gantt.ts'

/** Everything, or what is in sight just now. */
export type PrintedReach = 'whole' | 'sight'
export interface PrintedWish { readonly reach: PrintedReach, readonly withPrivate: boolean }

/** What is taken to paper or into a picture. `from`, `until`: minutes of the board's clock. */
export interface PrintedPlan {
  readonly scene: GanttScene
  readonly rows: { readonly first: number, readonly last: number }
  readonly from: number
  readonly until: number
  readonly isWhole: boolean
  /** the moment it was taken, as ISO 8601 in UTC */
  readonly madeAt: string
  /** From then on it stays as it is, whatever happens on the board. */
  readonly close: () => void
}

export const hasPrivateTasks = ({ isPrivate, tasks }: BoardStore): boolean => [...tasks().keys()].some(isPrivate)

/**
 * Without what only the own company sees, the plan is worked out anew from what everybody has: a row left out would still leave its
 * number, its slack and its place on the critical path behind.
 */
export function printedPlan({ scene: shown, window }: Gantt, { reach, withPrivate }: PrintedWish, now: () => string): PrintedPlan {
  const { scene, close } = sceneFor(shown, withPrivate, now)
  scene.compare(shown.baseline)
  if (reach === 'sight') scene.fold(shown.folded)
  return { scene, ...stretchOf(scene, { scene: shown, window }, reach), isWhole: reach === 'whole', madeAt: now(), close }
}

/** As the board is by now: it goes on while somebody chooses. */
export const takenAnew = (plan: PrintedPlan, shown: Gantt, now: () => string): PrintedPlan => ({ ...plan, ...stretchOf(plan.scene, shown, plan.isWhole ? 'whole' : 'sight'), madeAt: now() })

function stretchOf(scene: GanttScene, shown: Gantt, reach: PrintedReach): Pick<PrintedPlan, 'rows' | 'from' | 'until'> {
  if (reach === 'whole') {
    const { start, finish } = scene.span()
    return { rows: { first: 0, last: scene.rows().length - 1 }, from: start, until: finish }
  }
  const { scale } = shown.window
  const { left, width } = shown.window.sight()
  return { rows: rowsInSight(shown, scene), from: minuteAt(scale, left), until: minuteAt(scale, left + width) }
}

/** Stores of its own: those of the screen follow the board for as long as it is shown. */
function sceneFor({ schedule }: GanttScene, withPrivate: boolean, now: () => string): { scene: GanttScene, close: () => void } {
  const board = new BoardStore(schedule.board.doc)
  if (withPrivate) board.setSide(schedule.board.side())
  const own = new ScheduleStore(board, now)
  const scene = new GanttScene(own)
  return { scene, close: () => { scene.close(); own.close(); board.close() } }
}

/** The rows that are seen whole or in part, as they lie in the printed plan. */
function rowsInSight({ scene, window }: Gantt, printed: GanttScene): { first: number, last: number } {
  const rows = window.rowsInSight().flatMap(row => printed.rowOf(scene.rows()[row]?.task.id ?? '') ?? [])
  return rows.length === 0 ? { first: 0, last: -1 } : { first: Math.min(...rows), last: Math.max(...rows) }
}
