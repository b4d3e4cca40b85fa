import * as Y from 'yjs'
import { unpackDocument, type PackedDocument } from './keeper-jobs.ts'

/** Documents as they come out of storage. Only for the keeper's threads: the only place on the server that holds a Y.Doc. */

/**
 * A document that says nothing by itself: Yjs tidies up marks when it hears of changes, and what the keeper deletes on its own
 * nobody who is connected would ever hear of.
 */
export function quietDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.on('afterTransaction', transaction => { transaction._needFormattingCleanup = false })
  return doc
}

export interface Loaded { doc: Y.Doc, folded: number, fault: string | null }

/** The document up to the first update that does not load (which stops there, and nobody else). */
export function load(packed: PackedDocument): Loaded {
  const { snapshot, updates } = unpackDocument(packed)
  const doc = quietDoc()
  const fault = applyAll(doc, snapshot, updates)
  if (!fault) return { doc, folded: updates.length, fault: null }
  const folded = countReadable(snapshot, updates)
  const upTo = quietDoc()
  applyAll(upTo, snapshot, updates.slice(0, folded))
  return { doc: upTo, folded, fault: 'an update does not load' }
}

function applyAll(doc: Y.Doc, snapshot: Uint8Array, updates: readonly Uint8Array[]): string | null {
  return faultOf(doc, () => doc.transact(() => {
    if (snapshot.length > 0) Y.applyUpdate(doc, snapshot)
    for (const update of updates) Y.applyUpdate(doc, update)
  }))
}

/** Why this could not be applied whole; null: it was. */
export function faultOf(doc: Y.Doc, apply: () => void): string | null {
  try {
    apply()
    return pendingIn(doc)
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}

/** What waits for something that never comes is a fault as well. */
const pendingIn = ({ store }: Y.Doc): string | null => (store.pendingStructs || store.pendingDs ? 'stands on what is not there' : null)

/** Slow and careful, after a fault: one update at a time. @throws when not even the snapshot loads */
export function countReadable(snapshot: Uint8Array, updates: readonly Uint8Array[]): number {
  const trial = quietDoc()
  if (applyAll(trial, snapshot, [])) throw new Error('the snapshot does not load')
  const broken = updates.findIndex(update => applyAll(trial, update, []) !== null)
  return broken < 0 ? updates.length : broken
}
