import { simpleDiffStringWithCursor } from 'lib0/diff'
import type * as Y from 'yjs'

/** Marks what this person typed into a title, for undo. */
export const typedTitle = Symbol('typed title')

/** Makes `title` read `wanted` by the one change that explains it: others' words before and after stay theirs. @param cursor where the typist's caret stands afterwards */
export function typeTitle(title: Y.Text, wanted: string, cursor: number): void {
  const before = title.toJSON()
  const start = cursor - Math.max(0, wanted.length - before.length)
  const { index, remove, insert } = simpleDiffStringWithCursor(before, wanted, start)
  if (remove === 0 && insert === '') return
  title.doc?.transact(() => {
    if (remove > 0) title.delete(index, remove)
    if (insert) title.insert(index, insert)
  }, typedTitle)
}

type Change = { retain?: number, insert?: unknown, delete?: number }

/** Where a caret at `position` stands after somebody else's change. What they write right at it goes behind it. */
export function movedCaret(position: number, changes: readonly Change[]): number {
  let moved = position
  let at = 0
  for (const { retain = 0, insert, delete: removed = 0 } of changes) {
    at += retain
    if (typeof insert === 'string') {
      if (at < moved) moved += insert.length
      at += insert.length
    }
    if (removed > 0 && at < moved) moved = Math.max(at, moved - removed)
  }
  return moved
}

/** One line, whatever was pasted. */
export const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
