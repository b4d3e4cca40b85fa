import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '@kopa/shared/pages/page.ts'
import * as Y from 'yjs'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { openPage } from '../support/page-client.ts'
import { addressOf, ready, saved, text, whenText } from '../support/page-window.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

/** What a newer Kopa may write: a block with blocks inside, a node in a line, a mark, an attribute, a known block in a new place. */
const fromTheFuture = (): Planted[] => [
  ['puzzle', { tone: 'warm', data: { deep: [1, 2] } }, ['paragraph', {}, 'Mind the gap'], ['chart', { series: [3, 4] }]],
  ['paragraph', { translatedFrom: 'b7' }, marked('Ask ', 'Dace', ' today'), ['mention', { user: 'u1' }]],
  ['bulletList', {}, ['listItem', {}, ['heading', { level: 2 }, 'A heading where none may stand']]],
]

function marked(before: string, word: string, after: string): Y.XmlText {
  const made = new Y.XmlText()
  made.applyDelta([{ insert: before }, { insert: word, attributes: { suggestion: { id: 's1', author: 'a' } } }, { insert: after }])
  return made
}

/** What the server has, as any client reads it. */
async function contentNow({ ana, pageId }: World): Promise<Y.XmlFragment> {
  const client = openPage(ana, pageId)
  await client.synced
  client.leave()
  return contentOf(client.doc)
}

const jsonOf = (fragment: Y.XmlFragment): unknown[] => fragment.toArray().map(readable)

function readable(node: unknown): unknown {
  if (node instanceof Y.XmlText) return node.toDelta()
  if (!(node instanceof Y.XmlElement)) return null
  return { [node.nodeName]: node.getAttributes(), inside: node.toArray().map(readable) }
}

describe.skipIf(!hasBrowser)('what an older Kopa does not know', () => {
  let kopa: TestKopa
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  test('survives being opened and edited around', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('Here is room to write.'), ...fromTheFuture()])
    const before = jsonOf(await contentNow(world))
    const { page, complaints } = await open(world.ana, addressOf(world))
    await ready(page)
    await page.locator('.unknown').first().waitFor()
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Written.')
    await page.locator(`${text} > p`).nth(1).click({ position: { x: 3, y: 8 } })
    await page.keyboard.press('Home')
    await page.keyboard.type('Please: ')
    await saved(page, 'saved')
    const [first, puzzle, asking, list] = jsonOf(await contentNow(world))
    expect(JSON.stringify(first)).toContain('Here is room to write. Written.')
    expect(puzzle).toEqual(before[1])
    expect(list).toEqual(before[3])
    expect(asking).toMatchObject({ paragraph: { translatedFrom: 'b7' } })
    expect(JSON.stringify(asking)).toContain('{"insert":"Dace","attributes":{"suggestion":{"id":"s1","author":"a"}}}')
    expect(JSON.stringify(asking)).toContain('{"mention":{"user":"u1"},"inside":[]}')
    expect(JSON.stringify(asking)).toContain('Please: Ask ')
    expect(complaints).toEqual([])
  })

  test('survives when it arrives while somebody is typing', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph('Here is room to write.')])
    const { page, complaints } = await open(world.bo, addressOf(world))
    await ready(page)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    const letters = 'one two three four five six seven eight nine ten '
    await Promise.all([page.keyboard.type(letters, { delay: 25 }), plant(world.ana, world.pageId, fromTheFuture())])
    await page.locator('.unknown').first().waitFor()
    await page.keyboard.type('and still the caret is here')
    await whenText(page, `Here is room to write.${letters}and still the caret is here`)
    await saved(page, 'saved')
    const [, puzzle, asking] = jsonOf(await contentNow(world))
    expect(JSON.stringify(puzzle)).toContain('{"chart":{"series":[3,4]},"inside":[]}')
    expect(JSON.stringify(asking)).toContain('{"mention":{"user":"u1"},"inside":[]}')
    expect(JSON.stringify(asking)).toContain('suggestion')
    await page.keyboard.press('Control+z')
    await page.waitForFunction(selector => !document.querySelector(selector)?.textContent?.includes('still the caret'), text)
    expect(jsonOf(await contentNow(world)).length).toBe(4)
    expect(complaints).toEqual([])
  })

  test('what no editor can hold is shown to be read, and left alone', async () => {
    const world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [['puzzle', {}, 'Words in one,'], ['puzzle', {}, ['paragraph', {}, 'a block in another.']]])
    const before = jsonOf(await contentNow(world))
    const { page } = await open(world.ana, addressOf(world))
    await page.getByText('This page was made with a newer Kopa').waitFor()
    await page.getByText('Words in one').waitFor()
    expect(jsonOf(await contentNow(world))).toEqual(before)
  })
})
