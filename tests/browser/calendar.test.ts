import { AxeBuilder } from '@axe-core/playwright'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { startKopa, type TestKopa, until } from '../support/services.ts'

const day = (page: Page, date: string): Locator => page.locator(`[data-day="${date}"]`)
const chip = (page: Page, title: string): Locator => page.getByRole('button', { name: new RegExp(`^${title} ?, ?(due|planned)`) })
const isOn = (page: Page, title: string, date: string) => day(page, date).getByRole('button', { name: new RegExp(`^${title} ?, ?(due|planned)`) }).waitFor()
const hasFocus = (locator: Locator) => until(() => locator.evaluate(element => element === document.activeElement))

describe.skipIf(!hasBrowser)('the calendar of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopa() })
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
    await isOn(bo.page, 'Pilot', '2027-03-17')
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
    await isOn(bo.page, 'Pilot', '2027-03-18')
    await ana.page.keyboard.press('Escape')
    await ana.page.keyboard.press('n')
    await ana.page.keyboard.type('Signature')
    await ana.page.keyboard.press('Enter')
    await isOn(bo.page, 'Signature', '2027-03-16')
    await ana.page.getByRole('button', { name: 'Next month' }).click()
    await ana.page.getByRole('heading', { name: 'April 2027' }).waitFor()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test.each([
    ['wide and light', { viewport: { width: 1280, height: 860 }, colorScheme: 'light', locale: 'en-GB' }],
    ['wide and dark in Latvian', { viewport: { width: 1280, height: 860 }, colorScheme: 'dark', locale: 'lv-LV' }],
    ['on a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, locale: 'en-GB' }],
    ['on a phone in Latvian', { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true, locale: 'lv-LV' }],
  ] as const)('can be used by everybody, %s', async (name, options) => {
    await world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await open('ana', options)
    await page.locator('[data-entry]').first().waitFor()
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    const shots = process.env['KOPA_SHOTS']
    if (shots) await page.screenshot({ path: `${shots}/calendar-${name}.png` })
  })
})
