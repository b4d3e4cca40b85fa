import { createContext, useContext, useSyncExternalStore } from 'react'
import type { LiveBoard } from '../boards/live-board.ts'
import { type SavedState, worseOf } from '../documents/saved-state.ts'

/** milliseconds for which a board stays open that nothing in sight asks for: an editor that is made anew asks again at once */
const restBefore = 400
/** A page that names tasks of more boards shows the stored titles of the others. */
const mostBoards = 12

/** The boards that pages in sight name tasks of. They are opened, with the code of boards, when the first asks for one. */
export class LiveTasks {
  readonly #asked = new Map<string, number>()
  readonly #live = new Map<string, LiveBoard>()
  readonly #listeners = new Set<() => void>()
  #wanted: readonly string[] = []
  /** Shows a task of a board in full; null closes it. */
  readonly openTask: (boardId: string, taskId: string | null) => void

  constructor(openTask: (boardId: string, taskId: string | null) => void) {
    this.openTask = openTask
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same list for as long as it holds the same. */
  readonly wanted = (): readonly string[] => this.#wanted

  get(boardId: string): LiveBoard | null {
    return this.#live.get(boardId) ?? null
  }

  /** What of all open boards is least safe; null: none is open. The same object for as long as that holds. */
  readonly saved = (): SavedState | null => [...this.#live.values()].map(({ saved }) => saved).reduce<SavedState | null>((worst, saved) => (worst ? worseOf(worst, saved) : saved), null)

  /** Keeps a board open until the answer is called. */
  want(boardId: string): () => void {
    this.#asked.set(boardId, (this.#asked.get(boardId) ?? 0) + 1)
    this.#count()
    return () => void setTimeout(() => {
      const asked = (this.#asked.get(boardId) ?? 1) - 1
      if (asked > 0) this.#asked.set(boardId, asked)
      else this.#asked.delete(boardId)
      this.#count()
    }, restBefore)
  }

  set(boardId: string, live: LiveBoard | null): void {
    if (live) this.#live.set(boardId, live)
    else this.#live.delete(boardId)
    this.#tell()
  }

  #count(): void {
    const wanted = [...this.#asked.keys()].slice(0, mostBoards)
    if (wanted.join() === this.#wanted.join()) return
    this.#wanted = wanted
    this.#tell()
  }

  #tell(): void {
    this.#listeners.forEach(listener => listener())
  }
}

export const LiveTasksContext = createContext<LiveTasks | null>(null)

export function useLiveTasks(): LiveTasks {
  const tasks = useContext(LiveTasksContext)
  if (!tasks) throw new Error('live tasks outside of a workspace')
  return tasks
}

/** Whether what was changed of tasks is saved; null: none can be changed here. */
export function useLiveSaved(): SavedState | null {
  const tasks = useLiveTasks()
  return useSyncExternalStore(tasks.subscribe, tasks.saved)
}
