import { useEffect, useRef } from 'react'

/** '?' opens the help from wherever the keyboard is on a board; where one writes, and in a dialog, it is a letter. */
export function useHelpKey(onHelp: () => void): void {
  const latest = useRef(onHelp)
  useEffect(() => { latest.current = onHelp })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key !== '?' || event.ctrlKey || event.metaKey || isElsewhere(event.target)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null)
