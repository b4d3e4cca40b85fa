import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Kind } from '@kopa/shared/documents/kinds.ts'
import { findMisplaced } from './misplaced.ts'

const foundIn = (kind: Kind, change: (doc: Y.Doc) => void) => {
  const doc = new Y.Doc()
  change(doc)
  return findMisplaced(doc, kind, new Map())
}

const page = (child: Y.XmlElement | Y.XmlText) => (doc: Y.Doc) => {
  doc.getText('title').insert(0, 'Plan', { bold: true })
  const block = new Y.XmlElement('paragraph')
  block.setAttribute('indent', '1')
  doc.getXmlFragment('content').insert(0, [block])
  block.insert(0, [child])
}

test('what editors write stands where it belongs', () => {
  expect(foundIn('page', page(new Y.XmlText('words')))).toBeNull()
  expect(foundIn('page', page(new Y.XmlElement('hardBreak')))).toBeNull()
  expect(foundIn('page', doc => doc.getMap('a root of a newer version').set('a', new Y.Map()))).toBeNull()
  expect(foundIn('board', doc => { doc.getMap('tasks').set('t', new Y.Map([['title', 'a']])); doc.getMap('labels').set('l', { name: 'b' }) })).toBeNull()
})

test.each<[string, Kind, (doc: Y.Doc) => void]>([
  ['an object in a title', 'page', doc => doc.getText('title').insertEmbed(0, { image: 'x' })],
  ['a block in a title', 'page', doc => doc.getText('title').insertEmbed(0, new Y.XmlElement('paragraph'))],
  ['a key in a title', 'page', doc => doc.getText('title').setAttribute('a', 1)],
  ['a map between blocks', 'page', doc => doc.getXmlFragment('content').insert(0, [new Y.Map() as unknown as Y.XmlElement])],
  ['a map inside a block', 'page', page(new Y.Map() as unknown as Y.XmlElement)],
  ['a plain value for a task', 'board', doc => doc.getMap('tasks').set('t', 'no task')],
  ['a list where keys are', 'board', doc => doc.getArray('labels').push(['a'])],
])('%s is found', (_what, kind, change) => {
  expect(foundIn(kind, change)).toMatchObject({ clock: expect.any(Number) })
})
