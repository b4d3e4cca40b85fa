import * as encoding from 'lib0/encoding'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import * as Y from 'yjs'

/**
 * An update that only takes away, and only what the other side has: it is let in also where nothing can be added any more, while what was
 * added here, with it, would not be. (State vectors tell nothing of deletions, so all of them are in it.)
 */
export function mereDeletions(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  const known = Y.decodeStateVector(stateVector)
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].flatMap(([client, ranges]) => {
    const end = known.get(client) ?? 0
    const there = ranges.filter(({ clock }) => clock < end).map(({ clock, len }) => ({ clock, length: Math.min(len, end - clock) }))
    return there.length > 0 ? [{ client, there }] : []
  })
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, 0) // nothing new
    encoding.writeVarUint(encoder, deleted.length)
    for (const { client, there } of deleted) {
      for (const number of [client, there.length, ...there.flatMap(({ clock, length }) => [clock, length])]) encoding.writeVarUint(encoder, number)
    }
  })
}

/**
 * The same document without what was deleted: undo keeps the content of that, so that it can be done again, and it would be sent along.
 * Costs as much as opening the document.
 */
export function withoutDeleted(doc: Y.Doc): Y.Doc {
  const same = new Y.Doc()
  Y.applyUpdate(same, Y.encodeStateAsUpdate(doc))
  return same
}

export const step2Of = (update: Uint8Array): Uint8Array<ArrayBuffer> => encoding.encode(encoder => {
  for (const type of [messageType.sync, syncStep.step2]) encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, update)
})
