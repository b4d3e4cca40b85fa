import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext, useShownCards } from './board-context.ts'
import type { Spot } from './board-ui.ts'
import { useActWords } from './act-words.ts'
import { namingPagesQuery } from './boards-queries.ts'
import { useUndo } from './use-undo.ts'

type Remove = (ids: readonly string[], from?: Spot) => boolean

/**
 * Takes tasks off the board, says so, and offers to undo it; the keyboard stands on the next card. Answers whether anything is gone: of a partner's task
 * they are asked, and of one that pages name this person is. `removeNamed`: they have been.
 */
export function useRemoval(): { remove: Remove, removeNamed: Remove } {
  const { ui, place: { workspaceId, boardId }, whatIf } = useBoardContext()
  const queries = useQueryClient()
  const removeNamed = useRemove()
  return {
    removeNamed,
    remove: (ids, from) => {
      const { pages = [] } = (whatIf.sandbox ? null : queries.getQueryData(namingPagesQuery(workspaceId, boardId).queryKey)) ?? {}
      if (!pages.some(({ tasks }) => ids.some(id => tasks.includes(id)))) return removeNamed(ids, from)
      ui.change({ removing: { ids, ...from && { from } } })
      return false
    },
  }
}

function useRemove(): Remove {
  const { t } = useLingui()
  const { board, ui, acts } = useBoardContext()
  const shown = useShownCards()
  const words = useActWords()
  const { undo } = useUndo()
  return (ids, from) => {
    const cards = from ? shown.cards(from.cell) : []
    const gone = acts.remove(ids)
    if (gone.length === 0) return false
    const at = from ? cards.indexOf(from.id) : -1
    const next = cards.slice(at + 1).find(id => !gone.includes(id)) ?? cards.slice(0, Math.max(0, at)).findLast(id => !gone.includes(id))
    if (from && gone.includes(from.id) && next !== undefined) ui.goTo({ cell: from.cell, id: next })
    ui.clearSelection()
    if (from && gone.includes(from.id) && next === undefined) document.querySelector<HTMLElement>(`[data-add="${CSS.escape(from.cell)}"]`)?.focus()
    showToast({ about: 'undo', text: words.stayed(words.removed(board, gone), ids.length - gone.length), action: { label: t`Undo`, act: undo } })
    return true
  }
}
