import { expect, test } from 'vitest'
import { languages } from '@kopa/shared/languages.ts'
import { isSafeLink } from '@kopa/shared/pages/safe-link.ts'
import type { PageNode } from '@kopa/shared/pages/page-json.ts'
import { pageSchema } from '@kopa/shared/pages/page-schema.ts'
import { pageContent, type Block, type Writing } from './content.ts'
import { readExample } from './example.ts'

const now = new Date('2026-11-23T09:00:00Z')
let count = 0
const writing = (language: Writing['language']): Writing => ({ language, now, newId: () => `block-${count++}` })
const example = await readExample()

const everyNode = (nodes: PageNode[]): PageNode[] => nodes.flatMap(node => [node, ...everyNode(node.content ?? [])])
const wordsOf = (nodes: PageNode[]): string => everyNode(nodes).map(({ text }) => text ?? '').join(' ')

test.each(languages)('every page of the example is a valid page, in %s', language => {
  const schema = pageSchema()
  for (const page of example.pages) {
    const content = pageContent(page[language].content, writing(language))
    expect(() => schema.nodeFromJSON({ type: 'doc', content }).check(), page.key).not.toThrow()
  }
})

test('every block of a page has an id of its own', () => {
  for (const page of example.pages) {
    const ids = everyNode(pageContent(page.en.content, writing('en'))).filter(({ type }) => type !== 'text').map(({ attrs }) => attrs?.['id'])
    expect(ids.every(id => typeof id === 'string')).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('both languages say the same: block by block the same kind, the same number of items, the same ticks', () => {
  const shapeOf = (nodes: PageNode[]): unknown[] => nodes.filter(({ type }) => type !== 'text').map(({ type, attrs, content }) =>
    [type, attrs?.['level'], attrs?.['checked'], shapeOf(content ?? [])])
  for (const { key, en, lv } of example.pages) {
    expect(shapeOf(pageContent(lv.content, writing('lv'))), key).toEqual(shapeOf(pageContent(en.content, writing('en'))))
  }
})

test('no mark, date or tick of the readable form is left over as text', () => {
  for (const page of example.pages) {
    for (const language of languages) {
      const words = wordsOf(pageContent(page[language].content.filter(block => !isCode(block)), writing(language)))
      expect(words, page.key).not.toMatch(/\*|`|\{[+-]|\[[x ]\]|\]\(|\.\.(?!\.)/)
    }
  }
})

test('links of the example are safe to open', () => {
  const marks = example.pages.flatMap(page => languages.flatMap(language => everyNode(pageContent(page[language].content, writing(language)))))
    .flatMap(({ marks: own }) => own ?? []).filter(({ type }) => type === 'link')
  expect(marks.length).toBeGreaterThan(0)
  for (const { attrs } of marks) expect(isSafeLink(attrs?.['href'])).toBe(true)
})

test('dates are days from now, written as each language writes them', () => {
  const [english] = pageContent(['Done by {+8}, begun {-22}.'], writing('en'))
  const [latvian] = pageContent(['Līdz {+8}.'], writing('lv'))
  expect(wordsOf([english ?? { type: 'none' }]).trim()).toBe('Done by 1 December 2026, begun 1 November 2026.')
  expect(wordsOf([latvian ?? { type: 'none' }]).trim()).toBe('Līdz 01.12.2026.')
})

test('pages, people and companies of the example name each other rightly', () => {
  const companies = example.companies.map(({ key }) => key)
  const people = example.people.map(({ key }) => key)
  example.pages.forEach((page, index) => {
    const above = example.pages.slice(0, index).map(({ key }) => key)
    expect(people).toContain(page.by)
    if (page.parent) expect(above).toContain(page.parent)
    if (page.privateTo) expect(companies).toContain(page.privateTo)
    expect(page.made).toBeGreaterThan(page.changed)
  })
  const keys = example.pages.map(({ key }) => key)
  for (const { company, visited } of example.people) {
    expect(companies).toContain(company)
    for (const key of Object.keys(visited)) expect(keys).toContain(key)
  }
})

const isCode = (block: Block): boolean => typeof block === 'object' && 'code' in block
