import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seeded } from '../../tests/support/random.ts'
import { contentOf, titleOf } from './page.ts'
import { readPage, revertPage, type WholePage } from './page-content.ts'
import type { PageNode } from './page-json.ts'
import { fillPage } from './page-verbs.ts'

const paragraph = (text: string): PageNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const pageOf = (...texts: string[]): WholePage => ({ title: 'Plan', content: texts.map(paragraph) })

function docOf(page: WholePage): Y.Doc {
  const doc = new Y.Doc()
  fillPage(doc, page)
  return doc
}

describe('a page goes back to an earlier version', () => {
  test('and says exactly what that said, whatever happened in between', () => {
    const random = seeded(20261124)
    for (let round = 0; round < 300; round++) {
      const words = () => Array.from({ length: random.below(12) }, () => 'abcdef'[random.below(6)] ?? '')
      const [before, after] = [pageOf(...words()), { ...pageOf(...words()), title: words().join('') }]
      const doc = docOf(after)
      revertPage(doc, before)
      expect(readPage(doc), `round ${round}`).toEqual(before)
    }
  })

  test('blocks that are the same stay the live ones: what others write in them meanwhile survives', () => {
    const doc = docOf(pageOf('one', 'two', 'three'))
    const before = readPage(doc)
    contentOf(doc).delete(1, 1)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const text = (contentOf(other).get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(0, 'number ')
    revertPage(doc, before)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(readPage(doc)).toEqual(pageOf('number one', 'two', 'three'))
  })

  test('little is written when little differs', () => {
    const doc = docOf(pageOf(...Array.from({ length: 3000 }, (_, index) => `paragraph ${index} with some words in it`)))
    const before = readPage(doc)
    contentOf(doc).delete(1500, 2)
    titleOf(doc).insert(0, 'New ')
    let bytes = 0
    doc.on('update', (update: Uint8Array) => { bytes += update.length })
    doc.transact(() => revertPage(doc, before))
    expect(readPage(doc)).toEqual(before)
    expect(bytes).toBeLessThan(1000)
  })

  test('pages that share nothing, and very long ones', () => {
    const doc = docOf(pageOf(...Array.from({ length: 2500 }, (_, index) => `old ${index}`)))
    const before = pageOf(...Array.from({ length: 2500 }, (_, index) => `${index % 3 === 0 ? 'old' : 'new'} ${index}`))
    revertPage(doc, before)
    expect(readPage(doc)).toEqual(before)
  })
})
