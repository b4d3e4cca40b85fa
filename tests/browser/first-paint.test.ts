import type { Page } from 'playwright-core'
import type * as Y from 'yjs'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { appendNodes, type PageNode } from '@kopa/shared/pages/page-json.ts'
import { describe, expect, test } from 'vitest'
import { hasBrowser, type Window, withWorker } from '../support/browser.ts'
import { openPage, when } from '../support/page-client.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague } from '../support/world.ts'

const words = (text: string, ...marks: NonNullable<PageNode['marks']>): PageNode => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const paragraph = (...content: PageNode[]): PageNode => ({ type: 'paragraph', content })
const item = (type: string, text: string, attrs = {}): PageNode => ({ type, attrs, content: [paragraph(words(text))] })
const cell = (type: string, text: string): PageNode => item(type, text)

const everyBlock: PageNode[] = [
  { type: 'heading', attrs: { level: 1 }, content: [words('Plāns & mērķi')] },
  paragraph(words('Plain, '), words('bold', { type: 'bold' }), words(' and '), words('a link', { type: 'link', attrs: { href: 'https://example.com/' } }), { type: 'hardBreak' }, words('after a break')),
  { type: 'paragraph' },
  { type: 'bulletList', content: [item('listItem', 'one'), item('listItem', 'two')] },
  { type: 'orderedList', attrs: { start: 3 }, content: [item('listItem', 'three')] },
  { type: 'taskList', content: [item('taskItem', 'done', { checked: true }), item('taskItem', 'open', { checked: false })] },
  { type: 'blockquote', content: [paragraph(words('said'))] },
  { type: 'codeBlock', attrs: { language: 'json' }, content: [words('{ "a": 1 }')] },
  { type: 'horizontalRule' },
  { type: 'table', content: [{ type: 'tableRow', content: [cell('tableHeader', 'Who'), cell('tableCell', 'We')] }] },
  ...Array.from({ length: 60 }, (_, index) => paragraph(words(`Line ${index} of what follows`))),
]

const hostile: PageNode[] = [
  paragraph(words('<script>document.title = "run"</script><img src=x onerror="document.title=\'run\'">')),
  paragraph(words('go', { type: 'link', attrs: { href: 'java\nscript:document.title="run"', onclick: 'document.title="run"' } })),
  { type: 'image', attrs: { src: 'https://evil.example/x.png', alt: '"><script>document.title="run"</script>', onerror: 'document.title="run"', width: '1" onload="document.title=\'run\'' } },
  { type: 'heading', attrs: { level: '1><script>document.title="run"</script>', id: '"><svg onload=document.title="run">', dir: '"><b>' }, content: [words('A heading')] },
  { type: 'iframe', attrs: { src: 'javascript:document.title="run"', srcdoc: '<script>parent.document.title="run"</script>' }, content: [words('in a frame')] },
]

/** The words, block by block, without what the editor adds to them; and where each begins that is not only guessed so far (page-text.css). */
const lookOf = (page: Page, selector: string) => page.locator(selector).evaluate(whole => [...whole.children].map((block, index) => {
  const copy = block.cloneNode(true) as Element
  copy.querySelectorAll('[contenteditable="false"]').forEach(aside => aside.remove())
  return { text: copy.textContent, top: index < 60 ? Math.round(block.getBoundingClientRect().top) : null }
}))

