import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import { cellKey } from './board-ui.ts'
import { useUndo } from './use-undo.ts'

/** Done, or not done after all: to the first column that says so, with a notice that takes it back. */
export function useToggleDone(): (task: Task) => void {
  const { t } = useLingui()
  const { board, acts } = useBoardContext()
  const { undo } = useUndo()
  return task => {
    const columns = board.columns()
    const wasDone = stageIn(columns, task.column) === 'done'
    const to = wasDone ? columns.find(({ stage }) => stage !== 'done') ?? columns[0] : columns.find(({ stage }) => stage === 'done')
    if (!to) return
    const text = acts.move([task.id], { cell: cellKey({ column: to.id, lane: '' }), after: wasDone ? board.cards(to.id).at(-1) ?? null : null })
    showToast({ about: 'undo', text, action: { label: t`Undo`, act: undo } })
  }
}
