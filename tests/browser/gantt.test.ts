import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { putLink } from '@kopa/shared/boards/link.ts'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { cell, firstBar, isActive, row } from '../support/gantt-window.ts'
import { findings, takeShot, takeShots } from '../support/looks.ts'
import { boardOf, intentions, plannedBoard } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** On the title that was clicked, a letter does what the help says of it; F2 writes there, a digit only where there are numbers. */
async function lettersAct(page: Page): Promise<void> {
  const [field, tip] = [page.getByRole('treegrid').getByRole('textbox'), page.getByRole('tooltip')]
  await cell(page, 'Pilot', 'title').click()
  await isActive(page, 'Pilot')
  await page.getByRole('treegrid').focus()
  await page.keyboard.press('7')
  await page.keyboard.press('I')
  await tip.getByText('Pilot').waitFor()
  expect(await field.count()).toBe(0)
  await page.keyboard.press('Escape')
  await tip.waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('F2')
  await field.waitFor()
  expect(await field.inputValue()).toBe('Pilot')
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
}

/** Over a length, a day and a link the cell wins: a letter that is a key of the plan elsewhere begins to write there. */
async function letterWrites(page: Page): Promise<void> {
  const field = page.getByRole('treegrid').getByRole('textbox')
  for (const [column, key] of [['duration', 'f'], ['finish', 'T'], ['waits', 'j'], ['start', 'f']] as const) {
    await cell(page, 'Logo', column).click()
    await page.keyboard.press(key)
    expect(await field.inputValue()).toBe(key)
    if (column !== 'start') await page.keyboard.press('Escape')
  }
  await page.keyboard.type('riday')
  await page.keyboard.press('Enter')
  await cell(page, 'Logo', 'start').getByRole('img', { name: /^Starts no earlier than/ }).waitFor()
  await page.keyboard.press('Control+z')
  await cell(page, 'Logo', 'start').getByText('10/03/26', { exact: true }).waitFor()
}

/** What the whole plan leaves for the title behind its last bar; pixels. */
const roomBehind = (page: Page, title: string): Promise<number> => page.evaluate(words => {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return 0
  pen.font = `400 12px ${getComputedStyle(document.body).fontFamily}`
  return pen.measureText(words).width + 48
}, title)

