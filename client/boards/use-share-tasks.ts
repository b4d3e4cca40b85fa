import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { useUndo } from './use-undo.ts'

/** Shows private tasks to everybody, says so, and goes on with the task that is open. */
export function useShareTasks(): (ids: readonly string[]) => void {
  const { t } = useLingui()
  const { acts, board, ui, openTask } = useBoardContext()
  const words = useActWords()
  const { undo } = useUndo()
  return ids => {
    const hasDescription = ids.some(id => typeof board.task(id)?.pageId === 'string')
    const said = words.shared(board, ids)
    const [first] = acts.share(ids)
    ui.clearSelection()
    if (first !== undefined && ids.length === 1) openTask(first)
    showToast({ text: hasDescription ? t`${said}. The description stays private.` : said, action: { label: t`Undo`, act: undo } })
  }
}
