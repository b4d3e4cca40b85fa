import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 640px)')
function watchNarrow(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** A screen as narrow as a phone's: what is wide is shown there as a list. */
export const useIsNarrow = (): boolean => useSyncExternalStore(watchNarrow, () => narrow.matches)
