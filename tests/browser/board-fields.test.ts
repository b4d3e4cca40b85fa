import { readFile } from 'node:fs/promises'
import { dropField, putField, putOption } from '@kopa/shared/boards/field.ts'
import { setExtra } from '@kopa/shared/boards/side.ts'
import { setValue } from '@kopa/shared/boards/task-verbs.ts'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, sideOf, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { takeBoard } from '../support/board-files.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

const isSaved = (page: Page) => page.locator('[data-saved="saved"]').waitFor()
const rowTitles = (page: Page): Promise<string[]> => page.locator('[data-card] [role=rowheader]').allTextContents()
const cell = (page: Page, title: string, field: string): Locator => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title }) }).locator(`[data-spot$="|field:${field}"]`)

/** Everything that the server sends to a window from now on, as it comes over the sockets. */
async function heardBy(page: Page): Promise<() => string> {
  const frames: string[] = []
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => frames.push(typeof payload === 'string' ? payload : payload.toString('latin1'))))
  await page.reload()
  return () => frames.join('\n')
}

const ownColumnsFirst = JSON.stringify({ shown: [['title', 150], ['field:inner-field', 110], ['field:region', 110], ['field:cost', 110], ['field:double', 110]].map(([id, width]) => ({ id, width })), hidden: ['column', 'company', 'people', 'deadline', 'priority', 'labels', 'progress'] })

/** Neither by what the server sends nor by what is on the screen, nor by what can be taken along. */
async function partnerKnowsNothing({ world, page, heard, secrets }: { world: BoardWorld, page: Page, heard: () => string, secrets: string[] }): Promise<void> {
  const words = new RegExp(secrets.join('|'))
  // What is written after it has arrived: so would it have.
  await writeTasks(world.ana, world.boardId, [{ title: 'Later', order: 'A9' }])
  await page.getByRole('rowheader', { name: 'Later' }).waitFor()
  expect(heard()).toContain('Later')
  expect(heard()).not.toMatch(words)
  expect(await page.content()).not.toMatch(words)
  for (const format of ['json', 'csv', 'projectXml'] as const) {
    expect((await takeBoard(world.bo, world.one, format)).text, format).not.toMatch(words)
    expect((await takeBoard(world.ana, world.one, format)).text, format).not.toMatch(words)
    expect((await takeBoard(world.ana, world.one, format, { include: 'own' })).text, format).toMatch(words)
  }
}

