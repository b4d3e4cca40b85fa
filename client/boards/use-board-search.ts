import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { BoardSearch } from './board-search.ts'

export type ChangeSearch = (change: BoardSearch, options?: { replace: boolean }) => void

/** What the address says of the view; changing it is a link that can be sent. */
export function useBoardSearch(): [search: BoardSearch, change: ChangeSearch] {
  const search: BoardSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = useCallback<ChangeSearch>((next, { replace } = { replace: true }) => {
    void navigate({ to: '.', search: (before: BoardSearch) => ({ ...before, ...next }), replace, resetScroll: false })
  }, [navigate])
  return [search, change]
}
