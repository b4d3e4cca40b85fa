import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { mostBaselines, putBaseline } from '@kopa/shared/boards/baseline.ts'
import { headerHeight, rowHeight } from '../../client/boards/gantt-layout.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { isActive, push, row, starts } from '../support/gantt-window.ts'
import { findings, looks, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('a plan is compared with a baseline', () => {
  const there = shareTwoCompanies()

  /** A phase with Contract of Alder and then Pilot of Birch, two days each, from 2 March; a milestone behind them. */
  const plannedBoard = () => boardOf(there.world, there.url, [
    { id: 'Launch phase', plan: null },
    { id: 'Contract', parent: 'Launch phase', companyId: there.world.ana.companyId },
    { id: 'Pilot', parent: 'Launch phase', companyId: there.world.bo.companyId },
    { id: 'Start of sales', plan: intentions({ duration: 0 }) },
  ], [['Contract', 'Pilot'], ['Pilot', 'Start of sales']])

  /** What a screen reader says of a row after its cells. */
  const isCompared = (page: Page, name: string, delay: string | null) => until(async () => await row(page, name).evaluate(element => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? null) === delay)
  const menu = (page: Page) => page.getByRole('button', { name: /^Baseline/ })

  /** What is drawn at a point of the bars' side. */
  const colourAt = (page: Page, x: number, y: number) => page.locator('canvas').evaluate((canvas: HTMLCanvasElement, at) => canvas.getContext('2d')?.getImageData(at.x, at.y, 1, 1).data.join(), { x, y })

  /** The plan is fitted in with its start, that of the baseline, 40 pixels from the left; the strip lies along the foot of the first row. */
  async function isDrawn(page: Page): Promise<void> {
    // Until the plan is fitted in, other days stand there, which may be free ones.
    await expect.poll(async () => {
      const [free, at, before] = await Promise.all([[60, 6], [60, 1], [37, 1]].map(([x = 0, row = 0]) => colourAt(page, x, headerHeight + row * rowHeight - 4)))
      return { isThere: at !== free, isBefore: before !== free }
    }).toEqual({ isThere: true, isBefore: false })
  }

  async function keepByKeys(page: Page, name: string): Promise<void> {
    await menu(page).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Keep as baseline…' }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const field = page.getByRole('dialog', { name: 'Keep as baseline' }).getByLabel('Name')
    await field.waitFor()
    expect(await field.inputValue()).toMatch(/^Baseline \d/)
    // What stands there is a proposal: it is written over.
    await expect.poll(() => field.evaluate((input: HTMLInputElement) => input.selectionEnd)).toBe((await field.inputValue()).length)
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.getByText(`Baseline “${name}” kept`).waitFor()
  }

  test('kept by keys; what has moved since then is told beside the bars, in the open task and to screen readers, also to the partner; removed, and back by undo', async () => {
    const { address } = await plannedBoard()
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
    await starts(page, 'Pilot', '04/03/26')
    await keepByKeys(page, 'As agreed')
    await isCompared(page, 'Pilot', 'Compared with the baseline: as planned')
    await push(page, 'Contract')
    await starts(page, 'Contract', '03/03/26')
    for (const name of ['Contract', 'Pilot', 'Launch phase', 'Start of sales']) await isCompared(page, name, 'Compared with the baseline: 1 day later')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'The whole plan' }).click()
    await isDrawn(page)
    await takeShots(page, 'baseline')

    await isCompared(bo.page, 'Pilot', null)
    await menu(bo.page).click()
    await bo.page.getByRole('menuitem', { name: 'As agreed' }).click()
    await isCompared(bo.page, 'Pilot', 'Compared with the baseline: 1 day later')
    await row(bo.page, 'Pilot').click()
    await isActive(bo.page, 'Pilot')
    await bo.page.getByRole('treegrid').focus()
    await bo.page.keyboard.press('Control+Enter')
    const panel = bo.page.getByLabel('Task: Pilot', { exact: true })
    await panel.getByText('4 March 2026 – 5 March 2026, 1 day later').waitFor()
    expect(await findings(bo.page)).toEqual([])
    await takeShots(bo.page, 'baseline-panel')

    await menu(page).click()
    await page.getByRole('menuitem', { name: 'Remove “As agreed”' }).waitFor()
    await takeShot(page, 'baseline-menu')
    expect(await findings(page)).toEqual([])
    await page.getByRole('menuitem', { name: 'Remove “As agreed”' }).click()
    await page.getByText('Baseline “As agreed” removed').waitFor()
    await isCompared(bo.page, 'Pilot', null)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Control+z')
    await isCompared(bo.page, 'Pilot', 'Compared with the baseline: 1 day later')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('is renamed for everybody; which one a person compares with stays over a reload, and is theirs alone', async () => {
    const { id, address } = await plannedBoard()
    await writeBoard(there.world.bo, id, doc => putBaseline(doc, { id: 'b', title: 'First', madeAt: 1, dates: new Map([['Pilot', { start: '2026-03-02T08:00', finish: '2026-03-03T17:00', duration: 960 }]]) }))
    const { page, complaints } = await there.open(there.world.ana, address)
    await menu(page).click()
    await page.getByRole('menuitem', { name: /^First/ }).click()
    await isCompared(page, 'Pilot', 'Compared with the baseline: 2 days later')
    await menu(page).click()
    await page.getByRole('menuitem', { name: 'Rename “First”…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rename the baseline' })
    await dialog.getByLabel('Name').fill('As signed')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShots(page, 'baseline-rename')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Baseline: As signed' }).waitFor()
    await page.locator('[data-saved="saved"]').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Baseline: As signed' }).waitFor()
    await isCompared(page, 'Pilot', 'Compared with the baseline: 2 days later')
    const bo = await there.open(there.world.bo, address)
    await isCompared(bo.page, 'Pilot', null)
    await menu(bo.page).click()
    await bo.page.getByRole('menuitem', { name: /^As signed/ }).waitFor()
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('where a board keeps as many as it can, it says so before a name is typed', async () => {
    const { id, address } = await plannedBoard()
    await writeBoard(there.world.bo, id, doc => { for (let n = 0; n < mostBaselines; n++) putBaseline(doc, { id: `b${n}`, title: `Plan ${n}`, madeAt: n, dates: new Map() }) })
    const { page, complaints } = await there.open(there.world.ana, address)
    await menu(page).click()
    await page.getByRole('menuitem', { name: 'Keep as baseline…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Keep as baseline' })
    await dialog.getByText('A board keeps 10 baselines. Remove one that is no longer needed, then keep this one.').waitFor()
    expect([await dialog.getByRole('textbox').count(), await findings(page, '[role=dialog]')]).toEqual([0, []])
    expect(complaints).toEqual([])
  })

  test.each(looks)('can be used by everybody, %s', async (name, options) => {
    const { id, address } = await plannedBoard()
    await writeBoard(there.world.bo, id, doc => putBaseline(doc, { id: 'b', title: 'First', madeAt: 1, dates: new Map([['Pilot', { start: '2026-03-02T08:00', finish: '2026-03-03T17:00', duration: 960 }]]) }))
    await there.world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page, complaints } = await there.open(there.world.ana, address, options)
    await page.getByRole('button', { name: /^(Baseline|Bāzes plāns)/ }).click()
    await page.getByRole('menuitem', { name: /^First/ }).click()
    await isCompared(page, 'Pilot', options.locale === 'lv-LV' ? 'Salīdzinājumā ar bāzes plānu: par 2 dienām vēlāk' : 'Compared with the baseline: 2 days later')
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    // On a phone there are no bars, and the words stand in the row.
    const whole = page.getByRole('button', { name: /^(The whole plan|Viss plāns)/ })
    if (await whole.count() > 0) await whole.click()
    else await row(page, 'Pilot').getByText(/^(2 days later|par 2 dienām vēlāk)$/).waitFor()
    await takeShot(page, `baseline ${name}`)
    await page.getByRole('button', { name: /^(Baseline|Bāzes plāns)/ }).click()
    await page.getByRole('menuitem', { name: /^(Keep as|Saglabāt kā)/ }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShot(page, `baseline dialog ${name}`)
    expect(complaints).toEqual([])
  })
})
