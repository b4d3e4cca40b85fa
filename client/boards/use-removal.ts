import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext, useShownCards } from './board-context.ts'
import type { Spot } from './board-ui.ts'
import { useActWords } from './act-words.ts'
import { useUndo } from './use-undo.ts'

/** Takes tasks off the board, says so, and offers to undo it; the keyboard stands on the next card. Answers whether anything is gone: of a partner's task they are asked. */
export function useRemoval(): { remove: (ids: readonly string[], from?: Spot) => boolean } {
  const { t } = useLingui()
  const { board, ui, acts } = useBoardContext()
  const shown = useShownCards()
  const words = useActWords()
  const { undo } = useUndo()
  return {
    remove: (ids, from) => {
      const cards = from ? shown.cards(from.cell) : []
      const gone = acts.remove(ids)
      if (gone.length === 0) return false
      const at = from ? cards.indexOf(from.id) : -1
      const next = cards.slice(at + 1).find(id => !gone.includes(id)) ?? cards.slice(0, Math.max(0, at)).findLast(id => !gone.includes(id))
      if (from && gone.includes(from.id) && next !== undefined) ui.goTo({ cell: from.cell, id: next })
      ui.clearSelection()
      if (from && gone.includes(from.id) && next === undefined) document.querySelector<HTMLElement>(`[data-add="${CSS.escape(from.cell)}"]`)?.focus()
      showToast({ text: words.stayed(words.removed(board, gone), ids.length - gone.length), action: { label: t`Undo`, act: undo } })
      return true
    },
  }
}
