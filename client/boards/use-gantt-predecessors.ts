import type { Link } from '@kopa/shared/boards/link.ts'
import type { BoardStore } from './board-store.ts'
import { useLinks } from './use-board.ts'

const none: readonly Link[] = []
/** A list of links is the same object until one changes: so are the lists by successor. */
const bySuccessor = new WeakMap<readonly Link[], ReadonlyMap<string, readonly Link[]>>()

/** The links that lead to a task. */
export function usePredecessors(board: BoardStore, id: string): readonly Link[] {
  const links = useLinks(board)
  const known = bySuccessor.get(links) ?? Map.groupBy(links, ({ to }) => to)
  bySuccessor.set(links, known)
  return known.get(id) ?? none
}
