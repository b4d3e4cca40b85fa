import { putField, putOption } from '@kopa/shared/boards/field.ts'
import { putFieldValue } from '@kopa/shared/boards/field-values.ts'
import { fieldsOf } from '@kopa/shared/boards/field.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

/** Wide enough for all columns to be in the document. */
const wide = { viewport: { width: 2400, height: 900 } }

const row = (page: Page, title: string): Locator => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title, exact: false }) })
const headers = (page: Page): Promise<(string | null)[]> => page.getByRole('columnheader').locator('button:first-child').allTextContents()
/** What a row says in a column, by the column's name. */
async function told(page: Page, title: string, column: string): Promise<string> {
  const index = await page.getByRole('columnheader', { name: column }).first().getAttribute('aria-colindex')
  return (await row(page, title).locator(`[aria-colindex="${index}"]`).textContent() ?? '').trim()
}
const says = (page: Page, title: string, column: string, text: string | RegExp) =>
  until(async () => { const found = await told(page, title, column); return typeof text === 'string' ? found.replace(/\s/g, ' ') === text : text.test(found) })
const titles = (page: Page): Promise<string[]> => page.locator('[role=row][data-card]').evaluateAll(rows => rows
  .map(element => ({ index: Number(element.getAttribute('aria-rowindex')), title: element.querySelector('[role=rowheader]')?.textContent ?? '' })).sort((one, other) => one.index - other.index).map(({ title }) => title))
const titlesAre = (page: Page, wanted: string[]) => until(async () => JSON.stringify(await titles(page)) === JSON.stringify(wanted))
const standsOn = (page: Page, spot: string) => until(() => page.evaluate(wanted => document.activeElement?.getAttribute('data-spot')?.endsWith(wanted) ?? false, spot))

