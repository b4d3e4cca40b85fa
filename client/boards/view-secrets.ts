import type { SavedView } from '@kopa/shared/boards/view.ts'
import type { BoardStore } from './board-store.ts'
import { fieldColumnId, readLayout, withoutColumns } from './table-columns.ts'

/** Ids of what only the own company has: fields and labels. None of them may stand in a view that everybody has. */
export const secretsOf = (board: BoardStore): string[] => [
  ...board.fields().filter(({ isPrivate }) => isPrivate).map(({ id }) => id),
  ...board.labels().filter(({ id }) => board.docOfLabel(id) !== board.doc).map(({ id }) => id),
]

/** The words of an address as everybody may have them: as columns of the table do, fields of cards stay away. */
export function wordsForAll({ card, ...words }: SavedView['search'], secrets: readonly string[]): SavedView['search'] {
  const shown = [card ?? []].flat().filter(id => !secrets.includes(id))
  return shown.length === 0 ? words : { ...words, card: shown }
}

/** Does it filter, group or sort by any of them? Ids are random: found as words they are meant. */
export const namesSecret = (search: SavedView['search'], secrets: readonly string[]): boolean => {
  const words = Object.values(search).flat()
  return secrets.some(id => words.some(word => word.includes(id)))
}

/** The columns of a table as everybody may have them. */
export function layoutForAll(layout: SavedView['layout'], secrets: readonly string[]): SavedView['layout'] {
  const columns = new Set(secrets.map(fieldColumnId))
  const read = readLayout(layout)
  return read && withoutColumns(read, id => columns.has(id))
}
