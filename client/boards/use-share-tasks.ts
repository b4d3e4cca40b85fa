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
  const tellStaying = (said: string, { description, files }: { description: boolean, files: boolean }): string => {
    if (description && files) return t`${said}. The description and the files stay private.`
    if (files) return t`${said}. The files stay private.`
    return description ? t`${said}. The description stays private.` : said
  }
  return ids => {
    const staying = { description: ids.some(id => typeof board.task(id)?.pageId === 'string'), files: ids.some(id => (board.task(id)?.files.length ?? 0) > 0) }
    const said = words.shared(board, ids)
    const [first] = acts.share(ids)
    ui.clearSelection()
    if (first !== undefined && ids.length === 1) openTask(first)
    showToast({ about: 'undo', text: tellStaying(said, staying), action: { label: t`Undo`, act: undo } })
  }
}
