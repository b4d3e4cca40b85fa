import { branchIn, parentsIn } from '@kopa/shared/boards/outline.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, placeTask, removeTask } from '@kopa/shared/boards/task-verbs.ts'
import type { ActWords } from './act-words.ts'
import { asksNobody } from './board-acts.ts'
import { flowOfNew, keysFor, mayStandBelow, newId, type OutlinePlace, placeTasks, rootsOf, siblingsOf } from './arrange.ts'
import type { BoardStore } from './board-store.ts'

type Ids = readonly string[]

function place(board: BoardStore, ids: Ids, to: OutlinePlace): void {
  for (const [id, rank] of placeTasks(board, ids, to)) placeTask(board.docOf(id), id, to.parent, rank)
}

export type OutlineActs = ReturnType<typeof makeOutlineActs>

/** Tasks below tasks: each act says whether there was anything to do. */
export function makeOutlineActs(board: BoardStore, userId: string, words: ActWords, takeAway = asksNobody.takeAway) {
  const now = () => ({ userId, at: Date.now() })
  return {
    ...nestingActs(board, words),
    /** A new task of one day above another, or at the end, on the level of the last one. Answers its id; null: it is for the own company, whose side is not open. */
    add: (title: string, above: string | null, { isPrivate = false } = {}): string | null => {
      const id = newId()
      if (isPrivate && !board.side()) return null
      board.act(doc => {
        const place = newPlace(board, id, above)
        // What lies below a private task is as private.
        const home = isPrivate || (place.parent !== null && board.isPrivate(place.parent)) ? board.side() ?? doc : doc
        const act = now()
        addTask(home, { id, title, ...place, flow: flowOfNew(board, place.column, act.at), plan: freshPlan }, act)
      }, words.added([{ title }]))
      return id
    },
    /** With all that lies below it. Answers how it is told; null: nothing is removed, somebody is asked first. */
    remove: (ids: Ids): string | null => {
      const branch = [...new Set(ids.flatMap(id => branchIn(board.outline(), id)))]
      const free = takeAway(branch)
      if (free.length === 0) return null
      const sentence = words.removed(board, free)
      board.act(() => free.forEach(id => removeTask(board.docOf(id), id, now())), sentence)
      return words.stayed(sentence, branch.length - free.length)
    },
  }
}

function nestingActs(board: BoardStore, words: ActWords) {
  return {
    /** Below the task above it on its level. */
    indent: (ids: Ids): boolean => {
      const roots = rootsOf(board, ids)
      const [parent, siblings] = placeOf(board, roots[0])
      const above = siblings[siblings.indexOf(roots[0] ?? '') - 1]
      const together = roots.filter(id => parentsIn(board.tasks()).get(id) === parent)
      if (above === undefined || together.some(id => !mayStandBelow(board, id, above))) return false
      board.act(() => place(board, together, { parent: above, after: siblingsOf(board, above).at(-1)?.id ?? null }), words.moved(board, together))
      return true
    },
    /** Out of its parent, right behind it. */
    outdent: (ids: Ids): boolean => {
      const roots = rootsOf(board, ids)
      const [parent] = placeOf(board, roots[0])
      if (parent === null) return false
      const together = roots.filter(id => parentsIn(board.tasks()).get(id) === parent)
      board.act(() => place(board, together, { parent: parentsIn(board.tasks()).get(parent) ?? null, after: parent }), words.moved(board, together))
      return true
    },
    /** Before or behind its neighbour on the same level. */
    step: (id: string, by: 1 | -1): boolean => {
      const [parent, siblings] = placeOf(board, id)
      const at = siblings.indexOf(id)
      if (siblings[at + by] === undefined) return false
      board.act(() => place(board, [id], { parent, after: siblings[by > 0 ? at + 1 : at - 2] ?? null }), words.moved(board, [id]))
      return true
    },
  }
}

function placeOf(board: BoardStore, id: string | undefined): [parent: string | null, siblings: string[]] {
  const parent = parentsIn(board.tasks()).get(id ?? '') ?? null
  return [parent, siblingsOf(board, parent).map(sibling => sibling.id)]
}

function newPlace(board: BoardStore, id: string, above: string | null): { parent: string | null, rank: string, column: string, order: string } {
  const column = board.columns()[0]?.id ?? ''
  const order = keysFor(board, [id], { column, after: board.cards(column).at(-1) ?? null }).get(id) ?? ''
  const [parent, siblings] = placeOf(board, above ?? lastIn(board))
  const after = above === null ? siblings.at(-1) ?? null : siblings[siblings.indexOf(above) - 1] ?? null
  return { parent, rank: placeTasks(board, [id], { parent, after }).get(id) ?? '', column, order }
}

/** Where tasks stand that are written below the plan: on the level of its last one. */
export function endOfPlan(board: BoardStore): { parent: string | null, column: string, after: string | null } {
  const column = board.columns()[0]?.id ?? ''
  return { parent: placeOf(board, lastIn(board))[0], column, after: board.cards(column).at(-1) ?? null }
}

/** The last task of the outline, however deep. */
function lastIn(board: BoardStore): string | undefined {
  const children = board.outline()
  let last = children.get(null)?.at(-1)?.id
  for (let next = last; next !== undefined; next = children.get(next)?.at(-1)?.id) last = next
  return last
}
