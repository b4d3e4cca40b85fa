import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { putInPlace } from './in-place.ts'
import { readMentionDate } from './mention-date.ts'
import { readMention } from './mention.ts'
import { pageHtml } from './page-html.ts'
import { appendNodes, type PageNode } from './page-json.ts'
import { pageExtensions } from './page-schema.ts'
import { contentOf } from './page.ts'
import { projectPage } from './projection.ts'
import { makeRoom } from './unknown-extensions.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const text = (words: string): PageNode => ({ type: 'text', text: words })
const mention = (attrs: Record<string, unknown>): PageNode => ({ type: 'mention', attrs })

function pageOf(...content: PageNode[]): Y.Doc {
  const doc = new Y.Doc()
  appendNodes(contentOf(doc), [{ type: 'paragraph', content }])
  return doc
}

test('what attributes name, and what names nothing', () => {
  expect(readMention({ kind: 'person', id, label: ' Ana\nBērziņa ' })).toEqual({ kind: 'person', id, label: 'Ana Bērziņa' })
  expect(readMention({ kind: 'task', id: 'a_B-9', label: 'Pilot', board: id })).toEqual({ kind: 'task', id: 'a_B-9', label: 'Pilot', board: id })
  expect(readMention({ kind: 'date', id: '2026-12-03', label: '' })?.id).toBe('2026-12-03')
  expect(readMention({ kind: 'date', id: '2026-12-03T14:00:00.000Z' })?.id).toBe('2026-12-03T14:00:00.000Z')
  for (const wrong of [
    {}, { kind: 'person', id: 'x' }, { kind: 'page', id: `${id}"` }, { kind: 'page', id: { toString: () => id } }, { kind: 'task', id: 'a', board: 'b' }, { kind: 'task', id: '../x', board: id },
    { kind: 'task', id: 'a' }, { kind: 'date', id: '2026-02-31' }, { kind: 'date', id: 'tomorrow' }, { kind: 'date', id: '+012026-01-01T00:00:00.000Z' }, { kind: 'deal', id }, { kind: 'constructor', id },
  ]) expect(readMention(wrong), JSON.stringify(wrong)).toBeNull()
  expect(readMention({ kind: 'page', id, label: 'a'.repeat(5_000) })?.label).toHaveLength(200)
  expect(readMention({ kind: 'page', id, label: { toString: () => 'x' } })?.label).toBe('')
})

test('a mention reads as its label in the text and in the HTML of a page', () => {
  const doc = pageOf(text('Ask '), mention({ kind: 'person', id, label: 'Ana & Bo' }), text(' today'))
  expect(projectPage(doc).text).toBe('Ask Ana & Bo today')
  expect(pageHtml(doc)).toBe(`<p dir="auto">Ask <span class="mention" data-mention="person" data-mention-id="${id}" data-mention-label="Ana &amp; Bo">Ana &amp; Bo</span> today</p>`)
})

test('nothing in it runs, whatever its attributes say', () => {
  const html = pageHtml(pageOf(
    mention({ kind: 'page"><script>', id: '"><img src=x onerror=alert(1)>', label: '<script>alert(1)</script>', board: '" onclick="x' }),
    mention({ kind: 'task', id: 'a', board: '" onclick="x', label: '"><b>' }),
    mention({ kind: 'page', id, label: '" onmouseover="alert(1)' }),
  ))
  expect(html).not.toMatch(/<script|<img|<b>|(?<!&quot; )on\w+=/)
  expect(html).toContain('<span class="mention">&lt;script&gt;alert(1)&lt;/script&gt;</span><span class="mention">&quot;&gt;&lt;b&gt;</span>')
})

test('a kind and attributes of a newer Kopa stay; what somebody puts inside a mention comes to stand behind it', () => {
  const doc = pageOf(mention({ kind: 'deal', id: 'd1', label: 'ACME', stage: 'won' }))
  const room = makeRoom(contentOf(doc), pageExtensions())
  expect(room?.schema.nodes['mention']?.create({ kind: 'deal', id: 'd1', label: 'ACME', stage: 'won' }).attrs).toEqual({ kind: 'deal', id: 'd1', label: 'ACME', board: null, stage: 'won' })
  const inner = { ...mention({ kind: 'person', id, label: 'Ana' }), content: [text('inside')] }
  expect(putInPlace([{ type: 'paragraph', content: [inner] }])).toEqual([{ type: 'paragraph', content: [mention({ kind: 'person', id, label: 'Ana' }), text('inside')] }])
  expect(putInPlace([mention({ kind: 'person', id, label: 'Ana' })])).toEqual([{ type: 'paragraph', content: [mention({ kind: 'person', id, label: 'Ana' })] }])
})

test.each([
  ['tomorrow', '2026-12-01'], ['rīt', '2026-12-01'], ['next Friday', '2026-12-11'], ['nākamajā piektdienā', '2026-12-11'], ['3. decembrī', '2026-12-03'],
  ['rīt 14:00', '2026-12-01T12:00:00.000Z'], ['2026-12-24', '2026-12-24'],
  ['Friday plan', null], ['Ana', null], ['', null], ['every Monday', null], ['tomorrow !high', null], ['3-5 December', null],
])('the date that %j says', (words, said) => {
  expect(readMentionDate(words, { now: Date.parse('2026-11-30T09:00:00Z'), timeZone: 'Europe/Riga' })).toBe(said)
})