describe.skipIf(!hasBrowser)('the table of a board', () => {
  const there = shareTwoCompanies()

  /** A board with three tasks, the first of which has the second below it, and fields for money, numbers, choices and a formula. */
  async function board() {
    const { board: { id } } = await there.world.ana.boards.createBoard({ workspaceId: there.world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }, { title: 'Done', stage: 'done' }] })
    const ids = await writeTasks(there.world.ana, id, [
      { title: 'Contract', order: 'A1', companyId: there.world.ana.companyId, priority: 'high' }, { title: 'Annex', order: 'A2', companyId: there.world.bo.companyId }, { title: 'Pilot', order: 'A3', deadline: { day: '2027-03-02' } },
    ])
    await writeBoard(there.world.ana, id, doc => doc.transact(() => {
      const make = (field: string, name: string, kind: 'money' | 'number' | 'select' | 'formula', formula = '') => putField(doc, { id: field, name, kind, order: field, currency: 'EUR', formula })
      make('a', 'Cost', 'money')
      make('b', 'Pieces', 'number')
      make('c', 'Region', 'select')
      putOption(doc, 'c', { id: 'lv', name: 'Latvia', color: 1, order: 0 })
      putOption(doc, 'c', { id: 'ee', name: 'Estonia', color: 2, order: 1 })
      make('d', 'Total', 'formula', '{a} * {b}')
      make('e', 'Round', 'formula', '{f}')
      make('f', 'About', 'formula', '{e}')
      const [cost, pieces] = fieldsOf(doc)
      ids.forEach((task, at) => {
        const found = findTask(doc, task)
        if (found && cost && pieces) { putFieldValue(doc, found, cost, { amount: (at + 1) * 1000, currency: 'EUR' }); putFieldValue(doc, found, pieces, at + 1) }
      })
    }))
    return { id, address: `${there.url}/w/${there.world.workspaceId}/b/${id}?view=table` }
  }

  test('cells are written by keyboard alone, the other company sees them, formulas follow, and undo takes back a whole block', async () => {
    const { address } = await board()
    const ana = await there.open(there.world.ana, address, wide)
    const bo = await there.open(there.world.bo, address, wide)
    const { page } = ana
    await says(page, 'Pilot', 'Total', '€90.00')
    await row(page, 'Contract').locator('[data-spot$="|title"]').focus()
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type(' signed')
    await page.keyboard.press('Enter')
    await standsOn(page, '|title')
    await says(bo.page, 'Contract signed', 'Total', '€10.00')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await standsOn(page, '|field:b')
    await page.keyboard.type('12')
    await page.keyboard.press('Tab')
    await standsOn(page, '|field:c')
    await says(bo.page, 'Contract signed', 'Total', '€120.00')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Region' }).waitFor()
    await page.keyboard.type('est')
    await page.keyboard.press('Enter')
    await says(bo.page, 'Contract signed', 'Region', 'Estonia')
    await standsOn(page, '|field:c')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a press on a cell brings the keys to it, whatever they were about before, and so does a new field', async () => {
    const { address } = await board()
    const { page, complaints } = await there.open(there.world.ana, address, wide)
    await says(page, 'Pilot', 'Total', '€90.00')
    await page.getByRole('button', { name: 'Add a field' }).focus()
    await row(page, 'Contract').locator('[data-spot$="|field:a"]').click()
    await standsOn(page, '|field:a')
    await page.keyboard.type('1200.50')
    await page.keyboard.press('Enter')
    await says(page, 'Contract', 'Cost', '€1,200.50')
    await page.keyboard.press('ArrowRight')
    await standsOn(page, '|field:b')
    await row(page, 'Contract').locator('[data-spot$="|field:a"]').click()
    await row(page, 'Pilot').locator('[data-spot$="|field:b"]').click({ modifiers: ['Shift'] })
    await until(async () => await page.locator('[data-marked]').count() === 6)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.setViewportSize({ width: 1000, height: 800 })
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Weight')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('number')
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    const weight = page.getByRole('columnheader', { name: 'Weight' })
    await until(async () => await page.locator(`[aria-colindex="${await weight.getAttribute('aria-colindex')}"]:focus`).count() === 1)
    await until(() => weight.evaluate(head => head.getBoundingClientRect().right <= innerWidth))
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await says(page, 'Pilot', 'Weight', '7')
    expect(complaints).toEqual([])
  })

  test('a block is pasted as into a spreadsheet: what cannot be meant is refused, sums keep currencies apart, undo takes all of it back', async () => {
    const { address } = await board()
    const ana = await there.open(there.world.ana, address, wide)
    const bo = await there.open(there.world.bo, address, wide)
    const { page } = ana
    await row(page, 'Contract').locator('[data-spot$="|field:b"]').focus()
    await page.keyboard.type('many')
    await page.keyboard.press('Enter')
    await page.getByText('“many” is not a number').first().waitFor()
    await page.keyboard.press('Escape')
    await says(page, 'Contract', 'Pieces', '1')
    await page.keyboard.press('ArrowLeft')
    await standsOn(page, '|field:a')
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', '1,000.50\t2\n20 USD\t3\nnothing\t4')
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await page.getByText('1 cell was not understood and stays as it was.').waitFor()
    await says(bo.page, 'Contract', 'Cost', '€1,000.50')
    await says(bo.page, 'Annex', 'Total', 'US$60.00')
    await says(bo.page, 'Pilot', 'Pieces', '4')
    await until(async () => /€1,030\.50 \+ US\$20\.00/.test(await bo.page.getByRole('row').last().textContent() ?? ''))
    await page.keyboard.press('Control+z')
    await says(bo.page, 'Contract', 'Cost', '€10.00')
    await says(bo.page, 'Pilot', 'Pieces', '3')
    await says(page, 'Pilot', 'Round', 'This value needs itself: it goes round in a circle and is left out.')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a field is made, columns are sorted, moved, hidden and grouped by keys; the address and this browser keep it', async () => {
    const { address } = await board()
    const { page, complaints } = await there.open(there.world.ana, address, wide)
    await titlesAre(page, ['Contract', 'Annex', 'Pilot'])
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Unit price')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('formula')
    await page.getByRole('textbox', { name: 'Formula' }).fill('Total / Piece')
    await page.getByRole('dialog').getByText('There is no field called Piece.').waitFor()
    await page.getByRole('textbox', { name: 'Formula' }).fill('Total / Pieces + 1')
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await says(page, 'Annex', 'Unit price', '€21.00')
    const cost = page.getByRole('columnheader', { name: 'Cost' })
    await row(page, 'Contract').locator('[data-spot$="|field:a"]').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
    await cost.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await titlesAre(page, ['Pilot', 'Annex', 'Contract'])
    expect(page.url()).toContain('sort=')
    await until(async () => await cost.getAttribute('aria-sort') === 'descending')
    await cost.press('Alt+ArrowLeft')
    await until(async () => { const names = await headers(page); return names.indexOf('Cost') === names.indexOf('Progress') - 1 })
    await cost.press('F2')
    await page.getByRole('menuitem', { name: 'Hide' }).click()
    await cost.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Groups' }).click()
    await page.getByRole('menuitem', { name: 'By company' }).click()
    await page.getByRole('rowheader', { name: /No company/ }).waitFor()
    await page.reload()
    await page.getByRole('rowheader', { name: /Alder/ }).waitFor()
    expect(await headers(page)).not.toContain('Cost')
    expect(complaints).toEqual([])
  })

  test('a task shows the same fields in its panel, and what is written there stands in the table', async () => {
    const { address } = await board()
    const { page, complaints } = await there.open(there.world.ana, address, wide)
    await row(page, 'Annex').locator('[data-spot$="|title"]').focus()
    await page.keyboard.press('Control+Enter')
    const panel = page.getByRole('complementary', { name: /^Task: Annex/ })
    await panel.getByLabel('Cost').fill('7.5')
    await panel.getByLabel('Cost').press('Enter')
    await panel.getByText('€15.00').waitFor()
    await panel.getByTitle('Change: Region').click()
    await page.keyboard.type('Lithuania')
    await page.keyboard.press('Enter')
    await panel.getByText('Lithuania').waitFor()
    await says(page, 'Annex', 'Cost', '€7.50')
    await says(page, 'Annex', 'Region', 'Lithuania')
    expect(complaints).toEqual([])
  })

  test.each(looks)('can be used by everybody, %s', async (name, options) => {
    const { address } = await board()
    await there.world.ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await there.open(there.world.ana, address, options)
    await page.getByRole('rowheader', { name: /Contract/ }).waitFor()
    await page.locator('[data-spot$="|title"]').nth(1).focus()
    await page.keyboard.press('ArrowDown')
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `table-${name}`)
  })
})
