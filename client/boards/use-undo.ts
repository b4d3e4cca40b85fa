import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'

/** Takes this person's last act back and says what it was. */
export function useUndo(): { undo: () => void, redo: () => void } {
  const { t } = useLingui()
  const { board } = useBoardContext()
  return {
    undo: () => {
      const words = board.undo.undo()
      if (words === null) return showToast({ about: 'undo', text: t`There is nothing to undo.` })
      showToast({ about: 'undo', text: words ? t`Undone: ${words}` : t`Undone`, action: { label: t`Redo`, act: () => void board.undo.redo() } })
    },
    redo: () => {
      const words = board.undo.redo()
      if (words === null) return showToast({ about: 'undo', text: t`There is nothing to redo.` })
      showToast({ about: 'undo', text: words ? t`Done again: ${words}` : t`Done again` })
    },
  }
}
