import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import { calendarAccepted } from '@kopa/shared/boards/calendar-changes.ts'
import { addDays, dayAt } from '@kopa/shared/boards/zoned-time.ts'
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
    const isShaded = (date: string) => day(bo.page, date).evaluate(element => element.hasAttribute('data-rest') && getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)')
    expect(await Promise.all(['2027-03-12', '2027-03-13', '2027-03-14', '2027-03-15'].map(isShaded))).toEqual([false, true, true, false])
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
    await ana.page.keyboard.type('Signature 14:00')
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

  test('a bar is made longer and shorter by both of its ends, by pointer, touch, keys and menu; of the partner\'s it is asked', async () => {
    const plan = await writeTasks(world.ana, world.boardId, [{ title: 'Fitting', order: 'C1', companyId: world.ana.companyId }])
    await writeBoard(world.ana, world.boardId, doc => planTask(doc, plan[0] ?? '', { ...freshPlan, duration: 3 * 480, constraint: 'SNET', constraintAt: '2027-06-08T08:00' }))
    const address = `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}?view=calendar&day=2027-06-10`
    const { page, complaints } = await browser.open(world.ana, address, { viewport: { width: 1280, height: 800 }, hasTouch: true })
    const says = (start: string, days: number) => expect.poll(() => spanOf(page, 'Fitting')).toEqual([start, days])
    await says('2027-06-08', 3)
    await pullEnd(page, 'Fitting', 'finish', '2027-06-11')
    await says('2027-06-08', 4)
    await pullEnd(page, 'Fitting', 'start', '2027-06-09')
    await says('2027-06-09', 3)
    await bar(page, 'Fitting').focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await page.getByRole('status').filter({ hasText: /Fitting: from Wed.* 9 June to Thu.* 10 June/ }).waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    await says('2027-06-08', 3)
    await hasFocus(bar(page, 'Fitting'))
    await page.keyboard.press('Shift+F10')
    await takeShot(page, 'calendar-menu')
    await page.getByRole('menuitem', { name: 'End a day later' }).click()
    await says('2027-06-08', 4)
    await hasFocus(bar(page, 'Fitting'))
    await page.keyboard.press('Control+z')
    await says('2027-06-08', 3)
    await pullEnd(page, 'Fitting', 'start', '2027-06-12')
    await says('2027-06-10', 1)
    await touchEnd(page, 'Fitting', '2027-06-08')
    await says('2027-06-08', 3)
    expect(complaints).toEqual([])

    const bo = await browser.open(world.bo, address, { viewport: { width: 1280, height: 800 } })
    await bar(bo.page, 'Fitting').waitFor()
    await pullEnd(bo.page, 'Fitting', 'finish', '2027-06-11')
    await bo.page.getByRole('dialog', { name: 'Ask Alder Homes?' }).getByRole('button', { name: 'Leave it' }).click()
    await expect.poll(() => spanOf(bo.page, 'Fitting')).toEqual(['2027-06-08', 3])
  })

  test('names of public holidays lie above the bars that go through their days; on a phone the days begin at today', async () => {
    const { board: { id } } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Winter', columns: [{ title: 'To do', stage: 'open' }] })
    const today = dayAt(Date.now(), 'Europe/Riga')
    const [plan = ''] = await writeTasks(world.ana, id, [{ title: 'Winter works', order: 'A1' }, ...Array.from({ length: 60 }, (_, at) => ({ title: `Due ${at}`, order: `B${at + 10}`, deadline: { day: addDays(today, at - 30) } }))])
    await writeBoard(world.ana, id, doc => {
      for (const [companyId, country] of [[world.ana.companyId, 'LV'], [world.bo.companyId, 'DE']] as const) calendarAccepted(doc, companyId, [{ change: 'country', country }])
      planTask(doc, plan, { ...freshPlan, duration: 12 * 480, constraint: 'SNET', constraintAt: '2031-12-15T08:00' })
    })
    const { page } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${id}?view=calendar&day=2031-12-10`, { viewport: { width: 1440, height: 900 } })
    await expect.poll(() => bar(page, 'Winter works').count()).toBeGreaterThan(1)
    const names = day(page, '2031-12-25').locator('span[dir="auto"]').filter({ hasText: /Christmas/ })
    await names.first().waitFor()
    const isCovered = (name: Element): boolean => { const { x, y, width, height } = name.getBoundingClientRect(); return !name.contains(document.elementFromPoint(x + width / 2, y + height / 2)) }
    expect(await names.first().evaluate(isCovered)).toBe(false)
    await takeShot(page, 'calendar-holidays')
    const phone = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${id}?view=calendar`, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await chip(phone.page, 'Due 31').waitFor({ state: 'attached' })
    await expect.poll(() => phone.page.locator('h3[data-today]').evaluate(heading => Math.abs(heading.getBoundingClientRect().top - (heading.closest('li')?.parentElement?.getBoundingClientRect().top ?? -999)))).toBeLessThan(20)
    await takeShot(phone.page, 'calendar-phone-today')
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

const bar = (page: Page, title: string): Locator => page.locator('[data-kind="plan"]').filter({ hasText: title })

/** The day on which it begins, and on how many it stands, of a bar within one week. */
const spanOf = (page: Page, title: string) => bar(page, title).evaluate(element => {
  const home = element.closest<HTMLElement>('[data-day]')
  return [home?.dataset['day'], Math.round(element.getBoundingClientRect().width / (home?.offsetWidth ?? 1))]
})

async function endsOf(page: Page, title: string, end: 'start' | 'finish', date: string) {
  const [from, to] = [await bar(page, title).locator(`[data-end="${end}"]`).boundingBox(), await day(page, date).boundingBox()]
  if (!from || !to) throw new Error('the bar and the day are shown')
  return { from: { x: from.x + from.width / 2, y: from.y + from.height / 2 }, to: { x: to.x + to.width / 2, y: from.y + from.height / 2 } }
}

async function pullEnd(page: Page, title: string, end: 'start' | 'finish', date: string): Promise<void> {
  const { from, to } = await endsOf(page, title, end, date)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
}

async function touchEnd(page: Page, title: string, date: string): Promise<void> {
  const { from, to } = await endsOf(page, title, 'start', date)
  const touch = await page.context().newCDPSession(page)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
  for (const share of [0.4, 0.8, 1]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: from.x + (to.x - from.x) * share, y: from.y }] })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
