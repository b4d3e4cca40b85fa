import * as Y from 'yjs'
import { entryOf, rootOf } from './board.ts'

/**
 * Where somebody stands on a board, in the form in which presence carries places: a relative position (Yjs,
 * RelativePosition.js) that names the entry of a task.
 */
export function positionOfTask(doc: Y.Doc, id: string): object | null {
  const entry = entryOf(doc, 'tasks', id)
  return entry && Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(entry, 0)) as object
}

/** The task that a position names; null for any other place, and for what nobody has seen yet. */
export function taskAtPosition(doc: Y.Doc, position: unknown): string | null {
  try {
    const type = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(position), doc)?.type
    const id = type?._item?.parentSub ?? null
    return type instanceof Y.Map && type.parent === rootOf(doc, 'tasks') ? id : null
  } catch {
    return null
  }
}
