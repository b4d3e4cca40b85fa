import type * as Y from 'yjs'
import { type Act, addEntry, entryOf } from './board.ts'
import { type Flow, storedFlow } from './flow.ts'
import { notDone } from './recurrence.ts'
import { mostTitle, taskKeys } from './task.ts'

export interface TaskCopy { id: string, title: string, column: string, order: string, flow: Flow, parent: string | null, rank: string }

/** What a copy has of its own, or has not: its description is a page of the other, and so are threads and history. Files belong to the document in which both lie (0030). */
const ownKeys: ReadonlySet<string> = new Set([taskKeys.title, taskKeys.board, taskKeys.outline, taskKeys.progress, taskKeys.page, taskKeys.made, taskKeys.removed])

/** Another task that says the same, with nothing of it done; it is made by who copies it. */
export function copyTask(doc: Y.Doc, from: string, { id, title, column, order, flow, parent, rank }: TaskCopy, act: Act): void {
  const entry = entryOf(doc, 'tasks', from)
  if (!entry) return
  addEntry(doc, 'tasks', id, {
    ...Object.fromEntries([...entry].filter(([key]) => !ownKeys.has(key)).map(([key, value]) => [key, notDone(key, value)])),
    [taskKeys.title]: title.slice(0, mostTitle), [taskKeys.board]: [column, order, ...storedFlow(flow)], [taskKeys.outline]: [parent ?? '', rank], [taskKeys.made]: { ...act },
  })
}
