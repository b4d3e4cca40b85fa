import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { randomForTest, type Random } from '../../tests/support/random.ts'
import { holdings, inLine, isBlockName, putInPlace } from './in-place.ts'
import { misplacedIn } from './misplaced.ts'
import { readPage } from './page-content.ts'
import type { PageNode } from './page-json.ts'
import { pageExtensions, pageSchema } from './page-schema.ts'
import { fillPage } from './page-verbs.ts'
import { contentOf } from './page.ts'
import { makeRoom } from './unknown-extensions.ts'

type Child = Y.XmlElement | Y.XmlText

function element(name: string, ...children: Child[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function words(said: string, marks: Record<string, unknown> = {}): Y.XmlText {
  const made = new Y.XmlText()
  made.applyDelta([{ insert: said, attributes: marks }])
  return made
}

function withEmbed(embedded: object | Y.XmlElement): Y.XmlText {
  const made = words('said')
  made.insertEmbed(2, embedded)
  return made
}

function page(...blocks: Child[]): Y.Doc {
  const doc = new Y.Doc()
  contentOf(doc).insert(0, blocks)
  return doc
}

function isFound(doc: Y.Doc): boolean {
  const isMisplaced = misplacedIn(doc)
  return [...doc.store.clients.values()].flat().some(struct => struct instanceof Y.Item && !struct.deleted && isMisplaced(struct))
}

const said = (nodes: readonly PageNode[] = []): string => nodes.map(({ text, content }) => text ?? said(content)).join('')
const fits = (doc: Y.Doc): boolean => makeRoom(contentOf(doc), pageExtensions()) !== null

function mended(doc: Y.Doc): Y.Doc {
  const made = new Y.Doc()
  fillPage(made, readPage(doc))
  return made
}

test('what each known node holds is what the schema says', () => {
  const known = Object.values(pageSchema().nodes).filter(({ name }) => name !== 'doc' && name !== 'text')
  expect(holdings).toEqual(Object.fromEntries(known.map(({ name, isLeaf, inlineContent }) => [name, isLeaf ? 'nothing' : inlineContent ? 'words' : 'blocks'])))
  expect(known.filter(({ isInline }) => isInline).map(({ name }) => name)).toEqual([...inLine].filter(name => name !== 'text'))
})

const paragraph = (said_: string) => element('paragraph', words(said_))

test.each<[string, Child[]]>([
  ['an unknown block that holds words', [element('puzzle', words('Mind the gap')), paragraph('a')]],
  ['an unknown node in a line', [element('paragraph', words('Ask '), element('mention'), element('hardBreak'))]],
  ['unknown marks', [element('paragraph', words('new', { suggestion: { id: 's' }, 'remark--AbCdEfGh': { id: 'r' } }))]],
  ['blocks in another block than usual', [element('bulletList', element('paragraph')), element('tableRow', paragraph('a'))]],
  ['a text without words between blocks', [new Y.XmlText(), paragraph('a')]],
])('%s stays as it is, and the editor has room for it', (_what, blocks) => {
  const doc = page(...blocks)
  expect(isFound(doc)).toBe(false)
  expect(fits(doc)).toBe(true)
  expect(putInPlace(readPage(doc).content)).toEqual(readPage(doc).content)
})

test.each<[string, Child[], string]>([
  ['bare words beside blocks', [paragraph('one '), words('two '), paragraph('three')], '<paragraph>one </paragraph><paragraph>two </paragraph><paragraph>three</paragraph>'],
  ['marked words alone', [words('two', { bold: {} })], '<paragraph><bold>two</bold></paragraph>'],
  ['a line break between blocks', [element('hardBreak'), words('two')], '<paragraph><hardbreak></hardbreak>two</paragraph>'],
  ['words in a list', [element('bulletList', words('one'), element('listItem', paragraph('two')))], '<bulletlist><paragraph>one</paragraph><listitem><paragraph>two</paragraph></listitem></bulletlist>'],
  ['blocks in a line', [element('paragraph', words('one'), element('image'), words('two'), element('mention'))], '<paragraph>one</paragraph><image></image><paragraph>two<mention></mention></paragraph>'],
  ['words in a line break', [element('paragraph', words('one'), element('hardBreak', words('two')))], '<paragraph>one<hardbreak></hardbreak>two</paragraph>'],
  ['words beside blocks in what nobody knows', [element('puzzle', words('one'), paragraph('two'))], '<puzzle><paragraph>one</paragraph><paragraph>two</paragraph></puzzle>'],
  ['an object in a text', [element('paragraph', withEmbed({ image: 'x' }))], '<paragraph>said</paragraph>'],
  ['a block in a text', [element('paragraph', withEmbed(paragraph('in a text')))], '<paragraph>said</paragraph>'],
  ['names that are none', [element('a b)', paragraph('one')), element('paragraph', element('text', words('two'))), element('doc', paragraph('three'))], '<paragraph>one</paragraph><paragraph>two</paragraph><paragraph>three</paragraph>'],
  ['a mark that is called as a block is', [element('paragraph', words('one', { heading: {}, 'image--AbCdEfGh': {}, bold: {} }))], '<paragraph><bold>one</bold></paragraph>'],
])('%s: no editor can hold it; it is found, and put right with its words', (_what, blocks, right) => {
  const doc = page(...blocks)
  expect(isFound(doc)).toBe(true)
  const made = mended(doc)
  expect(contentOf(made).toJSON()).toBe(right)
  expect(isFound(made)).toBe(false)
  expect(fits(made)).toBe(true)
})

const names = [...Object.keys(holdings), 'text', 'doc', 'a-b']

function anyChild(random: Random, depth: number): Child {
  if (random.chance(0.4)) return random.chance(0.2) ? withEmbed({ a: 1 }) : words(random.pick(['a', 'b', '']), random.chance(0.2) ? { [random.pick(['bold', 'paragraph'])]: {} } : {})
  return element(random.pick(names), ...depth > 3 ? [] : Array.from({ length: random.below(3) }, () => anyChild(random, depth + 1)))
}

test('whatever is made of known nodes either fits or is found; put right, it fits and says the same', () => {
  const random = randomForTest()
  const seen = { found: 0, fitting: 0 }
  for (let round = 0; round < 300; round++) {
    const doc = page(...Array.from({ length: 1 + random.below(2) }, () => anyChild(random, round % 4)))
    if (isFound(doc)) seen.found++
    else {
      expect(fits(doc), contentOf(doc).toJSON()).toBe(true)
      seen.fitting++
    }
    const made = mended(doc)
    expect(isFound(made), contentOf(doc).toJSON()).toBe(false)
    expect(fits(made), contentOf(doc).toJSON()).toBe(true)
    expect(said(readPage(made).content)).toBe(said(readPage(doc).content))
  }
  expect(Math.min(seen.found, seen.fitting)).toBeGreaterThan(10)
  expect(isBlockName('hardBreak')).toBe(false)
})
