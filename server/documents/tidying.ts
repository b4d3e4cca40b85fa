import { collectGarbage } from '../core/garbage.ts'

/** Milliseconds without an open document after which nobody is expected to come right back. */
const patience = 5000
/** Documents that must have been open at once: what fewer leave behind is not worth a pause. */
const worthIt = 100

/** For a timer: gives memory back once everybody has left. While anybody works it never does: that makes them wait. */
export function givingBack(open: { readonly count: number }, giveBack = collectGarbage): () => void {
  let [mostOpen, emptySince] = [0, 0]
  return () => {
    const now = performance.now()
    mostOpen = Math.max(mostOpen, open.count)
    if (open.count > 0) emptySince = now
    if (mostOpen < worthIt || now - emptySince < patience) return
    mostOpen = 0
    giveBack()
  }
}
