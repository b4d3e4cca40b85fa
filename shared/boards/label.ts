import type * as Y from 'yjs'
import { rootOf, type Stored } from './board.ts'
import { isRecord, numberIn, textIn } from './stored-value.ts'

/** A word that tasks of the board can carry. `color`: 0-7, of the set of eight; the name always stands beside it. */
export interface Label { readonly id: string, readonly name: string, readonly color: number }

export const mostLabelName = 60

const readLabel = (id: string, value: Stored): Label | null => (isRecord(value)
  ? { id, name: textIn(value['name'], mostLabelName), color: Math.round(numberIn(value['color'], { least: 0, most: 7, otherwise: 7 })) }
  : null)

/** By name, the same on every screen. */
export const labelsOf = (doc: Y.Doc): Label[] =>
  [...rootOf(doc, 'labels')].flatMap(([id, value]) => readLabel(id, value) ?? []).toSorted((one, other) => (`${one.name} ${one.id}` < `${other.name} ${other.id}` ? -1 : 1))

export const hasLabel = (doc: Y.Doc, id: string): boolean => rootOf(doc, 'labels').has(id)

/** One value: the name of one author and the colour of another never mix. */
export const putLabel = (doc: Y.Doc, { id, name, color }: Label): void => void rootOf(doc, 'labels').set(id, { name: name.slice(0, mostLabelName), color })

/** Tasks that carry it keep its id, which then says nothing. */
export const dropLabel = (doc: Y.Doc, id: string): void => rootOf(doc, 'labels').delete(id)
