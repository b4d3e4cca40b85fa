import * as Y from 'yjs'
import { addEntry, type BoardRoot, rootOf, type Stored } from './board.ts'
import { isSameValue } from './same-value.ts'

/** What stands under one id of a root: key -> value of a task or column; everything else is one value, under the key ''. */
export type EntryValues = ReadonlyMap<string, Stored>

/** null: there is nothing under this id. */
export function valuesOf(doc: Y.Doc, root: BoardRoot, id: string): EntryValues | null {
  const found = rootOf(doc, root).get(id)
  if (found instanceof Y.Map) return new Map(found as Y.Map<Stored>)
  return found === undefined ? null : new Map([['', found]])
}

/** The keys under which two entries say something else. */
export function differingKeys(one: EntryValues | null, other: EntryValues | null): string[] {
  return [...new Set([...one?.keys() ?? [], ...other?.keys() ?? []])].filter(key => !isSameValue(one?.get(key), other?.get(key)))
}

/** Lets an entry say what `values` say under these keys, and leaves its other keys alone; `values` null: it is taken away. */
export function writeValues(doc: Y.Doc, { root, id }: { root: BoardRoot, id: string }, { keys, values }: { keys: readonly string[], values: EntryValues | null }): void {
  const map = rootOf(doc, root)
  if (values === null) return map.has(id) ? map.delete(id) : undefined
  if (root !== 'tasks' && root !== 'columns') return void map.set(id, values.get(''))
  const entry = map.get(id)
  if (!(entry instanceof Y.Map)) return addEntry(doc, root, id, Object.fromEntries(values))
  for (const key of keys) {
    if (values.has(key)) entry.set(key, values.get(key))
    else entry.delete(key)
  }
}

/** Another document that says the same, and that nobody else hears of. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