describe.skipIf(!hasBrowser)('the first look at a page', () => {
  const shared = shareTwoCompanies()

  /** A page with this in it, in a window whose editor waits until it is let go. */
  async function openHeld(nodes: PageNode[]): Promise<Window & { letGo: () => void }> {
    const { world } = shared
    const { page: { id } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'First look' })
    await write(world.bo, id, doc => appendNodes(contentOf(doc), nodes))
    const window = await shared.open(world.ana, 'about:blank')
    let letGo = (): void => {}
    const held = new Promise<void>(resolve => { letGo = resolve })
    await window.page.route(/PageEditor-[^/]*\.js$/, async route => {
      await held
      await route.continue()
    })
    await window.page.addInitScript(() => {
      Object.assign(globalThis, { reports: [] })
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => (globalThis as unknown as { reports: string[] }).reports.push(violatedDirective))
    })
    await window.page.goto(addressOf(world, id))
    await window.page.waitForSelector('[data-plain]')
    return { ...window, letGo }
  }

  async function write(person: typeof shared.world.bo, id: string, change: (doc: Y.Doc) => void): Promise<void> {
    const [writer, reader] = [openPage(person, id), openPage(shared.world.ana, id)]
    await Promise.all([writer.synced, reader.synced])
    writer.doc.transact(() => change(writer.doc))
    await when(reader.doc, () => contentOf(reader.doc).length === contentOf(writer.doc).length)
    writer.leave()
    reader.leave()
  }

  test('reads as the editor does, in the same places, and the editor takes over where the reader is', async () => {
    const { page, letGo } = await openHeld(everyBlock)
    const before = await lookOf(page, '[data-plain]')
    await page.locator('[data-plain] > p', { hasText: 'Line 40' }).evaluate(line => {
      line.scrollIntoView({ block: 'center' })
      getSelection()?.selectAllChildren(line)
    })
    const selected = page.locator('.page-text > p', { hasText: 'Line 40' })
    const at = (await selected.boundingBox())?.y
    letGo()
    await ready(page)
    await expect.poll(() => page.locator('[data-plain]').count()).toBe(0)
    expect((await selected.boundingBox())?.y).toBe(at)
    expect(await page.evaluate(() => String(getSelection()))).toBe('Line 40 of what follows')
    await page.locator('main').evaluate(main => { main.scrollTop = 0 })
    expect(await lookOf(page, '.ProseMirror')).toEqual(before)
  })

  test('comes with the document, before any script, and the app takes over where the reader is', async () => {
    const { world } = shared
    const { page: { id } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'First look' })
    const address = addressOf(world, id)
    await write(world.bo, id, doc => appendNodes(contentOf(doc), everyBlock))
    await expect.poll(async () => (await fetch(address, { headers: world.ana.headers })).text()).toContain('Line 59')
    const { page: bare } = await shared.open(world.ana, address, { javaScriptEnabled: false })
    await expect.poll(() => bare.title()).toBe('First look · Kopa')
    const before = await lookOf(bare, '#first-look .page-text')
    const { page, complaints } = await shared.open(world.ana, 'about:blank')
    let letGo = (): void => {}
    const held = new Promise<void>(resolve => { letGo = resolve })
    await page.route(/\/assets\/[^/]*\.js$/, async route => {
      await held
      await route.continue()
    })
    await page.goto(address, { waitUntil: 'commit' })
    const line = page.locator('#first-look p', { hasText: 'Line 40' })
    await line.evaluate(text => text.scrollIntoView({ block: 'center' }))
    const at = (await line.boundingBox())?.y
    letGo()
    await ready(page)
    expect(await page.locator('#first-look').count()).toBe(0)
    expect((await page.locator('.page-text > p', { hasText: 'Line 40' }).boundingBox())?.y).toBe(at)
    await page.locator('main').evaluate(main => { main.scrollTop = 0 })
    expect(await lookOf(page, '.ProseMirror')).toEqual(before)
    expect(complaints).toEqual([])
  })

  test('that nobody may see any more is not left standing', async () => {
    const { world } = shared
    const address = addressOf(world)
    await expect.poll(async () => (await fetch(address, { headers: world.ana.headers })).text()).toContain('first-look')
    const { page } = await shared.open(world.ana, 'about:blank')
    // Signed out elsewhere, between the document and the question who it is.
    await page.route('**/api/session', route => route.fulfill({ json: { me: null } }))
    await page.goto(address)
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor()
    expect(await page.locator('#first-look').count()).toBe(0)
  })

  test('is kept on the device of who has been there, also without a network, until they leave', async () => {
    const { world } = shared
    const { page: { id } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Kept <b> look' })
    const [address, ana] = [addressOf(world, id), await colleague(world.ana, world.workspaceId, 'Cora', 'editor')]
    const { page, context, complaints } = await shared.open(ana, address, withWorker)
    await ready(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.locator(text).pressSequentially('Written here a moment ago')
    await saved(page, 'saved')
    // Going elsewhere.
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.waitForFunction(() => caches.open('kopa-first-looks').then(looks => looks.keys()).then(kept => kept.length > 0))
    const later = await context.newPage()
    const devtools = await context.newCDPSession(later)
    await devtools.send('Emulation.setScriptExecutionDisabled', { value: true })
    await context.setOffline(true)
    await later.goto(address)
    expect(await later.title()).toBe('Kept <b> look · Kopa')
    await expect.poll(() => later.locator('#first-look .page-text').textContent()).toBe('Written here a moment ago')
    await devtools.send('Emulation.setScriptExecutionDisabled', { value: false })
    await later.reload()
    await later.waitForSelector('.ProseMirror')
    expect(await later.locator('#first-look').count()).toBe(0)
    await later.close()
    await context.setOffline(false)
    await page.reload()
    await page.getByRole('button', { name: ana.name }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor()
    expect(await page.evaluate(() => caches.has('kopa-first-looks'))).toBe(false)
    expect(complaints).toEqual([])
  })

  test('of a workspace that they are no longer in leaves their screen and their device; one that cannot be read is none', async () => {
    const { world } = shared
    const { page: { id } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Price list' })
    const [address, cora] = [addressOf(world, id), await colleague(world.ana, world.workspaceId, 'Cora', 'editor')]
    const { page, context } = await shared.open(cora, address, withWorker)
    const path = new URL(address).pathname
    const isKept = () => page.evaluate(kept => caches.open('kopa-first-looks').then(looks => looks.match(kept)).then(Boolean), path)
    await ready(page)
    await expect.poll(isKept).toBe(true)
    await page.evaluate(kept => caches.open('kopa-first-looks').then(looks => looks.put(kept, new Response('{'))), path)
    await context.setOffline(true)
    await page.goto(address)
    await page.waitForSelector('.ProseMirror')
    await context.setOffline(false)
    await page.reload()
    await ready(page)
    await expect.poll(isKept).toBe(true)
    await page.goto(`${shared.url}/me`)
    await world.ana.workspaces.removeMember({ workspaceId: world.workspaceId, userId: cora.userId })
    await page.goto(address)
    await expect.poll(() => page.locator('#first-look').count()).toBe(0)
    await page.locator('#root').getByRole('heading').first().waitFor()
    await expect.poll(isKept).toBe(false)
  })

  test('runs nothing and calls nobody, whatever attributes were written into the document', async () => {
    const { page, letGo, complaints } = await openHeld(hostile)
    const asked: string[] = []
    page.on('request', request => { if (!request.url().startsWith(shared.url)) asked.push(request.url()) })
    const found = await page.locator('[data-plain]').evaluate(whole => ({
      tags: [...new Set([...whole.querySelectorAll('*')].map(({ localName }) => localName))].toSorted(),
      attributes: [...new Set([...whole.querySelectorAll('*')].flatMap(element => element.getAttributeNames()))].toSorted(),
      text: whole.textContent,
    }))
    expect(found.tags).toEqual(['div', 'figure', 'h1', 'img', 'p'])
    expect(found.attributes).toEqual(['alt', 'class', 'data-id', 'dir', 'id', 'loading'])
    expect(found.text).toContain('in a frame')
    letGo()
    await page.waitForSelector('.ProseMirror')
    expect(await page.title()).toBe('First look · Kopa')
    expect(await page.evaluate(() => (globalThis as unknown as { reports: string[] }).reports)).toEqual([])
    expect([asked, complaints]).toEqual([[], []])
  })
})
