import { type RefObject, useEffect } from 'react'
import { useBoardContext, useShownCards } from './board-context.ts'
import { movedFocus } from './shown.ts'

/** Somebody else moves or removes the card under the keyboard, or a filter hides it: the keyboard goes along, or to the nearest. */
export function useTidyFocus(root: RefObject<HTMLElement | null>): void {
  const { board, ui } = useBoardContext()
  const shown = useShownCards()
  useEffect(() => {
    const tidy = (): void => {
      const { focus, lift } = ui.state()
      const next = movedFocus(focus, shown, board)
      if (lift !== null || (next?.id === focus?.id && next?.cell === focus?.cell)) return
      const active = document.activeElement
      const wasThere = focus !== null && (ui.isAwaitingFocus || active === document.body ? ui.state().at === focus.id : (active?.closest<HTMLElement>('[data-card]')?.dataset['card'] === focus.id))
      if (wasThere && next && root.current) ui.goTo(next)
      else ui.change({ focus: next })
    }
    tidy()
    return board.watch('tasks')(tidy)
  }, [board, ui, shown, root])
}
