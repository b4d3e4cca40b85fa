import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { useUndo } from './use-undo.ts'

/** Copies tasks, says so, and offers to undo it. Answers the ids of the copies. */
export function useDuplicate(): (ids: readonly string[]) => string[] {
  const { t } = useLingui()
  const { board, ui, acts } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  return ids => {
    const copies = acts.duplicate(ids)
    if (copies.length === 0) return []
    ui.clearSelection()
    showToast({ text: words.added(copies.map(id => ({ title: board.task(id)?.title ?? '' }))), action: { label: t`Undo`, act: undo } })
    return copies
  }
}
