import type * as Y from 'yjs'
import { boardRoots, type BoardRoot, rootOf } from './board.ts'

export type { BoardRoot }
/** For an undo manager; everything else goes through the verbs of the model. */
export const boardRootOf = (doc: Y.Doc, root: BoardRoot): Y.AbstractType<unknown> => rootOf(doc, root) as Y.AbstractType<unknown>

/**
 * Tells, once for every transaction that changed the board, which ids of which roots are not what they were.
 * Answers the way to stop.
 */
export function onBoardChange(doc: Y.Doc, tell: (changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>) => void): () => void {
  let changes = new Map<BoardRoot, Set<string>>()
  const stops = boardRoots.map(root => {
    const map = rootOf(doc, root)
    const note = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      const ids = changes.get(root) ?? new Set()
      for (const event of events) for (const id of idsIn(event)) ids.add(id)
      changes.set(root, ids)
    }
    map.observeDeep(note)
    return () => map.unobserveDeep(note)
  })
  const flush = (): void => {
    if (changes.size === 0) return
    const told = changes
    changes = new Map()
    tell(told)
  }
  doc.on('afterTransaction', flush)
  return () => {
    stops.forEach(stop => stop())
    doc.off('afterTransaction', flush)
  }
}

/** A change in the root names its keys; one further down stands below the id that begins its path. */
function idsIn({ path, keys }: Y.YEvent<Y.AbstractType<unknown>>): Iterable<string> {
  return path.length === 0 ? keys.keys() : [String(path[0])]
}
