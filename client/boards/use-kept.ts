import { isSameValue } from '@kopa/shared/boards/same-value.ts'
import { useState } from 'react'

/** The same object for as long as it says the same: what is drawn from it is drawn anew only when a figure changed. */
export function useKept<T>(fresh: T): T {
  const [kept, setKept] = useState(fresh)
  if (kept === fresh || isSameValue(kept, fresh)) return kept
  setKept(fresh)
  return fresh
}
