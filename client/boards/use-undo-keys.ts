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
      const act = undoAsked(event)
      if (!act) return
      event.preventDefault()
      latest.current[act]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [mayEdit])
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target' | 'defaultPrevented'>

/** What of it a key asks for, where nothing else has taken it; null: nothing. */
export function undoAsked({ key: pressed, ctrlKey, metaKey, altKey, shiftKey, target, defaultPrevented }: Pressed): 'undo' | 'redo' | null {
  const key = pressed.toLowerCase()
  if (defaultPrevented || !(ctrlKey || metaKey) || altKey || (key !== 'z' && key !== 'y') || hasOwnUndo(target)) return null
  return key === 'y' || shiftKey ? 'redo' : 'undo'
}

/** Fields that are written into the board at every key are undone with it; others by the browser. */
const hasOwnUndo = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches('input:not([type=checkbox]), textarea') && target.dataset['live'] === undefined))
