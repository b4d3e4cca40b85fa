import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import { readView, type SavedView } from '@kopa/shared/boards/view.ts'
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const known = new Map<string, readonly SavedView[]>()
const keyOf = (board: string): string => `kopa.board.views.${board}`

/** A person's own ways of looking at a board, kept in this browser: nobody else sees them. */
export const useOwnViews = (board: string): readonly SavedView[] => useSyncExternalStore(subscribe, () => ownViews(board))

export function ownViews(board: string): readonly SavedView[] {
  const views = known.get(board) ?? read(board)
  known.set(board, views)
  return views
}

export function putOwnView(board: string, view: SavedView): void {
  keep(board, [...ownViews(board).filter(({ id }) => id !== view.id), view].toSorted((one, other) => one.name.localeCompare(other.name)))
}

export const dropOwnView = (board: string, id: string): void => keep(board, ownViews(board).filter(view => view.id !== id))

function keep(board: string, views: readonly SavedView[]): void {
  known.set(board, views)
  try {
    localStorage.setItem(keyOf(board), JSON.stringify(Object.fromEntries(views.map(view => [view.id, view]))))
  } catch {
    document.documentElement.dataset['storage'] = 'refused'
  }
  listeners.forEach(listener => listener())
}

function read(board: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(board)) ?? 'null')
    return isRecord(stored) ? Object.entries(stored).flatMap(([id, value]) => readView(id, value) ?? []) : []
  } catch {
    return []
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
