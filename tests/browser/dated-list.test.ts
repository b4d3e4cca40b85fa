import { assignTask, planTask, setDeadline, setProgress } from '@kopa/shared/boards/task-verbs.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sideOf, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { isActive, row } from '../support/gantt-window.ts'
import { findings, looks, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { boardOf, intentions, plannedBoard } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
const onPhones = looks.filter(([, { viewport }]) => viewport.width < 640)

describe.skipIf(!hasBrowser)('the plan of a board on a phone', () => {
  const there = shareTwoCompanies()

  const says = (page: Page, name: string, words: string): Promise<void> => row(page, name).getByText(words).waitFor()

  test('is a list with dates that follow what the partner plans; a touch opens a task', async () => {
    const board = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, board.address, phone)
    await says(page, 'Contract', '2 – 3 Mar')
    await says(page, 'Contract', '2 d')
    await row(page, 'Start of sales').getByRole('img', { name: 'Milestone' }).waitFor()
    expect(await page.locator('canvas').count()).toBe(0)
    // Small bars, all of them between the beginning of the plan and its end, whatever the rows hold beside them.
    const bar = async (name: string) => await row(page, name).locator('i[data-kind]').boundingBox() ?? expect.fail(`${name} has no bar`)
    const [whole, contract, pilot] = [await bar('Phase'), await bar('Contract'), await bar('Pilot')]
    expect(contract.x).toBeCloseTo(whole.x, 0)
    expect(pilot.x + pilot.width).toBeCloseTo(whole.x + whole.width, 0)
    // Contract lasts until Tuesday evening, Pilot from Wednesday morning to that of the next week: 33 and 153 hours.
    expect(pilot.width / contract.width).toBeCloseTo(153 / 33, 1)
    expect(await row(page, 'Pilot').getAttribute('aria-level')).toBe('2')
    await writeBoard(there.world.bo, board.id, doc => {
      planTask(doc, 'Contract', intentions({ constraint: 'SNET', constraintAt: '2026-03-09T08:00' }))
      setDeadline(doc, 'Contract', { day: '2026-03-06' })
      setProgress(doc, 'Contract', { percent: 40, start: null, finish: null })
    })
    await says(page, 'Pilot', '11 – 17 Mar')
    await says(page, 'Contract', 'after its deadline')
    await says(page, 'Contract', '40%')
    // One sentence for screen readers; Logo waits for nothing, and nothing for it.
    await page.getByRole('row', { name: /^Pilot, 11.–.17 Mar[^,]*, 5 d, critical, / }).waitFor()
    await page.getByRole('row', { name: /^Logo, 2 Mar[^,]*, 1 d, (?!critical)/ }).waitFor()
    await row(page, 'Contract').tap()
    await page.getByRole('dialog', { name: 'Task: Contract' }).getByRole('button', { name: 'Close' }).click()
    await until(async () => await page.evaluate(() => document.activeElement?.getAttribute('role')) === 'treegrid')
    expect(complaints).toEqual([])
  })

  test('by keyboard: rows, folding, a new title, a day later, the menu, the open task; turned, it has bars', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address, phone)
    await row(page, 'Logo').waitFor()
    const grid = page.getByRole('treegrid', { name: 'Plan' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await isActive(page, 'Phase')
    await page.keyboard.press('ArrowLeft')
    await row(page, 'Logo').waitFor({ state: 'detached' })
    await page.keyboard.press('ArrowRight')
    await row(page, 'Logo').waitFor()
    await page.keyboard.press('ArrowDown')
    await isActive(page, 'Contract')
    expect(await grid.getAttribute('aria-activedescendant')).toBe(await row(page, 'Contract').getAttribute('id'))
    await page.keyboard.press('Alt+ArrowRight')
    await says(page, 'Contract', '3 – 4 Mar')
    await page.keyboard.press('F2')
    await grid.getByRole('textbox').waitFor().then(() => page.keyboard.type('Agreement'))
    await page.keyboard.press('Enter')
    await row(page, 'Agreement').waitFor()
    await isActive(page, 'Pilot')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Move the start to…' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Show its bar' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await until(async () => await page.evaluate(() => document.activeElement?.getAttribute('role')) === 'treegrid')
    await page.keyboard.press('End')
    await isActive(page, 'Start of sales')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Task: Start of sales' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Fold all' }).click()
    await row(page, 'Logo').waitFor({ state: 'detached' })
    // Turned, there is room for bars; the keyboard is where it was.
    await page.setViewportSize({ width: 1200, height: 800 })
    await page.locator('canvas').waitFor()
    await isActive(page, 'Start of sales')
    expect(complaints).toEqual([])
  })

  test('where nothing is planned it is said how a plan begins; a length reads the same in the list and in the open task', async () => {
    const { address } = await boardOf(there.world, there.url, [{ id: 'Contract', plan: null }, { id: 'Pilot', plan: null }])
    await there.world.bo.people.changeMe({ language: 'lv' })
    const { page, complaints } = await there.open(there.world.bo, address, { ...phone, locale: 'lv-LV' })
    const hint = page.getByRole('heading', { name: 'Vēl nekas nav ieplānots' })
    await hint.waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShots(page, 'dated-list-unplanned')
    await row(page, 'Contract').tap()
    const length = page.getByRole('dialog').getByLabel('Ilgums')
    await length.fill('5d')
    await length.press('Enter')
    await expect.poll(() => length.inputValue()).toBe('5 d.')
    await takeShot(page, 'dated-list-length')
    await length.fill('2ed')
    await length.press('Enter')
    await expect.poll(() => length.inputValue()).toBe('2ed')
    await length.fill('1,5 d.')
    await length.press('Enter')
    await page.keyboard.press('Escape')
    await says(page, 'Contract', '1,5 d.')
    expect([await hint.count(), complaints]).toEqual([0, []])
  })

  test('of a long plan only the rows in sight are in the document; the last is come to by one key', async () => {
    const { id, address } = await plannedBoard(there.world, there.url)
    await writeTasks(there.world.ana, id, Array.from({ length: 300 }, (_, at) => ({ title: `Step ${at}`, order: 'E', rank: 'E', plan: intentions() })))
    const { page } = await there.open(there.world.ana, address, phone)
    await row(page, 'Phase').waitFor()
    expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('305')
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('End')
    await until(() => page.locator('[aria-rowindex="305"]').isVisible())
    expect(await page.locator('[aria-rowindex="305"]').getAttribute('data-active')).toBe('true')
  })

  test.each(onPhones)('can be used by everybody, %s', async (name, options) => {
    const board = await plannedBoard(there.world, there.url)
    await writeBoard(there.world.ana, board.id, doc => {
      assignTask(doc, 'Contract', { userId: there.world.ana.userId, units: 100, work: null })
      setProgress(doc, 'Contract', { percent: 40, start: null, finish: null })
      setDeadline(doc, 'Pilot', { day: '2026-03-05' })
    })
    await writeTasks(there.world.ana, await sideOf(there.world.ana, { workspaceId: there.world.workspaceId, boardId: board.id }), [{ title: 'A word of our own with the lawyers about what this may cost us', rank: 'F', plan: intentions() }])
    await there.world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await there.open(there.world.ana, board.address, options)
    const own = row(page, 'A word of our own')
    await own.waitFor()
    expect(await own.getAttribute('aria-label')).toMatch(options.locale === 'lv-LV' ? /redz tikai/ : /only .* sees it$/)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('ArrowDown')
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `dated-list-${name}`)
  })
})
