import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { randomForTest } from '../../tests/support/random.ts'
import { limits } from '../documents/protocol.ts'
import { piecesOf } from './text-pieces.ts'

const textIn = (doc: Y.Doc): Y.XmlText => {
  const text = new Y.XmlText()
  doc.getXmlFragment('content').insert(0, [text])
  return text
}

test('whatever people write and mark, it is read as Yjs reads it', () => {
  const random = randomForTest()
  const text = textIn(new Y.Doc())
  for (let step = 0; step < 400; step++) {
    const at = random.below(text.length + 1)
    const acts = [
      () => text.insert(at, random.pick(['a', 'bc ', 'ķ🐦'])),
      () => text.insertEmbed(at, { image: 'x' }),
      () => { if (text.length > at) text.format(at, 1 + random.below(text.length - at), { [random.pick(['bold', 'link', '7', 'comment--a1b2c3d4'])]: random.pick([true, null, { href: 'x' }]) }) },
      () => { if (text.length > at) text.delete(at, 1) },
    ]
    random.pick(acts)()
  }
  const said = (text.toDelta() as { insert: unknown, attributes?: Record<string, unknown> }[]).filter(({ insert }) => typeof insert === 'string')
  expect(piecesOf(text), `seed ${random.seed}`).toEqual(said.map(({ insert, attributes = {} }) => ({ words: insert, attributes })))
})

test('thousands of marks that are opened and never closed are read in bounded memory', () => {
  const text = textIn(new Y.Doc())
  for (let i = 0; i < 1000; i++) text.insert(text.length, 'x', Object.fromEntries(Array.from({ length: i % 150 }, (_, mark) => [`m${mark}`, true])))
  const most = piecesOf(text).map(({ attributes }) => Object.keys(attributes).length)
  expect(Math.max(...most)).toBe(limits.marks)
  expect(piecesOf(text).map(({ words }) => words).join('')).toHaveLength(1000)
})
