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

export function usePrinted(then: () => void): void {
  useEffect(() => {
    window.addEventListener('afterprint', then)
    return () => window.removeEventListener('afterprint', then)
  }, [then])
}

/** What the browser would print is the screen; it is laid out for paper first. Where a dialog is open already, it keeps its key. */
export function usePrintKey(open: () => void, { isOn = true } = {}): void {
  useEffect(() => {
    if (!isOn) return
    const listening = new AbortController()
    document.addEventListener('keydown', event => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (document.querySelector('[role=dialog]')) return
      event.preventDefault()
      open()
    }, { signal: listening.signal })
    return () => listening.abort()
  }, [open, isOn])
}
