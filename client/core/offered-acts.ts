import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { MenuAct } from '../ui/Menu.tsx'

/** What can be done on the open screen, under one heading: "This board". */
export interface OfferedActs { source: string, heading: string, acts: readonly MenuAct[] }

let offered: readonly OfferedActs[] = []
const listeners = new Set<() => void>()

function tell(next: readonly OfferedActs[]): void {
  offered = next
  listeners.forEach(listener => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For the command menu: everything that is offered right now, what came last first. */
export const useOfferedActs = (): readonly OfferedActs[] => useSyncExternalStore(subscribe, () => offered)

/**
 * Lets the command menu (Ctrl+K) do what a component can do, as long as that is on the screen. Any capability may call it; it needs no entry anywhere else.
 * @param source a name of its own: who offers under the same one takes the place of whoever did
 * @param acts those that are disabled now are left out
 */
export function useOfferActs(source: string, heading: string, acts: readonly MenuAct[]): void {
  const latest = useRef(acts)
  useEffect(() => { latest.current = acts })
  const open = acts.filter(({ isDisabled }) => isDisabled !== true)
  // Acts are made anew with every render, and are only told anew when they say something else; what they do is asked of the last ones.
  const said = JSON.stringify([heading, ...open.map(({ id, label, hint, shortcut }) => [id, label, hint, shortcut])])
  useEffect(() => {
    const own = { source, heading, acts: open.map(act => ({ ...act, act: () => latest.current.find(({ id }) => id === act.id)?.act() })) }
    tell([own, ...offered.filter(other => other.source !== source)])
    return () => tell(offered.filter(other => other !== own))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [source, said])
}
