import { planTask, setDeadline, setProgress } from '@kopa/shared/boards/task-verbs.ts'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { cell, firstBar, isActive, row, starts } from '../support/gantt-window.ts'
import { findings, looks, takeShot } from '../support/looks.ts'
import { intentions, plannedBoard } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

const onLaptops = looks.filter(([, { viewport }]) => viewport.width > 640)

describe.skipIf(!hasBrowser)('what the plan says of a task, beside its bar', () => {
  const there = shareTwoCompanies()

  const tip = (page: Page): Locator => page.getByRole('tooltip')
  const line = (page: Page, name: string, value: string | RegExp): Promise<void> => tip(page).locator('dl > div').filter({ hasText: name }).getByText(value).waitFor()

  test('a pointer that rests on a bar is told dates, length and slack, as the partner changes them; Escape and pulling take them away', async () => {
    const board = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, board.address)
    const bar = await firstBar(page, 'Contract')
    await page.mouse.move(bar.x, bar.y)
    await tip(page).getByText('Contract').waitFor()
    await line(page, 'Start', /Mon,? 2 Mar 2026.* 08:00/)
    await line(page, 'Finish', /Tue,? 3 Mar 2026.* 17:00/)
    await line(page, 'Duration', '2 d')
    await line(page, 'Slack', '0 d')
    await tip(page).getByText('critical').waitFor()
    await writeBoard(there.world.bo, board.id, doc => { setProgress(doc, 'Contract', { percent: 40, start: null, finish: null }); planTask(doc, 'Contract', intentions({ duration: 480 })) })
    await line(page, 'Done %', '40%')
    await line(page, 'Duration', '1 d')
    // Into what is told, to read it; then away.
    const box = await tip(page).boundingBox() ?? { x: 0, y: 0 }
    await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 })
    expect(await tip(page).count()).toBe(1)
    await page.keyboard.press('Escape')
    await tip(page).waitFor({ state: 'detached' })
    await page.mouse.move(bar.x, bar.y)
    await tip(page).waitFor()
    await page.mouse.down()
    await tip(page).waitFor({ state: 'detached' })
    await page.mouse.move(bar.x + 150, bar.y, { steps: 8 })
    await page.mouse.up()
    await until(async () => await cell(page, 'Contract', 'start').getByText('02/03/26', { exact: true }).count() === 0)
    expect(complaints).toEqual([])
  })

  test('by a key, and from the menu of the row; it is read out, and the selection stays when Escape takes it away', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address)
    await starts(page, 'Pilot', '04/03/26')
    await row(page, 'Pilot').click()
    await isActive(page, 'Pilot')
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Space')
    await page.keyboard.press('i')
    await line(page, 'Waits for', '2 Contract')
    await page.getByRole('status').getByText(/^Pilot, Start: .*Duration: 5 d, .*Waits for: 2 Contract, critical$/).waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    await tip(page).waitFor({ state: 'detached' })
    expect(await row(page, 'Pilot').getAttribute('data-selected')).toBe('true')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Its dates and slack' }).press('Enter')
    await line(page, 'Waits for', '2 Contract')
    await page.keyboard.press('ArrowDown')
    await tip(page).waitFor({ state: 'detached' })
    await isActive(page, 'Logo')
    expect(complaints).toEqual([])
  })

  test.each(onLaptops)('can be read by everybody, %s', async (name, options) => {
    const board = await plannedBoard(there.world, there.url)
    await writeBoard(there.world.ana, board.id, doc => setDeadline(doc, 'Pilot', { day: '2026-03-05' }))
    await there.world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await there.open(there.world.ana, board.address, options)
    await row(page, 'Pilot').click()
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await page.keyboard.press('i')
    await tip(page).waitFor()
    expect(await findings(page)).toEqual([])
    await takeShot(page, `gantt-tip-${name}`)
  })
})
