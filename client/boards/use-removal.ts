import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext, useShownCards } from './board-context.ts'
import type { Spot } from './board-ui.ts'
import { useActWords } from './act-words.ts'
import { useUndo } from './use-undo.ts'

/** Takes tasks off the board, says so, and offers to undo it; the keyboard stands on the next card. */
export function useRemoval(): { remove: (ids: readonly string[], from?: Spot) => void } {
  const { t } = useLingui()
  const { board, ui, acts } = useBoardContext()
  const shown = useShownCards()
  const words = useActWords()
  const { undo } = useUndo()
  return {
    remove: (ids, from) => {
      const sentence = words.removed(board, ids)
      const cards = from ? shown.cards(from.cell) : []
      const at = from ? cards.indexOf(from.id) : -1
      const next = cards.slice(at + 1).find(id => !ids.includes(id)) ?? cards.slice(0, Math.max(0, at)).findLast(id => !ids.includes(id))
      if (from && next !== undefined) ui.goTo({ cell: from.cell, id: next })
      acts.remove(ids)
      ui.clearSelection()
      if (from && next === undefined) document.querySelector<HTMLElement>(`[data-add="${CSS.escape(from.cell)}"]`)?.focus()
      showToast({ text: sentence, action: { label: t`Undo`, act: undo } })
    },
  }
}
