import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from './page.ts'
import { pageHtml } from './page-html.ts'
import { appendNodes, type PageNode } from './page-json.ts'

function htmlOf(...nodes: PageNode[]): string {
  const doc = new Y.Doc()
  appendNodes(contentOf(doc), nodes)
  return pageHtml(doc)
}
const text = (words: string, ...marks: PageNode['marks'] & object): PageNode => ({ type: 'text', text: words, ...(marks.length > 0 && { marks }) })
const paragraph = (...content: PageNode[]): PageNode => ({ type: 'paragraph', content })

test('a page as it reads', () => {
  expect(htmlOf(
    { type: 'heading', attrs: { level: 2, id: 'h1' }, content: [text('Plāns & mērķi')] },
    paragraph(text('A '), text('bold', { type: 'bold' }), text(' link', { type: 'link', attrs: { href: 'https://example.com/?a=1&b=2' } })),
    { type: 'paragraph' },
    { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(text('done'))] }] },
    { type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [paragraph(text('three'))] }] },
    { type: 'callout', attrs: { kind: 'warning', id: 'c1' }, content: [paragraph(text('Mind the gap'))] },
    { type: 'details', attrs: { id: 'd1' }, content: [paragraph(text('Why?')), paragraph(text('Because.'))] },
    { type: 'columns', content: [{ type: 'column', attrs: { width: 1.5 }, content: [paragraph(text('left'))] }, { type: 'column', content: [paragraph(text('right'))] }] },
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [paragraph(text('cell'))] }] }] },
  )).toBe([
    '<h2 data-id="h1" id="b-h1" dir="auto">Plāns &amp; mērķi</h2>',
    '<p dir="auto">A <strong>bold</strong><a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow"> link</a></p>',
    '<p dir="auto"><br></p>',
    '<ul dir="auto" data-type="taskList"><li data-checked="true"><label><input type="checkbox" disabled checked></label><div><p dir="auto">done</p></div></li></ul>',
    '<ol dir="auto" start="3"><li><p dir="auto">three</p></li></ol>',
    '<aside data-id="c1" role="note" data-callout="warning"><p dir="auto">Mind the gap</p></aside>',
    '<details data-id="d1"><summary><p dir="auto">Why?</p></summary><p dir="auto">Because.</p></details>',
    '<div data-columns><div data-column="1.5" style="flex-grow: 1.5"><p dir="auto">left</p></div><div data-column=""><p dir="auto">right</p></div></div>',
    '<div class="table"><table dir="auto"><tbody><tr><td colspan="2"><p dir="auto">cell</p></td></tr></tbody></table></div>',
  ].join(''))
})

test('nothing in it runs or calls a stranger, whatever the document says', () => {
  const html = htmlOf(
    paragraph(text('<script>alert(1)</script>"\'')),
    paragraph(text('go', { type: 'link', attrs: { href: 'java\nscript:alert(1)' } })),
    { type: 'image', attrs: { src: 'https://evil.example/x.png', alt: '"><script>', onerror: 'alert(1)', width: '1" onload="x' } },
    { type: 'heading', attrs: { level: '1><script>', id: '"><img src=x>', dir: '"><b>' }, content: [text('h')] },
    { type: 'callout', attrs: { kind: '"><script>' }, content: [paragraph(text('c'))] },
    { type: 'details', attrs: { id: '"><script>', open: true, ontoggle: 'alert(1)' } },
    { type: 'column', attrs: { width: '1"; background: url(https://evil.example/x)' }, content: [paragraph(text('k'))] },
    { type: 'constructor', content: [paragraph(text('inside of something unknown'))] },
    { type: '__proto__', content: [paragraph(text('and of this'))] },
  )
  expect(html).not.toMatch(/<script|javascript:|script:|evil\.example|<img src=x|<b>|(?<!&quot; )onload=|onerror|ontoggle/)
  expect(html).toContain('<div><p dir="auto">inside of something unknown</p></div>')
  expect(html).toContain('<aside role="note" data-callout="note"><p dir="auto">c</p></aside>')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})
