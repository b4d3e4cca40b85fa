import type { Act } from '@kopa/shared/boards/board.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { branchIn } from '@kopa/shared/boards/outline.ts'
import { copyExtras } from '@kopa/shared/boards/side.ts'
import { copyTask } from '@kopa/shared/boards/task-copy.ts'
import type { ActWords } from './act-words.ts'
import { flowOfNew, keysFor, newId, placeTasks, rootsOf } from './arrange.ts'
import type { BoardStore } from './board-store.ts'

/** The copies of those that were asked for, and of every task its copy. */
export interface Duplicated { made: readonly string[], copies: ReadonlyMap<string, string> }

/** Copies of tasks, each right behind the one it was made from, with copies of what lies below it and of the links in between. */
export const duplicateActs = (board: BoardStore, words: ActWords, now: () => Act) => ({
  /** What lies below a task is copied along with it. */
  duplicate: (ids: readonly string[]): Duplicated => {
    const roots = rootsOf(board, ids).filter(id => board.task(id) !== undefined)
    const originals = roots.flatMap(id => branchIn(board.outline(), id))
    // Where two have one rank, their ids say which comes first.
    const fresh = originals.map(newId).toSorted()
    const copies = new Map(originals.map((id, at) => [id, fresh[at] ?? '']))
    if (copies.size === 0) return { made: [], copies }
    board.act(() => {
      const act = now()
      for (const [from, to] of copies) copyOne(board, { from, to, below: copies.get(board.task(from)?.parent ?? ''), words }, act)
      for (const { from, to, type, lag } of board.links()) {
        const [ofFrom, ofTo] = [copies.get(from), copies.get(to)]
        if (ofFrom !== undefined && ofTo !== undefined) putLink(board.docOf(to), { id: newId(), from: ofFrom, to: ofTo, type, lag, created: act.at })
      }
    }, words.duplicated(board, roots))
    return { made: roots.flatMap(id => copies.get(id) ?? []), copies }
  },
})

/** `below`: the copy of its parent; undefined: it stands beside what it was made from. */
function copyOne(board: BoardStore, { from, to, below, words }: { from: string, to: string, below: string | undefined, words: ActWords }, act: Act): void {
  const [task, side] = [board.task(from), board.side()]
  if (!task) return
  const { column, parent, rank, title } = task
  copyTask(board.docOf(from), from, {
    id: to, column, order: keysFor(board, [to], { column, after: from }).get(to) ?? '', flow: flowOfNew(board, column, act.at),
    ...below === undefined ? { title: words.copyOf(title), parent, rank: placeTasks(board, [to], { parent, after: from }).get(to) ?? '' } : { title, parent: below, rank },
  }, act)
  if (side && !board.isPrivate(from)) copyExtras(side, { from, to }, board.fields().filter(({ isPrivate }) => isPrivate))
}
