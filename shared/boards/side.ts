import type * as Y from 'yjs'
import { type Act, addEntry, entriesOf, entryOf, rootOf } from './board.ts'
import { labelsOf, putLabel } from './label.ts'
import { type Link, linksOf, putLink, removeLink } from './link.ts'
import { placeTask, removeTask } from './task-verbs.ts'
import { manyKeys, readTask, taskKeys } from './task.ts'
import { hasTask } from './tasks.ts'

/**
 * A company's side of a board: a second document with roots of the same shapes, which never leaves the company. Its tasks stand in the
 * board's columns; `extras` holds what the company notes beside tasks that lie in the board (docs/decisions/0019).
 */

export const mostSideNote = 10_000
const noteKey = '/note'

/** A task's id has no stroke: what stands before the first one is its id. */
export const taskOfExtra = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')))

export const notedTasks = (side: Y.Doc): string[] => [...rootOf(side, 'extras').keys()].filter(key => key.endsWith(noteKey)).map(taskOfExtra)

/** What the company has noted beside a task: plain text, '' when it is nothing. */
export function noteOf(side: Y.Doc, task: string): string {
  const note = rootOf(side, 'extras').get(task + noteKey)
  return typeof note === 'string' ? note.slice(0, mostSideNote) : ''
}

export function setNote(side: Y.Doc, task: string, text: string): void {
  const extras = rootOf(side, 'extras')
  if (text !== '') extras.set(task + noteKey, text.slice(0, mostSideNote))
  else if (extras.has(task + noteKey)) extras.delete(task + noteKey)
}

/**
 * May a link of the side be followed? Only one that leads to a private task: what drives a shared task must be known to everybody
 * who reads its dates, else two companies would see two plans.
 */
export const isPrivateLink = ({ to }: Link, isPrivate: (task: string) => boolean): boolean => isPrivate(to)

/**
 * Shows private tasks to everybody: they are written anew in the board, and removed from the side. What lies below them and is not meant stays
 * private, below the new ones. A description and files stay behind: they lie behind the wall, and so do the names of files.
 * @param ids id in the side -> id that nobody has used, for the board
 */
export function shareTasks({ board, side }: { board: Y.Doc, side: Y.Doc }, ids: ReadonlyMap<string, string>, act: Act): void {
  for (const [id, shared] of ids) {
    const entry = entryOf(side, 'tasks', id)
    if (!entry) continue
    const { parent, rank, labels } = readTask(id, entry)
    const above = parent === null ? null : ids.get(parent) ?? (hasTask(board, parent) ? parent : null)
    const values = Object.fromEntries([...entry].filter(([key]) => key !== taskKeys.page && key !== taskKeys.removed && !key.startsWith(manyKeys.file)))
    addEntry(board, 'tasks', shared, { ...values, [taskKeys.outline]: [above ?? '', rank] })
    for (const label of labelsOf(side)) if (labels.includes(label.id)) putLabel(board, label)
    removeTask(side, id, act)
  }
  for (const [id, entry] of entriesOf(side, 'tasks')) {
    const { parent, rank } = readTask(id, entry)
    if (parent !== null && !ids.has(id) && ids.has(parent)) placeTask(side, id, ids.get(parent) ?? null, rank)
  }
  for (const link of linksOf(side)) shareLink({ board, side }, ids, link)
}

/** A link goes where its successor lies; one that would lead from a private task to a shared one is gone. */
function shareLink({ board, side }: { board: Y.Doc, side: Y.Doc }, ids: ReadonlyMap<string, string>, link: Link): void {
  const [from, to] = [ids.get(link.from) ?? link.from, ids.get(link.to) ?? link.to]
  if (from === link.from && to === link.to) return
  removeLink(side, link.id)
  if (!hasTask(board, to)) putLink(side, { ...link, from, to })
  else if (hasTask(board, from)) putLink(board, { ...link, from, to })
}
