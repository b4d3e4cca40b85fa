import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { addressOf, ready, saved, text, whenText } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

const secret = 'Their floor is 41 euros'

/** Everything this browser's IndexedDB holds, as letters. */
const keptHere = (page: Page): Promise<string> => page.evaluate(async () => {
  const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const letters = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value))
  const found: string[] = []
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name ?? ''))
    for (const store of database.objectStoreNames) found.push(...(await answer(database.transaction(store).objectStore(store).getAll())).map(letters))
    database.close()
  }
  return found.join('\n')
})

const notFound = (page: Page): Promise<unknown> => page.getByText('This does not exist, or you may not see it').waitFor()

describe.skipIf(!hasBrowser)('a page that is made private to the other company', () => {
  let kopa: TestKopa
  let world: World
  const { open, closeAll } = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(closeAll)

  const openedByBo = async (): ReturnType<typeof open> => {
    world = await twoCompanies(kopa.url)
    await plant(world.ana, world.pageId, [paragraph(secret)])
    const window = await open(world.bo, addressOf(world))
    await ready(window.page)
    await whenText(window.page, secret)
    await until(async () => (await keptHere(window.page)).includes(secret))
    return window
  }
  const wall = () => world.ana.pages.changeWall({ workspaceId: world.workspaceId, pageId: world.pageId, isPrivate: true })
  const seesNothing = async (page: Page) => {
    await notFound(page)
    expect(await page.locator('body').innerText()).not.toContain(secret)
    expect(await page.getByLabel('Here now').count()).toBe(0)
    await until(async () => !(await keptHere(page)).includes(secret))
  }

  test('leaves the screen and the device of the partner who has it open, also after a reload', async () => {
    const { page, complaints } = await openedByBo()
    await wall()
    await seesNothing(page)
    await page.reload()
    await seesNothing(page)
    expect(complaints).toEqual([])
  })

  test('leaves the device of a partner who was away, as soon as they look', async () => {
    const { page, complaints } = await openedByBo()
    await page.goto(`${kopa.url}/w/${world.workspaceId}`)
    await wall()
    await page.goto(addressOf(world))
    await seesNothing(page)
    expect(complaints).toEqual([])
  })

  test('leaves the device of a partner who is elsewhere in the workspace and never looks for it', async () => {
    const { page, complaints } = await openedByBo()
    await page.goto(`${kopa.url}/w/${world.workspaceId}`)
    await page.getByRole('treeitem', { name: 'Launch plan' }).waitFor()
    await wall()
    await until(async () => !(await keptHere(page)).includes(secret))
    expect(complaints).toEqual([])
  })

  test('leaves a partner what they wrote without a connection, to be copied or discarded, and nothing else', async () => {
    const { page, context, complaints } = await openedByBo()
    await context.setOffline(true)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('We can do 39.')
    await saved(page, 'offline')
    await wall()
    await context.setOffline(false)
    await page.getByLabel('Your text').waitFor()
    await page.reload()
    expect(await page.getByLabel('Your text').inputValue()).toBe('We can do 39.')
    expect(await page.locator('body').innerText()).not.toContain(secret)
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
    await seesNothing(page)
    expect(await keptHere(page)).not.toContain('We can do 39.')
    expect(complaints).toEqual([])
  })
})