describe.skipIf(!hasBrowser)('the plan of a board over time', () => {
  const there = shareTwoCompanies()

  test('a task that the partner moves takes along what waits for it, on every screen', async () => {
    const board = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, board.address)
    await row(page, 'Pilot').getByText('04/03/26', { exact: true }).waitFor()
    await row(page, 'Start of sales').getByText('Milestone').waitFor()
    await writeBoard(there.world.bo, board.id, doc => planTask(doc, 'Contract', intentions({ constraint: 'SNET', constraintAt: '2026-03-09T08:00' })))
    await row(page, 'Pilot').getByText('11/03/26', { exact: true }).waitFor()
    // A summary takes as long as there is work from its first start to its last finish.
    await cell(page, 'Phase', 'duration').getByText('12 d', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('where nothing is planned yet, it is said how a plan begins, until it does', async () => {
    const { id, address } = await boardOf(there.world, there.url, [{ id: 'Contract', plan: null }, { id: 'Pilot', plan: null }])
    const { page, complaints } = await there.open(there.world.ana, address)
    const hint = page.getByRole('heading', { name: 'Nothing is planned yet' })
    await hint.waitFor()
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'gantt-unplanned')
    await cell(page, 'Contract', 'duration').dblclick()
    await page.keyboard.type('3d')
    await page.keyboard.press('Enter')
    await hint.waitFor({ state: 'detached' })
    await writeBoard(there.world.bo, id, doc => planTask(doc, 'Contract', null))
    await hint.waitFor()
    expect(complaints).toEqual([])
  })

  test('a bar is pulled: what waits for it moves along before it is let go; Escape puts back, undo takes back; by keys too', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address)
    const bo = await there.open(there.world.bo, address)
    const bar = await firstBar(page, 'Contract')
    const pull = async (by: number): Promise<void> => {
      await page.mouse.move(bar.x, bar.y)
      await page.mouse.down()
      await page.mouse.move(bar.x + by, bar.y, { steps: 8 })
    }
    const starts = (of: Page, name: string, day: string) => cell(of, name, 'start').getByText(day, { exact: true }).waitFor()
    await pull(150)
    await until(async () => await row(page, 'Pilot').getByText('04/03/26', { exact: true }).count() === 0)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await starts(page, 'Pilot', '04/03/26')
    await starts(bo.page, 'Pilot', '04/03/26')
    await pull(150)
    await page.mouse.up()
    await until(async () => await row(bo.page, 'Pilot').getByText('04/03/26', { exact: true }).count() === 0)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('Control+z')
    await starts(bo.page, 'Pilot', '04/03/26')
    await page.keyboard.press('Alt+ArrowRight')
    await starts(bo.page, 'Contract', '03/03/26')
    await page.keyboard.press('Shift+ArrowRight')
    await starts(bo.page, 'Pilot', '06/03/26')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('by keyboard: rows, folding, zoom; a screen reader is told where it is', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address)
    await row(page, 'Pilot').waitFor()
    const grid = page.getByRole('treegrid', { name: 'Plan' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await isActive(page, 'Phase')
    await page.keyboard.press('ArrowLeft')
    await until(async () => await row(page, 'Pilot').count() === 0)
    expect(await row(page, 'Phase').getAttribute('aria-expanded')).toBe('false')
    expect(await grid.getAttribute('aria-rowcount')).toBe('3')
    await page.keyboard.press('ArrowRight')
    await row(page, 'Pilot').waitFor()
    await page.keyboard.press('End')
    await isActive(page, 'Start of sales')
    expect(await grid.getAttribute('aria-activedescendant')).toBe(await row(page, 'Start of sales').getAttribute('id'))
    expect(await findings(page)).toEqual([])
    await lettersAct(page)
    for (const name of ['The whole plan', 'Critical path', 'Slack']) await page.getByRole('button', { name }).click()
    await takeShots(page, 'gantt')
    expect(complaints).toEqual([])
  })

  test('cells are typed: a length, a start, predecessors; what is not understood is said and stays; Tab goes on', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.bo, address)
    await cell(page, 'Logo', 'duration').dblclick()
    const field = page.getByRole('treegrid').getByRole('textbox')
    await field.fill('soon')
    await field.press('Enter')
    await page.getByRole('alert').getByText('“soon” is not a length').waitFor()
    expect(await field.inputValue()).toBe('soon')
    await field.fill('3d')
    await field.press('Tab')
    await cell(page, 'Logo', 'duration').getByText('3 d', { exact: true }).waitFor()
    expect(await field.inputValue()).toBe('02/03/26')
    await field.fill('10/3/26')
    await field.press('Enter')
    await cell(page, 'Logo', 'finish').getByText('12/03/26', { exact: true }).waitFor()
    await cell(page, 'Logo', 'start').getByRole('img', { name: 'Starts no earlier than 10 March 2026', exact: true }).waitFor()
    await letterWrites(page)
    await cell(page, 'Logo', 'waits').dblclick()
    await field.fill('3SS+1d')
    await field.press('Enter')
    await cell(page, 'Logo', 'waits').getByText('3SS+1d').waitFor()
    // 3 waits for 2: a circle, and it is named.
    await cell(page, 'Contract', 'waits').dblclick()
    await field.fill('4')
    await field.press('Enter')
    await page.getByRole('alert').getByText('That would close a circle: Contract → Pilot → Logo → Contract').waitFor()
    await field.press('Escape')
    expect(await cell(page, 'Contract', 'waits').textContent()).toBe('')
    await cell(page, 'Logo', 'percent').click()
    await page.keyboard.type('40')
    await page.keyboard.press('Enter')
    await cell(page, 'Logo', 'percent').getByText('40%').waitFor()
    await page.keyboard.press('Control+z')
    await until(async () => await cell(page, 'Logo', 'percent').textContent() === '')
    expect(complaints).toEqual([])
  })

  test('rows are written one after the other, put below others, linked and removed, by keys alone', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address)
    await row(page, 'Start of sales').waitFor()
    const grid = page.getByRole('treegrid', { name: 'Plan' })
    await grid.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Brochure')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Fair')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await isActive(page, 'Fair')
    expect(await row(page, 'Fair').getAttribute('aria-level')).toBe('1')
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await until(async () => await row(page, 'Fair').getAttribute('aria-level') === '2')
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    await until(async () => await row(page, 'Fair').getAttribute('aria-level') === '1')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+F2')
    await cell(page, 'Fair', 'waits').getByText('6', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    await until(async () => await row(page, 'Brochure').count() === 0)
    await page.keyboard.press('Control+z')
    await row(page, 'Brochure').waitFor()
    await page.keyboard.press('Insert')
    await page.keyboard.press('Escape')
    expect(await grid.getAttribute('aria-rowcount')).toBe('8')
    expect(complaints).toEqual([])
  })

  test('the menu of a row does what pulling does; the open task shows dates, wish and links', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address)
    await row(page, 'Contract').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move the start to…' }).click()
    await page.getByRole('dialog').getByLabel('Start').fill('9/3/26')
    await page.getByRole('button', { name: 'Save' }).click()
    await cell(page, 'Pilot', 'start').getByText('11/03/26', { exact: true }).waitFor()
    await row(page, 'Contract').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Link to…' }).click()
    await page.getByRole('dialog').getByLabel('Task').selectOption({ label: '4 Logo' })
    await page.getByRole('button', { name: 'Link them' }).click()
    await cell(page, 'Logo', 'waits').getByText('2', { exact: true }).waitFor()
    await row(page, 'Pilot').click()
    await page.keyboard.press('Control+Enter')
    const panel = page.getByRole('complementary', { name: 'Task: Pilot' })
    // Pilot is the partner's: a longer lag, or moving it, would be a question to them.
    await panel.getByLabel('Lag to Contract').fill('-1d')
    await panel.getByLabel('Lag to Contract').press('Enter')
    await cell(page, 'Pilot', 'waits').getByText('2FS-1d').waitFor({ state: 'attached' })
    await panel.getByRole('button', { name: 'Contract', exact: true }).click()
    const own = page.getByRole('complementary', { name: 'Task: Contract' })
    await own.getByLabel('Constraint').selectOption('SNET')
    await own.getByLabel('On the day').fill('2026-03-20')
    await own.getByLabel('On the day').press('Enter')
    await cell(page, 'Contract', 'start').getByText('20/03/26', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    await own.getByRole('button', { name: 'Remove the link with Pilot' }).click()
    await until(async () => await cell(page, 'Pilot', 'waits').textContent() === '')
    expect(complaints).toEqual([])
  })

  test('links are pulled from bar to bar, taken hold of to be changed, and gone again; a circle is refused; by hand', async () => {
    const { address } = await plannedBoard(there.world, there.url)
    const { page, complaints } = await there.open(there.world.ana, address, { viewport: { width: 1400, height: 800 } })
    await row(page, 'Pilot').waitFor()
    await page.getByRole('button', { name: 'The whole plan' }).click()
    const middle = async (name: string): Promise<number> => { const { y, height } = await row(page, name).boundingBox() ?? { y: 0, height: 0 }; return y + height / 2 }
    const bars = await page.locator('canvas').boundingBox() ?? { x: 0, width: 0 }
    // The first task begins 40 pixels from the left. The plan takes eight and a half days, from Monday at eight to Tuesday week at five; behind it there is room for its last title.
    const [begins, perDay] = [bars.x + 40, Math.max(bars.width / 2, bars.width - 80 - await roomBehind(page, 'Start of sales')) / (8 + 9 / 24)]
    const pull = async (from: [x: number, name: string], to: [x: number, name: string]): Promise<void> => {
      const [start, end] = [{ x: from[0], y: await middle(from[1]) }, { x: to[0], y: await middle(to[1]) }]
      // Near the bar its knobs appear.
      await page.mouse.move(start.x - 4, start.y)
      await page.mouse.move(start.x, start.y)
      await page.mouse.down()
      await page.mouse.move(end.x, end.y, { steps: 6 })
      await takeShot(page, `gantt-pulled-${to[1]}`)
      await page.mouse.up()
    }
    const [finishOfContract, finishOfLogo] = [begins + perDay * (1 + 9 / 24), begins + perDay * 9 / 24]
    await pull([finishOfContract + 15, 'Contract'], [begins + 3, 'Logo'])
    await cell(page, 'Logo', 'waits').getByText('2', { exact: true }).waitFor()
    await cell(page, 'Logo', 'start').getByText('04/03/26', { exact: true }).waitFor()
    await page.keyboard.press('Control+z')
    await until(async () => await cell(page, 'Logo', 'waits').textContent() === '')
    await pull([finishOfContract + 15, 'Contract'], [finishOfLogo - 3, 'Logo'])
    await cell(page, 'Logo', 'waits').getByText('2FF', { exact: true }).waitFor()
    // Pilot waits for Contract already.
    await pull([begins + perDay * 2 - 15, 'Pilot'], [begins + 3, 'Contract'])
    await page.getByText('That would close a circle').waitFor()
    // The link runs out of Contract, and down to Logo.
    await page.mouse.click(finishOfContract + 10, await middle('Pilot') - 17)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Lag').fill('-1d')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await cell(page, 'Pilot', 'waits').getByText('2FS-1d').waitFor()
    expect(complaints).toEqual([])
  })

  test('a link that closes a circle with somebody else\'s is marked in the list', async () => {
    const board = await plannedBoard(there.world, there.url)
    const { page } = await there.open(there.world.ana, board.address)
    await row(page, 'Pilot').waitFor()
    await writeBoard(there.world.bo, board.id, doc => putLink(doc, { id: 'l9', from: 'Pilot', to: 'Contract', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 9 }))
    await cell(page, 'Contract', 'waits').getByRole('img', { name: 'A link here is passed over' }).waitFor()
  })
})
