import { expect, test } from 'vitest'
import { firstLook } from './first-look.ts'

const fileId = '01234567-89ab-7def-8123-456789abcdef'
const body = '<p>Words</p>'

test('has what is chosen for the page', () => {
  expect(firstLook({ title: 'Plāns', icon: '🚀', settings: { cover: { fileId, position: 30 }, width: 'full', language: 'lv', direction: 'ltr' }, html: body })).toBe(
    `<div id="first-look"><main><img alt="" src="/api/files/${fileId}" class="page-cover" style="object-position: 50% 30%"><article class="page-paper" data-width="full">`
    + '<div class="page-emblem"><span aria-hidden="true">🚀</span></div><h1 class="page-title" lang="lv" dir="ltr">Plāns</h1><div class="page-text" lang="lv" dir="ltr"><p>Words</p></div></article></main></div>')
})

test('stands with nothing chosen, and with what was folded before anything was known', () => {
  const bare = '<div id="first-look"><main><article class="page-paper"><h1 class="page-title" dir="auto">A</h1><div class="page-text"><p>Words</p></div></article></main></div>'
  expect(firstLook({ title: 'A', icon: null, settings: {}, html: body })).toBe(bare)
  expect(firstLook({ title: 'A', icon: null, settings: { cover: null, width: 'narrow', language: null, direction: null }, html: body })).toBe(bare)
})

test('lets nothing out of its place, whatever is stored', () => {
  const settings = { cover: { fileId: '"><script>', position: '"><b>' }, width: '"><b>', language: 'lv" onload="x', direction: '"><b>' }
  const html = firstLook({ title: '</h1><script>run()</script>', icon: '<svg onload=run()>', settings: settings as never, html: body })
  expect(html).not.toMatch(/<script|<svg|<b>|onload="/)
  expect(html).toContain('&lt;/h1&gt;&lt;script&gt;')
  const wild = firstLook({ title: '', icon: null, settings: { cover: { fileId, position: 1e9 } }, html: body })
  expect(wild).toContain('object-position: 50% 100%')
})
