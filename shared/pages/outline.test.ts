import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { blockHash, blockInHash, outlineOf } from './outline.ts'
import { contentOf } from './page.ts'
import { pageHtml } from './page-html.ts'
import { appendNodes, type PageNode } from './page-json.ts'

const heading = (level: unknown, words: string, id?: string): PageNode => ({ type: 'heading', attrs: { level, ...(id !== undefined && { id }) }, content: words ? [{ type: 'text', text: words }] : [] })

function page(...nodes: PageNode[]): Y.Doc {
  const doc = new Y.Doc()
  appendNodes(contentOf(doc), nodes)
  return doc
}

test('the headings of a page, as deep as they are below its highest, those inside other blocks too', () => {
  const inside: PageNode = { type: 'columns', content: [{ type: 'column', content: [heading(3, 'Risks', 'r')] }] }
  expect(outlineOf(page(heading(2, 'Plan', 'p'), { type: 'paragraph' }, inside, heading(2, '', 'empty'), heading('wild', 'Odd')))).toEqual([
    { id: 'p', depth: 1, text: 'Plan' }, { id: 'r', depth: 2, text: 'Risks' }, { id: null, depth: 0, text: 'Odd' },
  ])
  expect(outlineOf(page({ type: 'paragraph' }))).toEqual([])
})

test('an address that names a block, and one that does not', () => {
  expect(['a b/"<', 'c1'].map(blockHash).map(blockInHash)).toEqual(['a b/"<', 'c1'])
  expect(['', 'main', 'b-', 'b-%E0%A4%A'].map(blockInHash)).toEqual([null, null, null, null])
})

test('a table of contents is written out with links to the headings, and nothing in it runs', () => {
  const html = pageHtml(page({ type: 'tableOfContents', attrs: { id: 't' } }, heading(1, 'A <b> & "c" $&', '"><script>'), heading(2, 'Two', 'h2')))
  expect(html).toContain('<nav data-id="t" data-contents><ul><li data-depth="0"><a href="#b-%22%3E%3Cscript%3E">A &lt;b&gt; &amp; &quot;c&quot; $&amp;</a></li><li data-depth="1"><a href="#b-h2">Two</a></li></ul></nav>')
  expect(html).toContain('<h2 data-id="h2" id="b-h2" dir="auto">Two</h2>')
  expect(html).not.toContain('<script')
})
