import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, withBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

describe.skipIf(!hasBrowser)('kept views of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let address = ''
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    address = `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}`
    await writeTasks(world.ana, world.boardId, [{ title: 'Offer', order: 'A1', priority: 'high' }, { title: 'Bank', order: 'A2' }])
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('what one keeps for everybody the other opens: kind of view, filter and order; a change of it is kept or left', async () => {
    const ana = await browser.open(world.ana, `${address}?view=table&priority=%5B%22high%22%5D&sort=%5B%22-title%22%5D`)
    const bo = await browser.open(world.bo, address)
    await ana.page.getByRole('rowheader', { name: 'Offer' }).waitFor()
    await ana.page.getByRole('button', { name: 'Kept views' }).press('Enter')
    await ana.page.getByRole('menuitem', { name: 'Keep this view…' }).press('Enter')
    await ana.page.getByRole('textbox', { name: 'Name' }).fill('Urgent first')
    await ana.page.getByRole('combobox', { name: 'Who sees it' }).selectOption('all')
    await ana.page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await ana.page.getByRole('button', { name: 'Kept views: Urgent first' }).waitFor()
    await bo.page.getByRole('button', { name: 'Kept views' }).click()
    await bo.page.getByRole('menuitem', { name: /Urgent first/ }).click()
    await bo.page.getByRole('rowheader', { name: 'Offer' }).waitFor()
    expect(await bo.page.getByRole('rowheader', { name: 'Bank' }).count()).toBe(0)
    expect(await bo.page.getByRole('columnheader', { name: /^Task/ }).getAttribute('aria-sort')).toBe('descending')
    await bo.page.getByRole('button', { name: 'Show everything' }).click()
    await bo.page.getByRole('button', { name: 'Kept views: Urgent first, changed' }).press('Enter')
    await bo.page.getByRole('menuitem', { name: 'Keep the changes in “Urgent first”' }).press('Enter')
    await ana.page.getByRole('button', { name: 'Kept views: Urgent first, changed' }).waitFor()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('what one keeps for oneself nobody else sees; it is still there after the window was closed, and a removal can be taken back', async () => {
    const { page, complaints } = await browser.open(world.ana, `${address}?view=calendar&only=plan&q=ban`)
    await page.getByRole('button', { name: 'Kept views' }).click()
    await page.getByRole('menuitem', { name: 'Keep this view…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Banks')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.goto(address)
    await page.getByRole('button', { name: 'Kept views' }).click()
    await page.getByRole('menuitem', { name: /Banks/ }).click()
    await until(() => ['q=ban', 'view=calendar', 'only=plan'].every(word => page.url().includes(word)))
    const bo = await browser.open(world.bo, address)
    await bo.page.getByRole('button', { name: 'Kept views' }).click()
    await bo.page.getByRole('menuitem', { name: 'Keep this view…' }).waitFor()
    expect(await bo.page.getByRole('menuitem', { name: /Banks/ }).count()).toBe(0)
    expect(await findings(bo.page, '[role=menu]')).toEqual([])
    await page.getByRole('button', { name: 'Kept views: Banks' }).click()
    await page.getByRole('menuitem', { name: 'Remove “Banks”' }).click()
    await page.getByRole('button', { name: 'Kept views', exact: true }).waitFor()
    await page.getByText('View “Banks” removed').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Kept views: Banks' }).waitFor()
    expect([...complaints, ...bo.complaints]).toEqual([])
  })
})
