import * as Y from 'yjs'

/**
 * The model of a board: its roots in a Y.Doc. Every root is a map from random ids to small values, so that what can be moved is
 * never deleted and written again (a card would be there twice), and edits of different things merge.
 *
 * - `settings`: name -> value (title, start, calendar ...)
 * - `columns`, `tasks`: id -> Y.Map of a few grouped values (column.ts, task.ts)
 * - `links`, `calendars`, `labels`, `fields`, `views`, `baselines`: id -> one plain value each; the last writer wins
 *   (what can be chosen in a field is beside it: `<field id>/<option id>` -> value, field.ts)
 * - `extras`: `<task id>/<key>` -> value: what a company adds for itself to tasks that lie in the shared board (side.ts)
 */
export const boardRoots = ['settings', 'columns', 'tasks', 'links', 'calendars', 'labels', 'fields', 'views', 'baselines', 'extras'] as const
export type BoardRoot = (typeof boardRoots)[number]

/** A value as Yjs stores it: whatever another client wrote. Read only through the functions of the model. */
export type Stored = unknown
export type Entry = Y.Map<Stored>

export const rootOf = (doc: Y.Doc, root: BoardRoot): Y.Map<Stored> => doc.getMap(root)

/** The entry of a task or column, if it is one. */
export function entryOf(doc: Y.Doc, root: 'tasks' | 'columns', id: string): Entry | null {
  const entry = rootOf(doc, root).get(id)
  return entry instanceof Y.Map ? entry : null
}

/** All entries of a root that are maps, by id. */
export function * entriesOf(doc: Y.Doc, root: 'tasks' | 'columns'): Generator<readonly [id: string, entry: Entry]> {
  for (const [id, entry] of rootOf(doc, root)) if (entry instanceof Y.Map) yield [id, entry]
}

/** A new entry under an id that nobody has used: two sides that make the same key lose one side's fields. */
export function addEntry(doc: Y.Doc, root: 'tasks' | 'columns', id: string, values: Readonly<Record<string, Stored>>): void {
  rootOf(doc, root).set(id, new Y.Map(Object.entries(values)))
}

/** Who does something, and when: passed in, so that the model has no clock. */
export interface Act { userId: string, /** milliseconds since 1970 */ at: number }
