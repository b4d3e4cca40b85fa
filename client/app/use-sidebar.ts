import { useState, useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 861px)')
const key = 'kopa.sidebar'

function listen(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

/** Is there room for the sidebar beside the work? */
export const useIsWide = (): boolean => useSyncExternalStore(listen, () => wide.matches)

/** Folded away or not, as this browser was left. */
export function useSidebarShown(): [boolean, (isShown: boolean) => void] {
  const [isShown, setIsShown] = useState(readShown)
  return [isShown, next => {
    setIsShown(next)
    storeShown(next)
  }]
}

function readShown(): boolean {
  try {
    return localStorage.getItem(key) !== 'hidden'
  } catch {
    return true
  }
}

function storeShown(isShown: boolean): void {
  try {
    localStorage.setItem(key, isShown ? 'shown' : 'hidden')
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}
