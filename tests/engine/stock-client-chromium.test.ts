import path from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { openPage, when } from '../support/page-client.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'
import { twoCompanies, type Person, type World } from '../support/world.ts'

/** y-websocket as it is published, in a real browser that is signed in, beside one in Node. */

/** The page's code as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false, logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: path.join(import.meta.dirname, 'stock-client-page.ts'), formats: ['iife'], name: 'stock' } },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}

const typeTitle = (page: Page, at: number, words: string): Promise<void> => page.evaluate(([place, text]) => window.opened.doc.getText('title').insert(place, text), [at, words] as const)
const saysTitle = (page: Page, words: string): Promise<unknown> => page.waitForFunction(wanted => window.opened.doc.getText('title').toJSON() === wanted, words)

describe.skipIf(!hasBrowser)('a stock client in Chromium', () => {
  let kopa: TestKopa
  let script: string
  let world: World
  const { open, closeAll } = useBrowser()
  beforeAll(async () => {
    [kopa, script] = await Promise.all([startKopaHere({ LOG_LEVEL: 'error' }), bundle()])
  })
  afterEach(closeAll)

  /** An empty page of the server's own origin; what may run there is the browser's business, not this test's. */
  const openStock = async (person: Person, beside?: Page): Promise<Page> => {
    const page = beside ? await beside.context().newPage() : (await open(person, `${kopa.url}/api/docs/json`, { bypassCSP: true })).page
    if (beside) await page.goto(beside.url())
    await page.addScriptTag({ content: script })
    await page.evaluate(([id, hasOtherWindows]) => window.openStock(id, hasOtherWindows), [world.pageId, beside !== undefined] as const)
    await page.waitForFunction(() => window.opened.provider.synced)
    return page
  }

  test('writes and reads text, blocks and a map with somebody in Node, and both see each other', async () => {
    world = await twoCompanies(kopa.url)
    const [page, his] = [await openStock(world.ana), openPage(world.bo, world.pageId)]
    await saysTitle(page, 'Launch plan')
    await typeTitle(page, 0, 'The ')
    await page.evaluate(() => window.opened.doc.getMap('notes').set('from', 'chromium'))
    await when(his.doc, () => his.title() === 'The Launch plan' && his.doc.getMap('notes').get('from') === 'chromium')
    his.doc.getMap('notes').set('back', [1, 2])
    await page.waitForFunction(() => JSON.stringify(window.opened.doc.getMap('notes').toJSON()) === '{"from":"chromium","back":[1,2]}')
    await page.evaluate(() => window.opened.provider.awareness.setLocalState({ state: 'active' }))
    his.provider.awareness.setLocalState({ state: 'idle' })
    await page.waitForFunction(id => window.opened.provider.awareness.getStates().get(id)?.['state'] === 'idle', his.doc.clientID)
    const name = await page.evaluate(id => window.opened.provider.awareness.getStates().get(id)?.['user'].name, his.doc.clientID)
    expect(name).toBe('Bo Birk')
    his.leave()
    await page.waitForFunction(id => !window.opened.provider.awareness.getStates().has(id), his.doc.clientID)
  })

  test('comes back by itself after the server was killed, with what was written meanwhile', async () => {
    world = await twoCompanies(kopa.url)
    const page = await openStock(world.ana)
    await kopa.kill9()
    await typeTitle(page, 0, 'meanwhile: ')
    await kopa.restart()
    await page.waitForFunction(() => window.opened.provider.synced)
    const later = openPage(world.bo, world.pageId)
    await when(later.doc, () => later.title() === 'meanwhile: Launch plan')
    later.leave()
  })

  test('in two windows of one person, one without a connection: what it writes is seen in the other, and stored when it is back', async () => {
    world = await twoCompanies(kopa.url)
    const first = await openStock(world.ana)
    const [one, other] = [await openStock(world.ana, first), await openStock(world.ana, first)]
    await other.evaluate(() => { // the socket alone: the windows still talk to each other
      window.opened.provider.shouldConnect = false
      window.opened.provider.ws?.close()
    })
    await other.waitForFunction(() => !window.opened.provider.wsconnected)
    await typeTitle(other, 0, 'two ')
    await saysTitle(one, 'two Launch plan')
    await other.evaluate(() => window.opened.provider.connect())
    await saysTitle(first, 'two Launch plan')
    await typeTitle(one, 4, 'on top of it, ')
    await typeTitle(other, 0, 'before all, ')
    const words = 'before all, two on top of it, Launch plan'
    for (const page of [first, one, other]) await saysTitle(page, words)
    const fresh = openPage(world.bo, world.pageId)
    await when(fresh.doc, () => fresh.title() === words)
    fresh.leave()
  })

  test('without a cookie it is told to sign in, and stops asking', async () => {
    world = await twoCompanies(kopa.url)
    const { page } = await open(null, `${kopa.url}/api/docs/json`, { bypassCSP: true })
    await page.addScriptTag({ content: script })
    const code = await page.evaluate(id => new Promise(resolve => {
      window.openStock(id)
      window.opened.provider.on('connection-close', event => resolve(event?.code))
    }), world.pageId)
    expect(code).toBe(4401)
    expect(await page.evaluate(() => window.opened.provider.shouldConnect)).toBe(false)
  })
})
