import type * as Y from 'yjs'
import { plainValue } from '../canonical-json.ts'
import { rootOf, type Stored } from './board.ts'
import { isRecord, textIn } from './stored-value.ts'

/**
 * A way of looking at a board that somebody has kept under a name, for everybody: kind of view, filters, groups and order in the words of the
 * board's address, and the columns of the table. Screens read `search` and `layout` as they would read an address that anybody has typed.
 */
export interface SavedView { readonly id: string, readonly name: string, readonly search: Readonly<Record<string, string | readonly string[]>>, readonly layout: Stored, /** it lies in the own company's side; never stored */ readonly isPrivate?: boolean }

export const mostViewName = 100
const mostWords = 40
const mostViews = 500

/** By name, the same on every screen. */
export const viewsOf = (doc: Y.Doc): SavedView[] =>
  [...rootOf(doc, 'views')].flatMap(([id, value]) => readView(id, value) ?? []).toSorted(compareViews).slice(0, mostViews)

export const compareViews = (one: SavedView, other: SavedView): number => (`${one.name} ${one.id}` < `${other.name} ${other.id}` ? -1 : 1)

export function readView(id: string, value: Stored): SavedView | null {
  const name = isRecord(value) ? textIn(value['name'], mostViewName) : ''
  if (!isRecord(value) || name === '') return null
  const search = isRecord(value['search']) ? Object.entries(value['search']).slice(0, mostWords).flatMap(([key, word]) => { const read = wordsIn(word); return read === null ? [] : [[key, read] as const] }) : []
  return { id, name, search: Object.fromEntries(search), layout: plainValue(value['layout'] ?? null) }
}

function wordsIn(word: Stored): string | readonly string[] | null {
  if (typeof word === 'string') return textIn(word, 300)
  return Array.isArray(word) ? word.slice(0, 200).filter((one: Stored): one is string => typeof one === 'string') : null
}

/** One value: the name of one author and the filters of another never mix. */
export const putView = (doc: Y.Doc, { id, name, search, layout }: SavedView): void => void rootOf(doc, 'views').set(id, { name: name.slice(0, mostViewName), search: { ...search }, layout })

export const dropView = (doc: Y.Doc, id: string): void => rootOf(doc, 'views').delete(id)
