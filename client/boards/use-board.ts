import type { BaselineName } from '@kopa/shared/boards/baseline.ts'
import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import type { BoardSettings } from '@kopa/shared/boards/board-settings.ts'
import type { Column } from '@kopa/shared/boards/column.ts'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { Label } from '@kopa/shared/boards/label.ts'
import type { Link } from '@kopa/shared/boards/link.ts'
import type { SavedView } from '@kopa/shared/boards/view.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import { BoardStore, type Watched } from './board-store.ts'
import type { SubtaskCount } from './subtask-lists.ts'

/** The board in an open document; null for the moment before. */
export function useBoard(document: OpenDocument | null): BoardStore | null {
  const [board, setBoard] = useState<BoardStore | null>(null)
  useEffect(() => {
    if (!document) return
    const store = new BoardStore(document.doc)
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the document for as long as the component is mounted
    setBoard(store)
    return () => {
      setBoard(null)
      store.close()
    }
  }, [document])
  return board?.doc === document?.doc ? board : null
}

function useWatched<T>(board: BoardStore, what: Watched, read: () => T): T {
  const subscribe = useMemo(() => board.watch(what), [board, what])
  return useSyncExternalStore(subscribe, read)
}

/** Rendered anew only when this task changes. */
export const useTask = (board: BoardStore, id: string): Task | undefined => useWatched(board, `task ${id}`, () => board.task(id))
/** The title of the task that it is a subtask of; null: it is none. */
export const useParentTitle = (board: BoardStore, parent: string | null): string | null => useWatched(board, `task ${parent ?? ''}`, () => { const task = parent === null ? undefined : board.task(parent); return !task || task.removed !== null ? null : task.title })
/** Does it lie in the own company's side? */
export const useIsPrivate = (board: BoardStore, id: string): boolean => useWatched(board, `task ${id}`, () => board.isPrivate(id))
export const useHasSide = (board: BoardStore): boolean => useWatched(board, 'side', () => board.side() !== null)
export const useNote = (board: BoardStore, id: string): string => useWatched(board, `task ${id}`, () => board.note(id))
export const useTasks = (board: BoardStore): ReadonlyMap<string, Task> => useWatched(board, 'tasks', board.tasks)
export const useColumns = (board: BoardStore): readonly Column[] => useWatched(board, 'columns', board.columns)
export const useCards = (board: BoardStore, column: string): readonly string[] => useWatched(board, `cards ${column}`, () => board.cards(column))
export const useLinks = (board: BoardStore): readonly Link[] => useWatched(board, 'links', board.links)
export const useBoardSettings = (board: BoardStore): BoardSettings => useWatched(board, 'settings', board.settings)
export const useCalendars = (board: BoardStore): readonly BoardCalendar[] => useWatched(board, 'calendars', board.calendars)
export const useLabels = (board: BoardStore): readonly Label[] => useWatched(board, 'labels', board.labels)
export const useViews = (board: BoardStore): readonly SavedView[] => useWatched(board, 'views', board.views)
export const useBaselines = (board: BoardStore): readonly BaselineName[] => useWatched(board, 'baselines', board.baselines)
export const useFields = (board: BoardStore): readonly BoardField[] => useWatched(board, 'fields', board.fields)
export const useSubtasks = (board: BoardStore, id: string): readonly string[] => useWatched(board, `task ${id}`, () => board.subtasks(id))
export const useSubtaskCount = (board: BoardStore, id: string): SubtaskCount => useWatched(board, `task ${id}`, () => board.subtaskCount(id))
