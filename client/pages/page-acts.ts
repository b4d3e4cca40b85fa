import { useEffect, useSyncExternalStore } from 'react'
import type { MenuAct } from '../ui/Menu.tsx'

/** What can be done with the page that is open: the command menu offers it, too. */
let acts: readonly MenuAct[] = []
const listeners = new Set<() => void>()

function tell(next: readonly MenuAct[]): void {
  acts = next
  listeners.forEach(listener => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOpenPageActs = (): readonly MenuAct[] => useSyncExternalStore(subscribe, () => acts)

export function useTellPageActs(own: readonly MenuAct[]): void {
  // Acts are made anew with every render, and are only told anew when they say something else.
  const said = own.map(({ id, label }) => `${id}:${label}`).join()
  useEffect(() => {
    tell(own)
    return () => tell([])
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [said])
}
