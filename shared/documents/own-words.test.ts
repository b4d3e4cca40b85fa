import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { wordsBy } from './own-words.ts'

function twoWriters(): { bo: Y.Doc, anaWrites: (write: (doc: Y.Doc) => void) => void } {
  const ana = new Y.Doc()
  const bo = new Y.Doc()
  const anaWrites = (write: (doc: Y.Doc) => void) => {
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(bo))
    write(ana)
    Y.applyUpdate(bo, Y.encodeStateAsUpdate(ana))
  }
  return { bo, anaWrites }
}

const paragraph = (words: string): Y.XmlElement => {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}

test('only what the person wrote is told, in the order of the document, and nothing of the others', () => {
  const { bo, anaWrites } = twoWriters()
  anaWrites(doc => {
    doc.getText('title').insert(0, 'Their title')
    doc.getXmlFragment('content').insert(0, [paragraph('Their secret'), paragraph('and more')])
  })
  const content = bo.getXmlFragment('content')
  content.insert(2, [paragraph('My last line')])
  const first = (content.get(0) as Y.XmlElement).get(0) as Y.XmlText
  first.insert(0, 'Mine before. ')
  first.insert(first.length, ' Mine after.')
  expect(wordsBy(bo, new Set([bo.clientID]))).toBe('Mine before. … Mine after.\nMy last line')
})

test('what was deleted again, and what only others wrote, is nothing', () => {
  const { bo, anaWrites } = twoWriters()
  anaWrites(doc => doc.getText('title').insert(0, 'Theirs'))
  bo.getText('title').insert(0, 'typed and taken back')
  bo.getText('title').delete(0, 20)
  expect(wordsBy(bo, new Set([bo.clientID]))).toBe('')
  expect(wordsBy(bo, new Set())).toBe('')
})

test('words of several windows of one person stand together', () => {
  const { bo, anaWrites } = twoWriters()
  let other = 0
  anaWrites(doc => { other = doc.clientID; doc.getText('title').insert(0, 'one') })
  bo.getText('title').insert(3, ' two')
  expect(wordsBy(bo, new Set([bo.clientID, other]))).toBe('one two')
})

test('what the other side has already is not told, also where it stands in one piece with what it lacks', () => {
  const bo = new Y.Doc()
  const words = bo.getText('title')
  words.insert(0, 'Saved. ')
  const known = Y.decodeStateVector(Y.encodeStateVector(bo))
  words.insert(words.length, 'Not yet.')
  expect(wordsBy(bo, new Set([bo.clientID]), known)).toBe('Not yet.')
})
