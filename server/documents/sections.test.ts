import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { cutOut, encodeWithPlaces } from './sections.ts'

/** Written by three, with something deleted and a nested type. */
function written(): Y.Doc {
  const docs = [1, 200, 70_000].map(client => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  for (const [index, doc] of docs.entries()) {
    doc.getText('title').insert(0, `words of ${index}`)
    doc.getArray('list').push([new Y.Map([['a', index]]), index])
    doc.getText('title').delete(1, 2)
    for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  }
  return docs[0] ?? new Y.Doc()
}

const deletionsOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))

test('a snapshot is what Yjs would have written, and its parts are where they are said to be', () => {
  const doc = written()
  const { snapshot, places } = encodeWithPlaces(doc, deletionsOf(doc))
  expect(Buffer.from(snapshot)).toEqual(Buffer.from(Y.encodeStateAsUpdate(doc)))
  expect(places.map(({ client }) => client)).toEqual([70_000, 200, 1])
  expect(encodeWithPlaces(new Y.Doc(), new Uint8Array([0, 0])).snapshot).toEqual(new Uint8Array([0, 0]))
})

test('whoever lacks some of it is given that, and has it all', () => {
  const doc = written()
  const deletions = deletionsOf(doc)
  const { snapshot, places } = encodeWithPlaces(doc, deletions)
  for (const known of [[1], [1, 200], [70_000], []]) {
    const update = cutOut(snapshot, deletions, places.filter(({ client }) => !known.includes(client)), 10_000)
    const reader = new Y.Doc()
    // What is known already may be known only in part, and stands on nothing else.
    Y.applyUpdate(reader, cutOut(snapshot, new Uint8Array([0, 0]), places.filter(({ client }) => known.includes(client)), 10_000) ?? new Uint8Array())
    Y.applyUpdate(reader, update ?? new Uint8Array())
    expect(Y.encodeStateAsUpdate(reader)).toEqual(Y.encodeStateAsUpdate(doc))
    expect(reader.store.pendingStructs).toBeNull()
  }
  expect(cutOut(snapshot, deletions, places, 10)).toBeNull()
})
