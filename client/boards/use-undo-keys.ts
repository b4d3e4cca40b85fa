import { useEffect, useRef } from 'react'
import { useBoardContext } from './board-context.ts'
import { useUndo } from './use-undo.ts'

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) on the whole board, wherever the keyboard is; a text that is being written elsewhere keeps its own. */
export function useUndoKeys(): void {
  const { mayEdit } = useBoardContext()
  const undo = useUndo()
  const latest = useRef(undo)
  useEffect(() => { latest.current = undo })
  useEffect(() => {
    if (!mayEdit) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase()
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y') || hasOwnUndo(event.target)) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) latest.current.redo()
      else latest.current.undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [mayEdit])
}

/** Fields that are written into the board at every key are undone with it; others by the browser. */
const hasOwnUndo = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches('input, textarea') && target.dataset['live'] === undefined))
