import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from './page.ts'
import { pageExtensions } from './page-schema.ts'
import { gatherFromEvents, nothingUnknown } from './unknown.ts'
import { makeRoom } from './unknown-extensions.ts'

type Block = [name: string, attributes: Record<string, unknown>, ...children: (Block | Y.XmlText)[]]

function element([name, attributes, ...children]: Block): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children.map(child => (Array.isArray(child) ? element(child) : child)))
  return made
}

function text(words: string, marks: Record<string, object> = {}): Y.XmlText {
  const made = new Y.XmlText()
  made.applyDelta([{ insert: words, attributes: marks }])
  return made
}

function page(...blocks: Block[]): Y.XmlFragment {
  const fragment = contentOf(new Y.Doc())
  fragment.insert(0, blocks.map(element))
  return fragment
}

const room = (fragment: Y.XmlFragment) => makeRoom(fragment, pageExtensions())

test('a page of known blocks needs no room', () => {
  const found = room(page(['paragraph', { id: 'a' }, text('Hello', { bold: {} })], ['bulletList', {}, ['listItem', {}, ['paragraph', {}, text('one')]]]))
  expect(found?.unknown).toEqual(nothingUnknown())
})

test('an unknown block, its attributes and everything inside it get room', () => {
  const found = room(page(['puzzle', { tone: 'warm' }, ['paragraph', {}, text('Mind the gap')], ['chart', { data: [1, 2] }]]))
  expect(found?.unknown.nodes.get('puzzle')).toEqual({ place: 'block', content: 'blocks', attributes: new Set(['tone']) })
  expect(found?.schema.nodes['puzzle']?.isAtom).toBe(true)
  const inside = found?.schema.nodes['chart']?.create({ data: [1, 2] })
  expect(inside && found?.schema.nodes['puzzle']?.createChecked({ tone: 'warm' }, inside).attrs).toEqual({ tone: 'warm' })
})

test('an unknown node in a line stands in the line, even alone', () => {
  const found = room(page(['paragraph', {}, ['mention', { user: 'u1' }]], ['paragraph', {}, text('Ask '), ['sticker', {}]]))
  expect(found?.schema.nodes['mention']?.isInline).toBe(true)
  expect(found?.schema.nodes['sticker']?.isInline).toBe(true)
})

test('unknown marks get room, those that may overlap themselves too', () => {
  const found = room(page(['paragraph', {}, text('new', { suggestion: { id: 's1', author: 'a' }, 'remark--AbCdEfGh': { id: 'r' } })]))
  expect(found?.unknown.marks.get('suggestion')).toEqual({ attributes: new Set(['id', 'author']), overlaps: false })
  const remark = found?.schema.marks['remark']
  expect(remark?.excludes(remark)).toBe(false)
})

test('unknown attributes of known nodes and marks get room', () => {
  const found = room(page(['paragraph', { translatedFrom: 'b7' }, text('x', { link: { href: 'https://kopa.example', rank: 2 } })]))
  expect(found?.schema.nodes['paragraph']?.create({ translatedFrom: 'b7' }).attrs['translatedFrom']).toBe('b7')
  expect(found?.schema.marks['link']?.create({ rank: 2 }).attrs['rank']).toBe(2)
})

test('known blocks where they do not belong get room instead of being deleted', () => {
  const found = room(page(['bulletList', {}, ['listItem', {}, ['bulletList', {}, ['listItem', {}, ['paragraph', {}, text('left alone')]]]]]))
  expect(found?.unknown.widened.get('listItem')).toBe('blocks')
  expect(found?.schema.nodes['listItem']?.contentMatch.matchType(found.schema.nodes['bulletList']!)).not.toBeNull() // just made
})

test('bold text in a code block gets room', () => {
  const found = room(page(['codeBlock', {}, text('loud', { bold: {} })]))
  expect(found?.schema.nodes['codeBlock']?.allowsMarkType(found.schema.marks['bold']!)).toBe(true) // a mark of every page
})

test('what no editor can hold is said, not guessed', () => {
  expect(room(page(['blockquote', {}, text('words'), ['paragraph', {}, text('beside blocks')]]))).toBeNull()
})

test('a change tells whether the editor still has room for it', () => {
  const fragment = page(['paragraph', {}, text('Hello')])
  const schema = getSchema(pageExtensions())
  const fits: string[] = []
  fragment.observeDeep(events => { fits.push(gatherFromEvents(events, schema, nothingUnknown())) })
  const paragraph = fragment.get(0) as Y.XmlElement
  const words = paragraph.get(0) as Y.XmlText
  words.insert(5, ' there')
  words.format(0, 5, { suggestion: { id: 's' } })
  fragment.insert(1, [element(['paragraph', {}, text('plain')])])
  fragment.insert(2, [element(['puzzle', {}, ['paragraph', {}, text('new')]])])
  paragraph.setAttribute('translatedFrom', 'b7')
  expect(fits).toEqual(['fits', 'grew', 'fits', 'grew', 'grew'])
})

test('a Kopa from before callouts keeps them, with their kind and what is in them', () => {
  const before = pageExtensions().filter(({ name }) => name !== 'callout')
  const found = makeRoom(page(['callout', { kind: 'tip', id: 'c' }, ['paragraph', {}, text('Ask first')]]), before)
  expect(found?.unknown.nodes.get('callout')).toEqual({ place: 'block', content: 'blocks', attributes: new Set(['kind', 'id']) })
})
