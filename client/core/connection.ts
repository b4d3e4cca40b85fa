import { useSyncExternalStore } from 'react'

function listen(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Does the browser believe that it has a network? The saved badge of a page knows more; this is for the shell. */
export const useIsOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine)
