import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useBoardContext } from './board-context.ts'
import type { BoardPresence, PersonAt } from './board-presence.ts'
import type { BoardUi } from './board-ui.ts'

export function useOpenPresence(presence: BoardPresence, ui: BoardUi, { isTrying }: { isTrying: boolean }): void {
  useEffect(() => presence.open(ui, { isTrying }), [presence, ui, isTrying])
}

/** The others who are at this task right now. */
export function usePeopleAt(task: string): readonly PersonAt[] {
  const { presence } = useBoardContext()
  const subscribe = useMemo(() => presence.watch(task), [presence, task])
  return useSyncExternalStore(subscribe, () => presence.at(task))
}
