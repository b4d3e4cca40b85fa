import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sideOf, withBoard, writeTasks, type BoardWorld } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

const card = (page: Page, title: string): Locator => page.getByRole('row', { name: new RegExp(`^${title}`) })
const panel = (page: Page, title: string): Locator => page.getByLabel(`Task: ${title}`, { exact: true })
const titles = (page: Page): Promise<(string | null)[]> => page.getByRole('row').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')?.split(',')[0] ?? null))
const shows = (page: Page, wanted: string[]) => until(async () => JSON.stringify(await titles(page)) === JSON.stringify(wanted))
const isSaved = (page: Page) => page.locator('[data-saved="saved"]').waitFor()

/** Until the server has made the company's side, nothing of what is written is for everybody. */
async function addBeforeSideIs(page: Page, title: string): Promise<void> {
  const { promise: made, resolve: make } = Promise.withResolvers<void>()
  await page.route('**/side', async route => {
    await made
    await route.continue()
  })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Only Alder Homes sees it', pressed: true }).waitFor()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  expect(await page.getByLabel('New task').inputValue()).toBe(title)
  make()
  await expect.poll(() => page.getByLabel('New task').inputValue()).toBe('')
}

/** A row of the plan, for the own company: chosen beside where rows are written, also while one is. */
async function addInGantt(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Gantt', exact: true }).click()
  await page.getByRole('button', { name: 'Add a task', exact: true }).click()
  await page.keyboard.type(`${title} 3d @Ana`)
  await page.getByRole('list', { name: 'Understood' }).getByText('takes 3 days').waitFor()
  await page.getByRole('button', { name: 'Everybody sees it' }).click()
  await page.getByRole('button', { name: 'Only Alder Homes sees it', pressed: true }).waitFor()
  expect(await page.getByLabel('New task').inputValue()).toBe(`${title} 3d @Ana`)
  await page.keyboard.press('Enter')
  await page.getByRole('row').filter({ hasText: title }).filter({ hasText: 'Only Alder Homes sees this' }).waitFor()
  await takeShot(page, 'gantt-private')
  await page.keyboard.press('Escape')
}

describe.skipIf(!hasBrowser)('a company\'s own side of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let address = ''
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    address = `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}`
    await writeTasks(world.ana, world.boardId, [{ title: 'Offer' }])
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('a task only for the own company is made by keyboard, stands among the others after a reload, and is shown to the partner when it is ripe', async () => {
    const bo = await browser.open(world.bo, address)
    await shows(bo.page, ['Offer'])
    const ana = await browser.open(world.ana, address)
    await shows(ana.page, ['Offer'])
    await ana.page.getByRole('button', { name: 'Add a task to To do' }).press('Enter')
    await addBeforeSideIs(ana.page, 'Price limit #secret')
    await ana.page.keyboard.press('Escape')
    await shows(ana.page, ['Offer', 'Price limit'])
    expect(await card(ana.page, 'Price limit').getAttribute('aria-label')).toContain('only Alder Homes sees it')
    await isSaved(ana.page)
    await ana.page.reload()
    await shows(ana.page, ['Offer', 'Price limit'])

    await addInGantt(ana.page, 'Ceiling')
    await isSaved(ana.page)
    await writeTasks(world.ana, world.boardId, [{ title: 'Later' }])
    await bo.page.getByRole('row', { name: /^Later/ }).waitFor()
    expect(new Set(await titles(bo.page))).toEqual(new Set(['Later', 'Offer']))

    // The lock stands beside it in every view.
    for (const [view, role] of [['Table', 'rowheader'], ['Gantt', 'gridcell'], ['List', 'gridcell'], ['Board', 'gridcell']] as const) {
      await ana.page.getByRole('button', { name: view, exact: true }).click()
      await ana.page.getByRole(role).filter({ hasText: 'Price limit' }).filter({ hasText: 'Only Alder Homes sees this' }).first().waitFor()
    }
    await card(ana.page, 'Price limit').focus()
    await ana.page.keyboard.press('Enter')
    await panel(ana.page, 'Price limit').getByRole('button', { name: 'Show to everybody' }).click()
    await ana.page.getByText('“Price limit” shown to everybody').waitFor()
    await card(bo.page, 'Price limit').waitFor()
    await panel(ana.page, 'Price limit').getByRole('heading', { name: 'Note' }).waitFor()
    await ana.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await card(bo.page, 'Price limit').waitFor({ state: 'detached' })
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a note beside a shared task is read by the own company only', async () => {
    const ana = await browser.open(world.ana, address)
    await card(ana.page, 'Offer').click()
    await panel(ana.page, 'Offer').getByRole('button', { name: 'Write a note' }).press('Enter')
    await panel(ana.page, 'Offer').getByRole('textbox', { name: 'Note' }).waitFor()
    await ana.page.keyboard.type('Ask for ten per cent less')
    await isSaved(ana.page)
    const again = await browser.open(world.ana, ana.page.url())
    await until(async () => await panel(again.page, 'Offer').getByRole('textbox', { name: 'Note' }).inputValue() === 'Ask for ten per cent less')
    const bo = await browser.open(world.bo, ana.page.url())
    await panel(bo.page, 'Offer').getByRole('button', { name: 'Write a note' }).waitFor()
    expect(await panel(bo.page, 'Offer').textContent()).not.toContain('ten per cent')
  })

  test.each([
    ['wide and light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
    ['on a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true }],
  ] as const)('can be used by everybody, %s; a task of the side is opened from its address', async (name, options) => {
    const [id = ''] = await writeTasks(world.ana, await sideOf(world.ana, world.one), [{ title: `Hidden ${name}`, for: world.ana }])
    await until(async () => (await world.ana.boards.listMyTasks({})).tasks.some(({ title }) => title === `Hidden ${name}`))
    const { page, complaints } = await browser.open(world.ana, `${address}?task=${id}`, options)
    await panel(page, `Hidden ${name}`).getByText('Only Alder Homes sees this').waitFor()
    await panel(page, `Hidden ${name}`).getByRole('button', { name: 'Write a description' }).waitFor()
    expect(await findings(page)).toEqual([])
    await takeShot(page, `board-side-${name}`)
    await page.keyboard.press('Escape')
    await panel(page, `Hidden ${name}`).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add a task to To do' }).click()
    await page.getByRole('button', { name: 'Everybody sees it' }).click()
    await page.getByRole('button', { name: 'Only Alder Homes sees it' }).waitFor()
    await takeShot(page, `board-side-add-${name}`)
    expect(complaints).toEqual([])
  })
})
