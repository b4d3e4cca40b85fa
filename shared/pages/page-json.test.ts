import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, titleOf } from './page.ts'
import { appendNodes, readNodes, type PageNode } from './page-json.ts'
import { fillPage, setPageTitle } from './page-verbs.ts'
import { projectPage } from './projection.ts'

const page: PageNode[] = [
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Plan for Rīga 🐦' }] },
  { type: 'paragraph', content: [
    { type: 'text', text: 'Call ' },
    { type: 'text', text: 'Ieva', marks: [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://example.com' } }] },
    { type: 'hardBreak' },
    { type: 'text', text: 'on Monday' },
  ] },
  { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Book a room' }] }] }] },
  { type: 'hologram', attrs: { shape: { sides: [3, 4], solid: true }, ratio: 1.5 }, content: [
    { type: 'text', text: 'of tomorrow', marks: [{ type: 'glow', attrs: { strength: 3 } }] },
  ] },
  { type: 'paragraph' },
  { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Plan for Rīga 🐦' }] },
]

function written(nodes: PageNode[]): Y.Doc {
  const doc = new Y.Doc()
  appendNodes(contentOf(doc), nodes)
  return doc
}

describe('a page as JSON', () => {
  test('comes out as it went in, with nodes and marks that nobody knows yet', () => {
    expect(readNodes(contentOf(written(page)))).toEqual(page)
  })

  test('survives the way over the wire', () => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(written(page)))
    expect(readNodes(contentOf(copy))).toEqual(page)
  })

  test('leaves out attributes that are null, and the hash behind the name of a mark that may overlap itself', () => {
    const doc = written([{ type: 'paragraph', attrs: { align: null }, content: [{ type: 'text', text: 'x', marks: [{ type: 'comment--A1b2C3d4', attrs: { id: 7 } }] }] }])
    expect(readNodes(contentOf(doc))).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'comment', attrs: { id: 7 } }] }] }])
  })

  test('is added below what is there', () => {
    const doc = written(page)
    fillPage(doc, { title: 'Title', content: [{ type: 'paragraph' }] })
    expect(readNodes(contentOf(doc))).toHaveLength(page.length + 1)
    expect(titleOf(doc).toJSON()).toBe('Title')
  })
})

describe('what lists and search know of a page', () => {
  test('one line of plain words per block, and headings with an id each', () => {
    const doc = written(page)
    fillPage(doc, { title: 'Launch' })
    expect(projectPage(doc)).toEqual({
      title: 'Launch', icon: null, links: [],
      text: 'Plan for Rīga 🐦\nCall Ieva on Monday\nBook a room\nof tomorrow\nPlan for Rīga 🐦',
      headings: [{ level: 2, text: 'Plan for Rīga 🐦', id: 'plan-for-riga' }, { level: 2, text: 'Plan for Rīga 🐦', id: 'plan-for-riga-2' }],
    })
  })

  test('a page that somebody has filled with nonsense does not stop it', () => {
    const doc = new Y.Doc()
    let parent: Y.XmlFragment = contentOf(doc)
    doc.transact(() => {
      for (let depth = 0; depth < 1000; depth++) {
        const block = new Y.XmlElement('heading')
        block.setAttribute('level', { not: 'a number' } as never)
        parent.insert(0, [block])
        parent = block
      }
    })
    expect(projectPage(doc).headings.every(({ level }) => level === 1)).toBe(true)
    expect(readNodes(contentOf(doc))).toHaveLength(1)
  })
})

describe('renaming a page', () => {
  test.each([
    ['', 'New'], ['Old', ''], ['Launch plan', 'Launch plan 2027'], ['Launch plan', 'The launch plan'], ['aaa', 'aa'], ['🐦🐦', '🐦🐤'], ['🐦', '🐤'], ['same', 'same'],
  ])('from %j to %j', (from, to) => {
    const doc = new Y.Doc()
    setPageTitle(doc, from)
    setPageTitle(doc, to)
    expect(titleOf(doc).toJSON()).toBe(to)
  })

  test('keeps what somebody else types into it at the same time', () => {
    const [ana, bo] = [new Y.Doc(), new Y.Doc()]
    setPageTitle(ana, 'Launch plan')
    Y.applyUpdate(bo, Y.encodeStateAsUpdate(ana))
    setPageTitle(ana, 'Launch plan 2027')
    titleOf(bo).insert(0, 'Our ')
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(bo))
    expect(titleOf(ana).toJSON()).toBe('Our Launch plan 2027')
  })

  test('cuts at 300 characters', () => {
    const doc = new Y.Doc()
    setPageTitle(doc, 'x'.repeat(10_000))
    expect(titleOf(doc).length).toBe(300)
  })
})
