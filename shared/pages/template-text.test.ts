import { expect, test } from 'vitest'
import { readTemplate } from './template-text.ts'

const ids = () => { let next = 0; return () => `b${next++}` }
const shape = (text: string) => JSON.parse(JSON.stringify(readTemplate(text, ids()), (key, value: unknown) => (key === 'id' ? undefined : value))) as ReturnType<typeof readTemplate>

test('title and icon stand first, with or without an icon', () => {
  expect(readTemplate('# 🤝 Joint plan\n', ids())).toEqual({ icon: '🤝', title: 'Joint plan', content: [] })
  expect(readTemplate('# Šis plāns', ids())).toMatchObject({ icon: null, title: 'Šis plāns' })
  expect(readTemplate('# 🗒️ Notes', ids())).toMatchObject({ icon: '🗒️', title: 'Notes' })
})

test('headings, paragraphs of several lines, bold and italic', () => {
  expect(shape('# T\n## Goals\n*Write* one\n**bold** line.\n\nNext').content).toEqual([
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Goals' }] },
    { type: 'paragraph', attrs: {}, content: [{ type: 'text', text: 'Write', marks: [{ type: 'italic' }] }, { type: 'text', text: ' one ' }, { type: 'text', text: 'bold', marks: [{ type: 'bold' }] }, { type: 'text', text: ' line.' }] },
    { type: 'paragraph', attrs: {}, content: [{ type: 'text', text: 'Next' }] },
  ])
})

test('lists, checklists and numbers stay apart where they follow each other', () => {
  const kinds = shape('# T\n- one\n- \n- [ ] do\n- [x] done\n1. first').content
  expect(kinds.map(({ type, content }) => [type, content?.length])).toEqual([['bulletList', 2], ['taskList', 2], ['orderedList', 1]])
  expect(kinds[1]?.content?.map(({ attrs }) => attrs?.['checked'])).toEqual([false, true])
  expect(kinds[0]?.content?.[1]).toEqual({ type: 'listItem', attrs: {}, content: [{ type: 'paragraph', attrs: {} }] })
})

test('tables with a head, callouts with blocks of their own, quotes', () => {
  const [table, callout, quote] = shape('# T\n| A | |\n|---|---|\n| 1 | |\n\n> [!tip]\n> Read.\n> - one\n\n> Said').content
  expect(table?.content?.map(row => row.content?.map(({ type, content }) => [type, content?.[0]?.content?.[0]?.text]))).toEqual([[['tableHeader', 'A'], ['tableHeader', undefined]], [['tableCell', '1'], ['tableCell', undefined]]])
  expect([callout?.type, callout?.attrs?.['kind'], callout?.content?.map(({ type }) => type)]).toEqual(['callout', 'tip', ['paragraph', 'bulletList']])
  expect(quote).toMatchObject({ type: 'blockquote', content: [{ type: 'paragraph' }] })
})

test('every block has an id of its own', () => {
  const found = JSON.stringify(readTemplate('# T\n## A\n| A |\n|---|\n| b |\n> [!tip]\n> x\n- [ ] y', ids())).match(/"id":"b\d+"/g) ?? []
  expect(found.length).toBeGreaterThan(10)
  expect(new Set(found).size).toBe(found.length)
})
