import type { Page } from 'playwright-core'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { addDays, dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { myTasks, sideOf, untilMyTasks, withBoard, writeBoard, writeTasks, type BoardWorld } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { intentions } from '../support/planned-board.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

/** In the zone of the workspace and of who looks: for two hours of each day it is not UTC's. */
const dayFromNow = (days: number): string => addDays(dayAt(Date.now(), 'Europe/Riga'), days)
const partIs = (page: Page, name: string) => page.getByRole('list', { name, exact: true }).getByRole('listitem')
const headOf = (page: Page, name: string) => page.getByRole('heading', { level: 2, name: new RegExp(`^${name} \\d+$`) })

/** What is typed then is the day. */
async function deadlineAsked(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Deadline' })
  await until(() => dialog.getByLabel('Day', { exact: true }).evaluate(field => field === document.activeElement))
  return dialog
}

describe.skipIf(!hasBrowser)('my work', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let [taskId, someDay] = ['', '']
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    const { ana, bo, boardId } = world
    const [first = '', , third = ''] = await writeTasks(ana, boardId, [
      { title: 'Send the offer', for: ana, deadline: { day: dayFromNow(-9) }, priority: 'urgent', companyId: ana.companyId },
      { title: 'Talk to the bank', for: ana, deadline: { instant: `${dayFromNow(40)}T12:30:00Z` }, companyId: bo.companyId },
      { title: 'Some day', for: ana }, { title: 'Of Bo', for: bo },
    ])
    ;[taskId, someDay] = [first, third]
    await untilMyTasks(ana, ['Send the offer', 'Talk to the bank', 'Some day'])
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('shows what is mine by when it is due, and opens it; what is done leaves, and can be looked at', async () => {
    const { page, complaints } = await browser.open(world.ana, kopa.url)
    await page.getByRole('link', { name: 'My work' }).click()
    await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor()
    await partIs(page, 'Late').waitFor()
    await expect.poll(() => partIs(page, 'Late').allTextContents()).toEqual([expect.stringMatching(/\D(9|10) days late/)])
    await expect.poll(() => partIs(page, 'Later').allTextContents()).toEqual([expect.stringContaining('Talk to the bank')])
    await expect.poll(() => partIs(page, 'Without a date').allTextContents()).toEqual([expect.stringContaining('Some day')])
    await partIs(page, 'Late').getByRole('link').click()
    await page.getByRole('complementary', { name: /^Task: Send the offer/ }).waitFor()
    await writeBoard(world.ana, world.boardId, doc => {
      const done = [...doc.getMap('columns').entries()].find(([, column]) => (column as { get: (key: string) => unknown }).get('stage') === 'done')?.[0] ?? ''
      const task = doc.getMap('tasks').get(taskId) as { set: (key: string, value: unknown) => void }
      task.set('board', [done, 'U1V'])
    })
    await untilMyTasks(world.ana, ['Talk to the bank', 'Some day'])
    await page.goto(`${kopa.url}/work`)
    await partIs(page, 'Later').waitFor()
    await partIs(page, 'Late').waitFor({ state: 'detached' })
    await page.getByRole('radio', { name: 'Done, too' }).check()
    await partIs(page, 'Done').getByText('Send the offer', { exact: true }).waitFor()
    expect(page.url()).toContain('show=all')
    await page.getByRole('radio', { name: 'Open' }).check()
    await page.getByRole('radio', { name: 'Waiting on partner' }).check()
    await partIs(page, 'Without a date').waitFor({ state: 'detached' })
    await expect.poll(() => partIs(page, 'Later').allTextContents()).toEqual([expect.stringContaining('Talk to the bank')])
    expect(complaints).toEqual([])
  })

  test('is a place to work by keys: a task is done, comes back, is put off and opened, and the board follows', async () => {
    const { ana, boardId, one } = world
    const side = await sideOf(ana, one)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Call the printer', for: ana, deadline: { day: dayFromNow(0) } }])
    await writeTasks(ana, side, [{ title: 'Ours alone', for: ana, deadline: { day: dayFromNow(-1) } }])
    await until(async () => { const titles = await myTasks(ana); return titles.includes('Call the printer') && titles.includes('Ours alone') })
    const { page, complaints } = await browser.open(ana, `${kopa.url}/work`)
    const row = (title: string) => page.locator('[data-work]').filter({ hasText: title })
    await row('Ours alone').getByRole('link').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Call the printer')
    await page.keyboard.press('ArrowUp')
    const late = Number((await headOf(page, 'Late').textContent())?.split(' ')[1])
    await page.keyboard.press('Space')
    await row('Ours alone').and(page.locator('[data-done]')).waitFor()
    await page.getByRole('region', { name: 'Messages' }).getByText('“Ours alone” is done').waitFor()
    await expect.poll(() => headOf(page, 'Late').textContent()).toBe(`Late ${late - 1}`)
    await until(async () => !(await myTasks(ana)).includes('Ours alone'))
    await page.keyboard.press('Control+z')
    await row('Ours alone').and(page.locator(':not([data-done])')).waitFor()
    await until(async () => (await myTasks(ana)).includes('Ours alone'))
    await row('Call the printer').getByRole('link').focus()
    await page.keyboard.press('d')
    await (await deadlineAsked(page)).getByRole('button', { name: 'Tomorrow' }).press('Enter')
    await until(async () => (await ana.boards.listMyTasks({})).tasks.some(task => task.taskId === taskId && task.deadlineDay === dayFromNow(1)))
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-work]')?.textContent)).toContain('Call the printer')
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).press('Enter')
    await until(async () => (await ana.boards.listMyTasks({})).tasks.some(task => task.taskId === taskId && task.deadlineDay === dayFromNow(0)))
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Done, or not done after all').waitFor()
    await page.keyboard.press('Escape')
    await row('Call the printer').getByRole('checkbox').click()
    await row('Call the printer').and(page.locator('[data-done]')).waitFor()
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'my-work-done')
    await row('Call the printer').getByRole('link').press('Enter')
    await page.getByRole('complementary', { name: /^Task: Call the printer/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('takes back nothing that somebody else has done meanwhile', async () => {
    const { ana, one } = world
    const { page, complaints } = await browser.open(ana, `${kopa.url}/work`)
    const [row, messages] = [page.locator('[data-work]').filter({ hasText: 'Some day' }), page.getByRole('region', { name: 'Messages' })]
    await row.waitFor()
    await ana.myWork.finishTask({ ...one, taskId: someDay })
    await row.getByRole('checkbox').click()
    await messages.getByText('“Some day” is done').waitFor()
    expect(await messages.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('shows what is planned to begin or to end, by the plan of its board', async () => {
    const { ana, bo, boardId } = world
    const today = dayAt(Date.now(), 'Europe/Riga')
    await writeBoard(ana, boardId, doc => changeSettings(doc, { start: `${today}T08:00` }))
    await writeTasks(ana, boardId, [
      { title: 'Build the stand', for: bo, plan: intentions({ duration: 2 * 1440, isElapsed: true }) },
      { title: 'Print the flyers', for: bo, deadline: { day: dayFromNow(60) }, companyId: bo.companyId, plan: intentions({ duration: 1440, isElapsed: true, constraint: 'SNET', constraintAt: `${addDays(today, 40)}T08:00` }) },
    ])
    await until(async () => (await bo.boards.listMyTasks({})).tasks.filter(({ startDay }) => startDay !== null).length === 2)
    const { page, complaints } = await browser.open(bo, `${kopa.url}/work`)
    await partIs(page, 'Today').getByText('begins today').waitFor()
    await partIs(page, 'Later').getByText('Print the flyers', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'my-work-planned')
    expect(complaints).toEqual([])
  })

  test('a secret address for a calendar is made by keyboard and works until it is ended', async () => {
    const { page, complaints } = await browser.open(world.ana, `${kopa.url}/work`)
    await page.getByRole('button', { name: 'In your calendar' }).press('Enter')
    await page.getByRole('button', { name: 'Make a secret address' }).press('Enter')
    const field = page.getByLabel('Secret address', { exact: true })
    await field.waitFor()
    const address = await field.inputValue()
    expect(await (await fetch(address)).text()).toContain('SUMMARY:Talk to the bank')
    await page.getByRole('button', { name: 'End the address' }).press('Enter')
    await page.getByRole('button', { name: 'Make a secret address' }).waitFor()
    expect((await fetch(address)).status).toBe(404)
    expect(complaints).toEqual([])
  })

  test.each([
    ['wide and light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en-GB' }],
    ['on a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, locale: 'en-GB' }],
  ] as const)('can be used by everybody, %s', async (name, options) => {
    const { page } = await browser.open(world.ana, `${kopa.url}/work?whose=partner`, options)
    await page.getByRole('link', { name: /Talk to the bank/ }).waitFor()
    // Where there are no keys their help would be of no use.
    expect(await page.getByRole('button', { name: 'Keyboard', exact: true }).isVisible()).toBe(!('hasTouch' in options))
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `my-work-${name}`)
  })
})
