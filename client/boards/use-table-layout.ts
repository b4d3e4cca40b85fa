import { useCallback, useSyncExternalStore } from 'react'
import { firstLayout, readLayout, type TableLayout } from './table-columns.ts'

const listeners = new Set<() => void>()
const known = new Map<string, TableLayout>()
const keyOf = (board: string): string => `kopa.board.table.${board}`

/** The columns of a board's table, as this browser was left. @param board an id */
export function useTableLayout(board: string): [layout: TableLayout, change: (layout: TableLayout) => void] {
  const layout = useSyncExternalStore(subscribe, () => layoutOf(board))
  const change = useCallback((next: TableLayout) => {
    known.set(board, next)
    store(keyOf(board), JSON.stringify(next))
    listeners.forEach(listener => listener())
  }, [board])
  return [layout, change]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function layoutOf(board: string): TableLayout {
  const layout = known.get(board) ?? read(keyOf(board)) ?? firstLayout
  known.set(board, layout)
  return layout
}

function read(key: string): TableLayout | null {
  try {
    return readLayout(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
}
