import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, useBrowser, withWorker } from '../support/browser.ts'
import { takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

const row = (page: Page, name: string) => page.getByRole('treeitem', { name })
const tree = (page: Page): Promise<string[]> => page.getByRole('treeitem').evaluateAll(rows =>
  rows.map(item => '-'.repeat(Number(item.getAttribute('aria-level'))) + item.getAttribute('aria-label')))
const treeIs = (page: Page, wanted: string[]) => until(async () => JSON.stringify(await tree(page)) === JSON.stringify(wanted))

/** What the shell keeps on this device. */
const keptIn = (page: Page): Promise<string> => page.evaluate(() => new Promise<string>(resolve => {
  const opening = indexedDB.open('kopa-shell')
  opening.onsuccess = () => {
    const reading = opening.result.transaction('kept').objectStore('kept').getAll()
    reading.onsuccess = () => resolve(JSON.stringify(reading.result))
  }
}))

describe.skipIf(!hasBrowser)('the page tree', () => {
  let kopa: TestKopa
  let world: World
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await twoCompanies(kopa.url)
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  const workspace = () => `${kopa.url}/w/${world.workspaceId}`

  test('everything by keyboard: make, rename, nest, order, archive, undo; the partner sees it happen', async () => {
    const ana = await browser.open(world.ana, workspace())
    const bo = await browser.open(world.bo, workspace())
    // Before the tree is there, the first button of that name is another one.
    await Promise.all([ana, bo].map(({ page }) => row(page, 'Launch plan').waitFor()))
    for (const title of ['Budget', 'Wiki']) {
      await ana.page.getByRole('button', { name: 'New page' }).first().click()
      await ana.page.getByLabel('Title of the new page').fill(title)
      await ana.page.keyboard.press('Enter')
      await row(ana.page, title).waitFor()
      await ana.page.waitForSelector(`[role="treeitem"][aria-current="page"][aria-label="${title}"]`)
    }
    await ana.page.goto(workspace())
    await row(ana.page, 'Wiki').waitFor()
    await row(ana.page, 'Budget').focus()
    await ana.page.keyboard.press('Alt+ArrowRight')
    await treeIs(ana.page, ['-Launch plan', '--Budget', '-Wiki'])
    await treeIs(bo.page, ['-Launch plan', '--Budget', '-Wiki'])
    expect(await row(ana.page, 'Budget').evaluate(item => item === document.activeElement)).toBe(true)

    await ana.page.keyboard.press('ArrowDown')
    await ana.page.keyboard.press('Alt+ArrowUp')
    await treeIs(bo.page, ['-Wiki', '-Launch plan', '--Budget'])

    await ana.page.keyboard.press('F2')
    await ana.page.keyboard.type('Handbook')
    await ana.page.keyboard.press('Enter')
    await treeIs(bo.page, ['-Handbook', '-Launch plan', '--Budget'])

    await row(ana.page, 'Handbook').focus()
    await ana.page.keyboard.press('Delete')
    await treeIs(bo.page, ['-Launch plan', '--Budget'])
    await ana.page.getByRole('button', { name: 'Undo' }).click()
    await treeIs(bo.page, ['-Handbook', '-Launch plan', '--Budget'])
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a page is dragged into another', async () => {
    const { page, complaints } = await browser.open(world.ana, workspace())
    await treeIs(page, ['-Handbook', '-Launch plan', '--Budget'])
    await row(page, 'Handbook').dragTo(row(page, 'Budget'))
    await treeIs(page, ['-Launch plan', '--Budget', '---Handbook'])
    await page.reload()
    await treeIs(page, ['-Launch plan', '--Budget', '---Handbook'])
    expect(complaints).toEqual([])
  })

  test('a page made private vanishes from the partner and says whose it is', async () => {
    const ana = await browser.open(world.ana, workspace())
    const bo = await browser.open(world.bo, workspace())
    await treeIs(bo.page, ['-Launch plan', '--Budget', '---Handbook'])
    await row(ana.page, 'Budget').focus()
    await ana.page.keyboard.press('Shift+F10')
    await ana.page.getByRole('menuitem', { name: 'Make private' }).click()
    await row(ana.page, 'Budget, Only Alder Homes sees this').waitFor()
    await treeIs(bo.page, ['-Launch plan'])
  })

  test('who is where is not said while nobody can know it', async () => {
    const { page, context, complaints } = await browser.open(world.ana, workspace())
    const bo = await browser.open(world.bo, `${workspace()}/p/${world.pageId}`)
    await row(page, 'Launch plan, here: Bo Birk').waitFor()
    await context.setOffline(true)
    await page.waitForSelector('[role="treeitem"][aria-label="Launch plan"]')
    await context.setOffline(false)
    await row(page, 'Launch plan, here: Bo Birk').waitFor()
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test.each([
    ['on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }], ['in a low window', { viewport: { width: 1366, height: 650 } }],
  ] as const)('with many boards, the archive is reached %s: what has no room is scrolled to and lies under nothing', async (where, look) => {
    for (let count = 0; count < 3; count++) await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: `Board ${count}` })
    const { page, complaints } = await browser.open(world.ana, workspace(), look)
    if (where === 'on a phone') await page.getByRole('button', { name: 'Show the sidebar' }).click()
    const archive = page.getByRole('link', { name: 'Archive', exact: true })
    await archive.waitFor()
    await archive.scrollIntoViewIfNeeded()
    await takeShot(page, `sidebar-${where.replaceAll(' ', '-')}`)
    const me = await page.getByRole('button', { name: 'Ana Alksne' }).last().boundingBox()
    const box = await archive.boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(me?.y ?? 0)
    await archive.click()
    await page.waitForURL('**/archive')
    expect(complaints).toEqual([])
  })

  test('offline after a reload the shell and the tree are still there', async () => {
    const { page, context } = await browser.open(world.bo, workspace(), withWorker)
    await row(page, 'Launch plan').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await until(async () => (await keptIn(page)).includes('Launch plan'))
    await context.setOffline(true)
    await page.reload()
    await row(page, 'Launch plan').waitFor()
    await page.getByText('Offline', { exact: true }).waitFor()
  })
})
