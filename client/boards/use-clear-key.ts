import { useEffect } from 'react'
import type { BoardUi } from './board-ui.ts'

/** What has an Escape of its own: it gives up what is written, or closes. */
const ownEscape = 'input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], aside'

/** Escape takes the selection back also where the keyboard stands on no task: on the button of a view that was switched to just now. */
export function useClearKey(ui: BoardUi, { isOn }: { isOn: boolean }): void {
  useEffect(() => {
    if (!isOn) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const { lift, dragged } = ui.state()
      if (event.key !== 'Escape' || event.defaultPrevented || lift !== null || dragged.size > 0) return
      if (event.target instanceof Element && !event.target.closest(ownEscape)) ui.clearSelection()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [ui, isOn])
}
