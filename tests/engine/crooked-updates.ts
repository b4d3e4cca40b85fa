import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { putTogether, takeApart } from './fuzz-mutants.ts'

/** What no editor writes, and the guard cannot see. */

export const update = (bytes: Uint8Array): Uint8Array => encoding.encode(encoder => {
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, syncStep.update)
  encoding.writeVarUint8Array(encoder, bytes)
})

/** "x" between "Ana" and "Bo", as it says: to the right of what comes later. */
export function crooked(doc: Y.Doc): Uint8Array {
  const own = new Y.Doc()
  own.clientID = 4_000_000
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  own.getText('title').insert(3, 'x')
  const loose = takeApart(Y.encodeStateAsUpdate(own, before))
  const [struct] = loose.sections[0]?.structs ?? []
  if (!struct) throw new Error('nothing was written')
  ;[struct.origin, struct.rightOrigin] = [struct.rightOrigin, struct.origin]
  return putTogether({ ...loose, deletions: [] })
}

/** Behind "marked: ", a word for each of so many marks that are opened and never closed. */
export function overmarked(doc: Y.Doc, marks: number): Uint8Array {
  const own = new Y.Doc()
  own.clientID = 5_000_000
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
  own.transact(() => {
    own.getXmlFragment('content').insert(0, [paragraph])
    paragraph.insert(0, [text])
    text.applyDelta(Array.from({ length: marks }, (_, word) => ({ insert: 'x', attributes: Object.fromEntries(Array.from({ length: word }, (_one, mark) => [`m${mark}`, true])) })))
  })
  return Y.encodeStateAsUpdate(own, before)
}

export const longText = (doc: Y.Doc): Y.XmlText => (doc.getXmlFragment('content').get(0) as Y.XmlElement).get(0) as Y.XmlText
