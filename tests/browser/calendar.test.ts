import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

const day = (page: Page, date: string): Locator => page.locator(`[data-day="${date}"]`)
const chip = (page: Page, title: string): Locator => page.getByRole('button', { name: new RegExp(`^${title} ?, ?(due|planned)`) })
const isOn = (page: Page, title: string, date: string) => day(page, date).getByRole('button', { name: new RegExp(`^${title} ?, ?(due|planned)`) }).waitFor()
const hasFocus = (locator: Locator) => until(() => locator.evaluate(element => element === document.activeElement))

describe.skipIf(!hasBrowser)('the calendar of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  /** Two tasks due in March 2027, one at an hour, and one planned for three days. */
  async function open(person: 'ana' | 'bo' = 'ana', options: Parameters<typeof browser.open>[2] = {}) {
    return browser.open(world[person], `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}?view=calendar&day=2027-03-10`, options)
  }
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    const { ana, bo, boardId } = world
    const ids = await writeTasks(ana, boardId, [
      { title: 'Offer', order: 'A1', deadline: { day: '2027-03-09' }, companyId: ana.companyId }, { title: 'Call', order: 'A2', deadline: { instant: '2027-03-10T10:00:00Z' }, companyId: bo.companyId }, { title: 'Pilot', order: 'A3' },
    ])
    await writeBoard(ana, boardId, doc => planTask(doc, ids[2] ?? '', { ...freshPlan, duration: 3 * 480, constraint: 'SNET', constraintAt: '2027-03-15T08:00' }))
  })

  test('a task is drawn to another day, another is taken along by keys; the other company sees both, and undo takes back the own', async () => {
    const [ana, bo] = [await open(), await open('bo')]
    await isOn(bo.page, 'Pilot', '2027-03-15')
    await chip(ana.page, 'Offer').dragTo(day(ana.page, '2027-03-11'))
    await isOn(bo.page, 'Offer', '2027-03-11')
    await day(ana.page, '2027-03-10').focus()
    await ana.page.keyboard.press('Enter')
    await hasFocus(chip(ana.page, 'Call'))
    await ana.page.keyboard.press('Alt+ArrowDown')
    await ana.page.getByRole('status').filter({ hasText: 'Call is now due on Wednesday 17 March.' }).waitFor({ state: 'attached' })
    await isOn(bo.page, 'Call', '2027-03-17')
    await hasFocus(chip(ana.page, 'Call'))
    await ana.page.keyboard.press('Escape')
    await ana.page.keyboard.press('ArrowUp')
    await hasFocus(day(ana.page, '2027-03-10'))
    await ana.page.keyboard.press('Control+z')
    await isOn(bo.page, 'Call', '2027-03-10')
    await chip(ana.page, 'Pilot').first().focus()
    await ana.page.keyboard.press('Alt+ArrowRight')
    await isOn(bo.page, 'Pilot', '2027-03-16')
    await hasFocus(chip(ana.page, 'Pilot'))
    await ana.page.keyboard.press('Escape')
    await ana.page.keyboard.press('n')
    await ana.page.keyboard.type('Signature')
    await ana.page.keyboard.press('Enter')
    await isOn(bo.page, 'Signature', '2027-03-16')
    await ana.page.getByRole('button', { name: 'Next month' }).click()
    await ana.page.getByRole('heading', { name: 'April 2027' }).waitFor()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a plan is a bar over its days, cut at the end of a week, read out on each; it is pulled by any of its days, and entered from one', async () => {
    const plan = await writeTasks(world.ana, world.boardId, [{ title: 'Assembly', order: 'B1', companyId: world.ana.companyId, deadline: { day: '2027-05-14' } }])
    await writeBoard(world.ana, world.boardId, doc => planTask(doc, plan[0] ?? '', { ...freshPlan, duration: 6 * 480, constraint: 'SNET', constraintAt: '2027-05-05T08:00' }))
    const { page, complaints } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}?view=calendar&day=2027-05-10`, { viewport: { width: 1280, height: 800 } })
    // Wednesday to Wednesday: five days and the weekend in the first week, three in the second.
    const bars = page.locator('[data-kind="plan"]').filter({ hasText: 'Assembly' })
    await expect.poll(() => bars.count()).toBe(2)
    const over = async (index: number): Promise<number> => ((await bars.nth(index).boundingBox())?.width ?? 0) / ((await day(page, '2027-05-05').boundingBox())?.width ?? 1)
    expect([Math.round(await over(0)), Math.round(await over(1))]).toEqual([5, 3])
    expect([await bars.nth(0).getAttribute('data-goes-on'), await bars.nth(1).getAttribute('data-from-before')]).toEqual(['true', 'true'])
    await page.getByRole('gridcell', { name: /11 May.*going on: Assembly/ }).waitFor()
    await day(page, '2027-05-11').focus()
    await page.keyboard.press('Enter')
    await hasFocus(bars.nth(1))
    // By its second day onto the third: a day later.
    const [from, to] = [await day(page, '2027-05-06').boundingBox(), await day(page, '2027-05-07').boundingBox()]
    const bar = await bars.nth(0).boundingBox()
    if (!from || !to || !bar) throw new Error('two days and a bar are shown')
    await page.mouse.move(from.x + 30, bar.y + 10)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, bar.y + 14, { steps: 6 })
    await page.mouse.up()
    await isOn(page, 'Assembly', '2027-05-06')
    await page.getByRole('button', { name: 'Plans', exact: true }).click()
    await page.locator('[data-kind="due"]').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Deadlines', exact: true }).click()
    await bars.first().waitFor({ state: 'detached' })
    await isOn(page, 'Assembly', '2027-05-14')
    expect(complaints).toEqual([])
  })

  test.each(looks)('can be used by everybody, %s', async (name, options) => {
    await world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await open('ana', options)
    await page.locator('[data-entry]').first().waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `calendar-${name}`)
  })
})
