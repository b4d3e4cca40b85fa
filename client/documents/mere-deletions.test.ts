import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mereDeletions, withoutDeleted } from './mere-deletions.ts'

test('what the other side has is taken away there, without what was added here or was never there', () => {
  const [theirs, mine] = [new Y.Doc(), new Y.Doc()]
  theirs.getText('title').insert(0, 'Words that were here before')
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  mine.getText('title').insert(27, ', and more')
  mine.getText('title').delete(0, 11)
  mine.getText('title').delete(mine.getText('title').length - 4, 4)
  const vector = Y.encodeStateVector(theirs)
  Y.applyUpdate(theirs, mereDeletions(mine, vector))
  expect(theirs.getText('title').toJSON()).toBe('were here before')
  expect(Y.encodeStateVector(theirs)).toEqual(vector)
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, vector))
  expect(theirs.getText('title').toJSON()).toBe('were here before, and ')
})

test('where nothing was deleted it says nothing', () => {
  const doc = new Y.Doc()
  doc.getText('title').insert(0, 'a')
  expect(mereDeletions(doc, Y.encodeStateVector(doc))).toEqual(new Uint8Array([0, 0]))
})

test('what was taken back is not sent along, although it can be done again here', () => {
  const [theirs, mine] = [new Y.Doc(), new Y.Doc()]
  const title = mine.getText('title')
  title.insert(0, 'Before')
  const undo = new Y.UndoManager(title, { captureTimeout: 0 })
  title.insert(6, 'x'.repeat(100_000))
  undo.undo()
  title.insert(6, ' and after')
  expect(Y.encodeStateAsUpdate(mine).length).toBeGreaterThan(100_000)
  const small = Y.encodeStateAsUpdate(withoutDeleted(mine))
  expect(small.length).toBeLessThan(200)
  Y.applyUpdate(theirs, small)
  expect(theirs.getText('title').toJSON()).toBe('Before and after')
  expect(Y.encodeStateVector(theirs)).toEqual(Y.encodeStateVector(mine))
})
