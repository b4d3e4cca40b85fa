import * as Y from 'yjs'
import { canonicalJson, plainValue } from '../canonical-json.ts'
import { boardRoots, type BoardRoot, rootOf, type Stored } from './board.ts'

/** All that a board says, as plain data: what a version shows, and what its hash is made of. Unknown keys are in it too. */
export type WholeBoard = Record<BoardRoot, Record<string, Stored>>

export const readWholeBoard = (doc: Y.Doc): WholeBoard => Object.fromEntries(boardRoots.map(root => [root, plainMap(rootOf(doc, root))])) as WholeBoard

/** Other kinds of shared types have no place in a board: what somebody put there is passed over. */
const plainMap = (map: Y.Map<Stored>): Record<string, Stored> => Object.fromEntries([...map].filter(([key, value]) => key !== '__proto__' && !(value instanceof Y.AbstractType && !(value instanceof Y.Map)))
  .map(([key, value]) => [key, value instanceof Y.Map ? plainValue(value.toJSON()) : plainValue(value)]))

/** What a new board starts with, written into one that is empty. */
export const fillBoard = (doc: Y.Doc, board: Partial<WholeBoard>): void => doc.transact(() => {
  for (const root of boardRoots) for (const [id, value] of Object.entries(board[root] ?? {})) write(rootOf(doc, root), root, id, value)
})

/** Makes a board say what an earlier version said, writing only what differs: what others do at the same time elsewhere survives. */
export const revertBoard = (doc: Y.Doc, board: WholeBoard): void => doc.transact(() => {
  for (const root of boardRoots) makeSame(rootOf(doc, root), board[root] ?? {}, (map, id, value) => write(map, root, id, value))
})

const hasEntries = (root: BoardRoot): boolean => root === 'columns' || root === 'tasks'
const isPlain = (value: Stored): value is Record<string, Stored> => typeof value === 'object' && value !== null && !Array.isArray(value)

function write(map: Y.Map<Stored>, root: BoardRoot, id: string, value: Stored): void {
  if (!hasEntries(root)) return void map.set(id, value)
  if (!isPlain(value)) return
  const entry = map.get(id)
  if (entry instanceof Y.Map) makeSame(entry, value, (inner, key, wanted) => inner.set(key, wanted))
  else map.set(id, new Y.Map(Object.entries(value)))
}

function makeSame(map: Y.Map<Stored>, wanted: Readonly<Record<string, Stored>>, put: (map: Y.Map<Stored>, key: string, value: Stored) => void): void {
  const now = plainMap(map)
  for (const key of Object.keys(now)) if (!Object.hasOwn(wanted, key)) map.delete(key)
  for (const [key, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(now, key) || canonicalJson(now[key]) !== canonicalJson(value)) put(map, key, value)
  }
}
