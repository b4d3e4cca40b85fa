import { useEffect, useState } from 'react'

/** How many of the parts of a printed document are laid out: some with each frame, so that hundreds of pages hold nothing up. Then `onReady` is called. */
export function useLayingOut(parts: number, { atOnce, onShare, onReady }: { atOnce: number, /** 0 to 1 */ onShare: (share: number) => void, onReady: () => void }): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    onShare(parts === 0 ? 1 : count / parts)
    if (count >= parts) return onReady()
    const frame = requestAnimationFrame(() => setCount(Math.min(parts, count + atOnce)))
    return () => cancelAnimationFrame(frame)
    // oxlint-disable-next-line react/exhaustive-deps -- it goes on with each batch and asks nobody else
  }, [count])
  return count
}

/** The document is laid out before the browser shows it; what comes after is the browser's. */
export const print = (): void => { requestAnimationFrame(() => globalThis.print()) }

/** While the dialog of a print is open: its key does not print the screen, and when the browser has printed what is laid out, `then` is called. */
export function usePrinted(then: () => void, { isLaidOut }: { isLaidOut: boolean }): void {
  useEffect(() => {
    const keep = (event: KeyboardEvent): void => { if (isPrintKey(event)) event.preventDefault() }
    document.addEventListener('keydown', keep)
    return () => document.removeEventListener('keydown', keep)
  }, [])
  useEffect(() => {
    if (!isLaidOut) return
    window.addEventListener('afterprint', then)
    return () => window.removeEventListener('afterprint', then)
  }, [then, isLaidOut])
}

const isPrintKey = (event: KeyboardEvent): boolean => event.key.toLowerCase() === 'p' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey

/** What the browser would print is the screen; it is laid out for paper first. Where a dialog is open already, it keeps its key. */
export function usePrintKey(open: () => void, { isOn = true } = {}): void {
  useEffect(() => {
    if (!isOn) return
    const listening = new AbortController()
    document.addEventListener('keydown', event => {
      if (!isPrintKey(event) || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      open()
    }, { signal: listening.signal })
    return () => listening.abort()
  }, [open, isOn])
}
