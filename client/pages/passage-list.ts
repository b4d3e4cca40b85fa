import { passagesOf, passagesRoot, type PlacedPassage } from '@kopa/shared/pages/passages.ts'
import { useMemo, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** Passages and where they stand, live; what is typed in them is none of its business. */
export function usePassages(side: Y.Doc | null): readonly PlacedPassage[] {
  const list = useMemo(() => (side ? listOf(side) : null), [side])
  return useSyncExternalStore(list?.subscribe ?? never, list?.now ?? noPassages)
}

const none: readonly PlacedPassage[] = []
const noPassages = () => none
const never = () => () => undefined

function listOf(side: Y.Doc): { now: () => readonly PlacedPassage[], subscribe: (listener: () => void) => () => void } {
  const root = passagesRoot(side)
  let now: readonly PlacedPassage[] = passagesOf(side)
  return {
    now: () => now,
    subscribe: listener => {
      const look = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
        if (events.every(({ target }) => target !== root && target.parent !== root)) return
        now = passagesOf(side)
        listener()
      }
      root.observeDeep(look)
      now = passagesOf(side)
      return () => root.unobserveDeep(look)
    },
  }
}
