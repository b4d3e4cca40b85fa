import type * as Y from 'yjs'
import { entriesOf, entryOf, rootOf } from './board.ts'
import { comparePlaces } from './places.ts'
import type { Column } from './column.ts'
import { readTask, type Task } from './task.ts'

export function findTask(doc: Y.Doc, id: string): Task | null {
  const entry = entryOf(doc, 'tasks', id)
  return entry && readTask(id, entry)
}

export const hasTask = (doc: Y.Doc, id: string): boolean => rootOf(doc, 'tasks').has(id)

export function tasksOf(doc: Y.Doc): Map<string, Task> {
  const tasks = new Map<string, Task>()
  for (const [id, entry] of entriesOf(doc, 'tasks')) tasks.set(id, readTask(id, entry))
  return tasks
}

export const liveTasksOf = (doc: Y.Doc): Map<string, Task> => new Map([...tasksOf(doc)].filter(([, { removed }]) => removed === null))

/** The cards of each column in their order. What names a column that is gone stands in the first one; without columns nothing is shown. */
export function cardsByColumn(tasks: Iterable<Task>, columns: readonly Column[]): Map<string, Task[]> {
  const cards = new Map<string, Task[]>(columns.map(({ id }) => [id, []]))
  const fallback = columns[0]?.id
  for (const task of tasks) (cards.get(task.column) ?? (fallback === undefined ? undefined : cards.get(fallback)))?.push(task)
  for (const column of cards.values()) column.sort((one, other) => comparePlaces({ id: one.id, key: one.order }, { id: other.id, key: other.order }))
  return cards
}
