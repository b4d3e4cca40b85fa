import { addEntry, entriesOf, entryOf, type Entry, rootOf } from './board.ts'
import type * as Y from 'yjs'
import { numberIn, oneOf, textIn } from './stored-value.ts'

/** What it means that a task stands in a column: progress, "waiting on partner" and cycle times follow from it. */
export const stages = ['open', 'active', 'waiting', 'done'] as const
export type Stage = (typeof stages)[number]

export interface Column {
  readonly id: string
  readonly title: string
  readonly order: string
  readonly stage: Stage
  /** how many tasks should be in it at most; null: no limit. It warns and stops nobody. */
  readonly limit: number | null
}

const mostTitle = 200
const mostLimit = 9999

export function readColumn(id: string, entry: Entry): Column {
  const limit = entry.get('limit')
  return {
    id,
    title: textIn(entry.get('title'), mostTitle),
    order: textIn(entry.get('order'), 200),
    stage: oneOf(stages, entry.get('stage')) ?? 'open',
    limit: typeof limit === 'number' ? Math.round(numberIn(limit, { least: 1, most: mostLimit, otherwise: 1 })) : null,
  }
}

/** In their order on the board. */
export const columnsOf = (doc: Y.Doc): Column[] =>
  [...entriesOf(doc, 'columns')].map(([id, entry]) => readColumn(id, entry)).toSorted((one, other) => (`${one.order} ${one.id}` < `${other.order} ${other.id}` ? -1 : 1))

export const addColumn = (doc: Y.Doc, { id, title, order, stage, limit }: Column): void => addEntry(doc, 'columns', id, { title, order, stage, limit })

export type ColumnChange = Partial<Pick<Column, 'title' | 'order' | 'stage' | 'limit'>>

/** Says nothing of a column that somebody has removed meanwhile. */
export function changeColumn(doc: Y.Doc, id: string, change: ColumnChange): void {
  const entry = entryOf(doc, 'columns', id)
  if (!entry) return
  for (const [key, value] of Object.entries(change)) entry.set(key, value)
}

/** Tasks in it stand in the first column from then on, until somebody moves them. */
export const removeColumn = (doc: Y.Doc, id: string): void => rootOf(doc, 'columns').delete(id)
