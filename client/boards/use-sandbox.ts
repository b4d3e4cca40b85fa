import { useCallback, useEffect, useState } from 'react'
import type { BoardStore } from './board-store.ts'
import { Sandbox } from './sandbox.ts'

export interface WhatIf { /** null: everybody sees what is done */ readonly sandbox: Sandbox | null, readonly begin: () => void, readonly end: () => void }

/** The sandbox of a live board, if one was begun; it ends with the screen. */
export function useSandbox(live: BoardStore): WhatIf {
  const [sandbox, setSandbox] = useState<Sandbox | null>(null)
  useEffect(() => () => sandbox?.close(), [sandbox])
  const own = sandbox?.live === live ? sandbox : null
  const begin = useCallback(() => setSandbox(new Sandbox(live)), [live])
  const end = useCallback(() => setSandbox(null), [])
  return { sandbox: own, begin, end }
}
