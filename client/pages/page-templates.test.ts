import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { languages } from '@kopa/shared/languages.ts'
import { pageHtml } from '@kopa/shared/pages/page-html.ts'
import type { PageNode } from '@kopa/shared/pages/page-json.ts'
import { pageSchema } from '@kopa/shared/pages/page-schema.ts'
import { isEmoji } from '@kopa/shared/pages/page-settings.ts'
import { beginPage } from '@kopa/shared/pages/page-verbs.ts'
import { readBuiltIn, templateIds } from './page-templates.ts'

const shapeOf = ({ type, content = [] }: PageNode): unknown => (type === 'text' ? [] : [type, ...content.map(shapeOf).filter(part => (part as unknown[]).length > 0)])

test('there are twelve, in every language with the same blocks in the same order, and each is a page that the editor knows', async () => {
  expect(templateIds).toHaveLength(12)
  const schema = pageSchema()
  for (const id of templateIds) {
    const shapes = new Set<string>()
    for (const language of languages) {
      const { icon, title, content } = await readBuiltIn(id, language)
      expect(isEmoji(icon), `${id} ${language}`).toBe(true)
      expect(title, `${id} ${language}`).not.toBe('')
      expect(() => schema.nodeFromJSON({ type: 'doc', content }).check(), `${id} ${language}`).not.toThrow()
      const types = new Set(JSON.stringify(content).match(/"type":"\w+"/g))
      expect(types.has('"type":"heading"') && types.size > 6, `${id} ${language}: headings, and more than words`).toBe(true)
      shapes.add(JSON.stringify(content.map(shapeOf)))
    }
    expect([...shapes], id).toHaveLength(1)
  }
})

test('Latvian is not English, and nothing of the notation is left over', async () => {
  for (const id of templateIds) {
    const [en, lv] = [await readBuiltIn(id, 'en'), await readBuiltIn(id, 'lv')]
    const textOf = (nodes: readonly PageNode[]): string => nodes.map(({ text = '', content = [] }) => text + textOf(content)).join('\n')
    expect(textOf(lv.content)).not.toBe(textOf(en.content))
    for (const { content } of [en, lv]) expect(textOf(content), id).not.toMatch(/\*|^\s*[#>|]|\[!|\[ \]/m)
    expect(textOf(lv.content), id).toMatch(/[āčēģīķļņšūž]/)
  }
})

test('a page in which nobody has written begins with one; one that says something stays as it is', async () => {
  const { icon, title, content } = await readBuiltIn('meeting-notes', 'en')
  const doc = new Y.Doc()
  expect(beginPage(doc, { title, content, settings: { icon } })).toBe(true)
  expect(pageHtml(doc)).toContain('Who does what')
  expect([doc.getText('title').toJSON(), doc.getMap('page').get('icon')]).toEqual(['Meeting notes', '🗒️'])
  expect(beginPage(doc, { title: 'Other', content })).toBe(false)
})
