import { readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import type { BoardUse } from './board-context.ts'
import { cellKey } from './board-ui.ts'
import { typingPlace } from './use-typing-place.ts'

interface Line { readonly text: string, readonly isDone: boolean }

/**
 * Makes tasks of lines that were written elsewhere, in their order, at the end of the first column with work to do; what was ticked off stands
 * with what is done. null: there is no column for them, or this person may not write. `undo` takes all of it back.
 */
export function addLines(use: BoardUse, lines: readonly Line[], locale: string): { ids: readonly string[], undo: () => void } | null {
  const { board, acts, mayEdit } = use
  const [columns, place] = [board.columns(), typingPlace(use, locale)]
  const [home, done] = [columns.find(({ stage }) => stage !== 'done') ?? columns[0], columns.find(({ stage }) => stage === 'done')]
  if (!mayEdit || !home) return null
  const tasks = lines.map(({ text }) => { const read = readQuickTask(text, place); return { ...read, title: read.title || text } })
  const ids = acts.add({ tasks, column: home.id, after: board.cards(home.id).at(-1) ?? null })
  const ticked = ids.filter((_id, index) => lines[index]?.isDone)
  if (done && ticked.length > 0) acts.move(ticked, { cell: cellKey({ column: done.id, lane: '' }), after: board.cards(done.id).at(-1) ?? null })
  return {
    ids,
    undo: () => {
      if (done && ticked.length > 0) board.undo.undo()
      board.undo.undo()
    },
  }
}
