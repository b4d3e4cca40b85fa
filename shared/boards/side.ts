import type * as Y from 'yjs'
import { type Act, addEntry, entriesOf, entryOf, rootOf, type Stored } from './board.ts'
import { type BoardField, compareFields, fieldsOf } from './field.ts'
import { valueKeysOf } from './field-values.ts'
import { labelsOf, putLabel } from './label.ts'
import { type Link, linksOf, putLink, removeLink } from './link.ts'
import { placeTask, removeTask } from './task-verbs.ts'
import { manyKeys, readTask, type Task, taskKeys } from './task.ts'
import { hasTask } from './tasks.ts'

/**
 * A company's side of a board: a second document with roots of the same shapes, which never leaves the company. Its tasks stand in the
 * board's columns; `extras` holds what the company notes beside tasks that lie in the board, and what these say in fields that lie in the
 * side: `<task>/note`, `<task>/<field>`, `<task>/<field>/<option>` (docs/decisions/0019, 0032).
 */

export const mostSideNote = 10_000
const noteKey = '/note'

/** A task's id has no stroke: what stands before the first one is its id. */
export const taskOfExtra = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')))

/** Tasks beside which the company has written anything. */
export const notedTasks = (side: Y.Doc): string[] => [...new Set([...rootOf(side, 'extras').keys()].map(taskOfExtra))]

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

/** Fields of both documents, in their order. Where both say something, the board's holds. */
export function fieldsOfBoth(board: Y.Doc, side: Y.Doc | null): BoardField[] {
  const shared = fieldsOf(board)
  const own = side ? fieldsOf(side).filter(({ id }) => !hasField(board, id)) : []
  return own.length === 0 ? shared : [...shared, ...own.map(field => ({ ...field, isPrivate: true }))].toSorted(compareFields)
}

const hasField = (doc: Y.Doc, id: string): boolean => rootOf(doc, 'fields').has(id)

/** What a task of the board says in a field of the side; null takes it away. */
export function setExtra(side: Y.Doc, task: string, key: string, value: Stored): void {
  const extras = rootOf(side, 'extras')
  if (value !== null) extras.set(`${task}/${key}`, value)
  else if (extras.has(`${task}/${key}`)) extras.delete(`${task}/${key}`)
}

/** A task of the board with what the company says of it in fields of its own. @param fields those of the side */
export function withExtras(task: Task, side: Y.Doc, fields: readonly BoardField[]): Task {
  const own = extrasOf(side, task.id, fields)
  return own.length === 0 ? task : { ...task, values: new Map([...task.values, ...own]) }
}

function extrasOf(side: Y.Doc, task: string, fields: readonly BoardField[]): [key: string, value: Stored][] {
  const extras = rootOf(side, 'extras')
  return fields.flatMap(valueKeysOf).flatMap((key): [string, Stored][] => { const value = extras.get(`${task}/${key}`); return value === undefined ? [] : [[key, value]] })
}

/** The next one of a task that comes again says the same in the company's own fields. */
export function copyExtras(side: Y.Doc, { from, to }: { from: string, to: string }, fields: readonly BoardField[]): void {
  for (const [key, value] of extrasOf(side, from, fields)) setExtra(side, to, key, value)
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
    const [values, own] = dealt(board, [...entry].filter(([key]) => key !== taskKeys.page && key !== taskKeys.removed && !key.startsWith(manyKeys.file)))
    addEntry(board, 'tasks', shared, { ...values, [taskKeys.outline]: [above ?? '', rank] })
    for (const [key, value] of own) setExtra(side, shared, key, value)
    for (const label of labelsOf(side)) if (labels.includes(label.id)) putLabel(board, label)
    removeTask(side, id, act)
  }
  for (const [id, entry] of entriesOf(side, 'tasks')) {
    const { parent, rank } = readTask(id, entry)
    if (parent !== null && !ids.has(id) && ids.has(parent)) placeTask(side, id, ids.get(parent) ?? null, rank)
  }
  for (const link of linksOf(side)) shareLink({ board, side }, ids, link)
}

/** What everybody may read of a task, and what it says in fields that are not the board's: also in one that is gone. */
function dealt(board: Y.Doc, entries: readonly [key: string, value: Stored][]): [values: Record<string, Stored>, own: [key: string, value: Stored][]] {
  const fieldOf = (key: string): string | null => (key.startsWith(manyKeys.field) ? key.slice(manyKeys.field.length) : null)
  const isOwn = (key: string): boolean => { const field = fieldOf(key); return field !== null && !hasField(board, field.split('/')[0] ?? '') }
  return [Object.fromEntries(entries.filter(([key]) => !isOwn(key))), entries.flatMap(([key, value]): [string, Stored][] => (isOwn(key) ? [[fieldOf(key) ?? '', value]] : []))]
}

/** A link goes where its successor lies; one that would lead from a private task to a shared one is gone. */
function shareLink({ board, side }: { board: Y.Doc, side: Y.Doc }, ids: ReadonlyMap<string, string>, link: Link): void {
  const [from, to] = [ids.get(link.from) ?? link.from, ids.get(link.to) ?? link.to]
  if (from === link.from && to === link.to) return
  removeLink(side, link.id)
  if (!hasTask(board, to)) putLink(side, { ...link, from, to })
  else if (hasTask(board, from)) putLink(board, { ...link, from, to })
}