/** Who keeps something for themselves is asked before it stands in a file; at first it does not. */
async function exportedFrom(page: Page, own: 'leave' | 'include'): Promise<{ name: string, text: string }> {
  await page.getByRole('button', { name: 'Export this board' }).click()
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Export: CSV' })
  const choice = dialog.getByLabel('Also what only Alder Homes sees')
  expect(await choice.isChecked()).toBe(false)
  if (own === 'include') {
    await choice.check()
    await takeShots(page, 'export-own')
    expect(await findings(page, '[role=dialog]')).toEqual([])
  }
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export', exact: true }).click()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

describe.skipIf(!hasBrowser)('own fields of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let address = ''
  let task = ''
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    address = `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}`
    const ids = await writeTasks(world.ana, world.boardId, [{ title: 'Offer', order: 'A1' }, { title: 'Pilot', order: 'A2' }, { title: 'Contract', order: 'A3' }])
    task = ids[0] ?? ''
    await writeBoard(world.ana, world.boardId, doc => {
      putField(doc, { id: 'region', name: 'Region', kind: 'select', order: 'A', currency: 'EUR', formula: '' })
      putOption(doc, 'region', { id: 'lv', name: 'Latvia', color: 1, order: 0 })
      putOption(doc, 'region', { id: 'ee', name: 'Estonia', color: 2, order: 1 })
      putField(doc, { id: 'cost', name: 'Cost', kind: 'money', order: 'B', currency: 'EUR', formula: '' })
      putField(doc, { id: 'double', name: 'Double', kind: 'formula', order: 'C', currency: 'EUR', formula: '{cost} * 2' })
    })
    await writeBoard(world.ana, world.boardId, doc => ids.forEach((id, at) => {
      setValue(doc, id, 'region', at === 2 ? 'ee' : 'lv')
      setValue(doc, id, 'cost', { amount: (at + 1) * 10_000, currency: 'EUR' })
    }))
    await writeBoard(world.ana, await sideOf(world.ana, world.one), doc => {
      putField(doc, { id: 'inner-field', name: 'Inner', kind: 'checkbox', order: 'Z', currency: 'EUR', formula: '' })
      setExtra(doc, task, 'inner-field', true)
    })
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('one that only the own company has is made in the table, written in cell and panel, and taken back; the partner\'s sockets, screens and files hold nothing of it', async () => {
    const bo = await browser.open(world.bo, `${address}?view=table`)
    const heard = await heardBy(bo.page)
    await bo.page.getByRole('rowheader', { name: 'Offer' }).waitFor()
    const ana = await browser.open(world.ana, `${address}?view=table`, { viewport: { width: 2200, height: 900 } })
    await ana.page.getByRole('button', { name: 'Add a field' }).click()
    await ana.page.getByRole('textbox', { name: 'Name' }).fill('Qmargin')
    await ana.page.getByRole('combobox', { name: 'Who sees it' }).selectOption('company')
    await ana.page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    const head = ana.page.getByRole('columnheader', { name: 'Qmargin' })
    await head.getByText('Only Alder Homes sees this').waitFor({ state: 'attached' })
    const field = (await head.getAttribute('data-spot') ?? '').replace('head|field:', '')
    await cell(ana.page, 'Offer', field).dblclick()
    await ana.page.keyboard.type('Zsecretvalue')
    await ana.page.keyboard.press('Enter')
    await cell(ana.page, 'Offer', field).getByText('Zsecretvalue').waitFor()
    await isSaved(ana.page)
    const again = await browser.open(world.ana, `${address}?task=${task}`)
    const typed = again.page.getByRole('textbox', { name: 'Qmargin' })
    await until(async () => await typed.inputValue() === 'Zsecretvalue')
    await typed.fill('Zsecretsecond')
    await typed.press('Enter')
    await cell(ana.page, 'Offer', field).getByText('Zsecretsecond').waitFor()
    await isSaved(again.page)

    await partnerKnowsNothing({ world, page: bo.page, heard, secrets: ['Qmargin', 'Zsecret', field] })
    await again.page.keyboard.press('Escape')
    expect([(await exportedFrom(again.page, 'leave')).text.includes('Zsecret'), await exportedFrom(again.page, 'include')]).toEqual([false, { name: 'Launch (with what only Alder Homes sees).csv', text: expect.stringMatching(/Only Alder Homes sees: Qmargin.*Zsecretsecond/s) as string }])
    await again.page.getByRole('button', { name: 'More of this board' }).click()
    await again.page.getByRole('menuitem', { name: 'Undo' }).click()
    await cell(ana.page, 'Offer', field).getByText('Zsecretvalue').waitFor()
    expect([...ana.complaints, ...again.complaints, ...bo.complaints]).toEqual([])
  })

  test('filters ask own fields of every kind, formulas too; groups and order by them; a kept view brings all of it back', async () => {
    const { page, complaints } = await browser.open(world.ana, `${address}?view=table`)
    await page.getByRole('rowheader', { name: 'Contract' }).waitFor()
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('combobox').fill('latv')
    await page.keyboard.press('Enter')
    await until(async () => (await rowTitles(page)).length === 2)
    await page.getByRole('button', { name: 'By a field…' }).click()
    await page.getByRole('combobox', { name: 'Field' }).selectOption('double')
    await page.getByRole('combobox', { name: 'What it says' }).selectOption('from')
    await page.getByRole('textbox', { name: 'Value' }).fill('300')
    await page.getByRole('textbox', { name: 'Value' }).press('Enter')
    await until(async () => (await rowTitles(page)).join() === 'Pilot')
    await page.getByRole('list', { name: 'Filters' }).getByRole('button', { name: 'Remove the filter Double' }).waitFor()
    await page.getByRole('button', { name: 'Groups', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Cost' }).click()
    await page.getByText('€200.00').first().waitFor()
    await page.getByRole('button', { name: 'Kept views' }).click()
    await page.getByRole('menuitem', { name: 'Keep this view…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Dear ones')
    await page.getByRole('combobox', { name: 'Who sees it' }).selectOption('all')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByRole('button', { name: 'Kept views: Dear ones' }).waitFor()
    const bo = await browser.open(world.bo, address)
    await bo.page.getByRole('button', { name: 'Kept views' }).click()
    await bo.page.getByRole('menuitem', { name: /Dear ones/ }).click()
    await until(async () => (await rowTitles(bo.page)).join() === 'Pilot')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('the day that a filter asks for is written as Kopa speaks, not as the browser does', async () => {
    const ids = await writeTasks(world.ana, world.boardId, [{ title: 'Tasting', order: 'A7' }, { title: 'Opening', order: 'A8' }])
    await writeBoard(world.ana, world.boardId, doc => {
      putField(doc, { id: 'when', name: 'When', kind: 'date', order: 'D', currency: 'EUR', formula: '' })
      ids.forEach((id, at) => setValue(doc, id, 'when', ['2026-03-02', '2026-03-09'][at] ?? ''))
    })
    await world.bo.people.changeMe({ language: 'lv' })
    const { page, complaints } = await browser.open(world.bo, `${address}?view=table`)
    await page.getByRole('rowheader', { name: 'Opening' }).waitFor()
    await page.getByRole('button', { name: /^Filtri/ }).first().click()
    await page.getByRole('button', { name: 'Pēc lauka…' }).click()
    await page.locator('select[name=field]').selectOption('when')
    await page.locator('select[name=test]').selectOption('from')
    const day = page.getByRole('textbox', { name: 'Vērtība' })
    await day.fill('3.3.2026.')
    await day.fill('3.3.2026. vai tā')
    await day.press('Enter')
    await expect.poll(() => day.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('dialog').count()).toBe(1)
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShots(page, 'filter-by-day')
    await day.fill('3.3.2026.')
    await day.press('Enter')
    await until(async () => (await rowTitles(page)).join() === 'Opening')
    await world.bo.people.changeMe({ language: 'en' })
    await writeBoard(world.ana, world.boardId, doc => dropField(doc, 'when'))
    expect(complaints).toEqual([])
  })

  test('a view that filters by what only one company has is not offered for everybody, and one for the company is seen by it alone', async () => {
    const { page, complaints } = await browser.open(world.ana, `${address}?view=list&own=%5B%22inner-field%3Ais%3Ayes%22%5D`)
    await page.getByRole('row', { name: /^Offer/ }).waitFor()
    await page.getByRole('row', { name: /^Pilot/ }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Kept views' }).click()
    await page.getByRole('menuitem', { name: 'Keep this view…' }).click()
    const whose = page.getByRole('combobox', { name: 'Who sees it' })
    expect(await whose.getByRole('option').allTextContents()).toEqual(['Only I, in this browser', 'Only Alder Homes'])
    await whose.selectOption('company')
    await page.getByRole('textbox', { name: 'Name' }).fill('Our inner ones')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByRole('button', { name: 'Kept views: Our inner ones' }).waitFor()
    await isSaved(page)
    const again = await browser.open(world.ana, address)
    await again.page.getByRole('button', { name: 'Kept views' }).click()
    await again.page.getByRole('menuitem', { name: /Our inner ones.*only Alder Homes/ }).waitFor()
    const bo = await browser.open(world.bo, address)
    await bo.page.getByRole('button', { name: 'Kept views' }).click()
    await bo.page.getByRole('menuitem', { name: 'Keep this view…' }).waitFor()
    expect(await bo.page.getByRole('menuitem', { name: /Our inner/ }).count()).toBe(0)
    expect([...complaints, ...again.complaints, ...bo.complaints]).toEqual([])
  })

  test('a task comes again after any number of weeks', async () => {
    const { page } = await browser.open(world.ana, `${address}?task=${task}`)
    await page.getByTitle('Change: Comes again').click()
    await page.getByRole('spinbutton', { name: 'Comes again after how many' }).fill('5')
    await page.getByRole('combobox', { name: 'Days, weeks, months or years' }).selectOption('month')
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShot(page, 'board-fields-repeat')
    await page.getByRole('spinbutton', { name: 'Comes again after how many' }).press('Enter')
    await page.getByTitle('Change: Comes again').getByText(/Every 5 months/).waitFor()
  })

  test.each(looks)('looks the same to everybody: %s', async (name, options) => {
    const lv = options.locale === 'lv-LV'
    await world.ana.people.changeMe({ language: lv ? 'lv' : 'en' })
    const { page, complaints } = await browser.open(world.ana, `${address}?view=table&group=field%3Aregion&own=%5B%22cost%3Afrom%3A50%22%5D&task=${task}`, options)
    const looked = async (part: string, what: string) => { expect(await findings(page, part), what).toEqual([]); await takeShot(page, `board-fields-${what}-${name}`) }
    await page.getByText('Inner').first().waitFor({ state: 'attached' })
    await page.evaluate(layout => localStorage.setItem(layout.key, layout.value), { key: `kopa.board.table.${world.boardId}`, value: ownColumnsFirst })
    await takeShot(page, `board-fields-panel-${name}`)
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('columnheader').first().waitFor()
    await takeShot(page, `board-fields-table-${name}`)
    await page.getByRole('button', { name: lv ? /^Filtri/ : /^Filters/ }).first().click()
    await page.getByRole('combobox').fill(lv ? 'inner' : 'in')
    await looked('[role=dialog]', 'filter')
    await page.getByRole('button', { name: lv ? 'Pēc lauka…' : 'By a field…' }).click()
    await page.locator('select[name=field]').selectOption('cost')
    await looked('[role=dialog]', 'ask')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: lv ? 'Pievienot lauku' : 'Add a field' }).click()
    await page.locator('select[name=sees]').selectOption('company')
    await looked('[role=dialog]', 'new')
    await page.keyboard.press('Escape')
    expect([await sticksOut(page), complaints]).toEqual([false, []])
  })
})
