import type { Stage } from '@kopa/shared/boards/column.ts'
import type { SavedState } from '../documents/saved-state.ts'
import type { BoardUse } from './board-context.ts'

/** A task as a line of a page tells it. */
export interface ToldTask {
  title: string
  stage: Stage
  isLate: boolean
  /** where it stands, when it is due, whose it is */
  facts: readonly string[]
}

/** A board that is open beside a page, because the page names tasks of it or lists them. */
export interface LiveBoard {
  use: BoardUse
  saved: SavedState
  /** null: it is not on the board, or not for this reader */
  tell: (taskId: string) => ToldTask | null
}
