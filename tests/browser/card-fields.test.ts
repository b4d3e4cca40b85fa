import { putField, putOption } from '@kopa/shared/boards/field.ts'
import { setExtra } from '@kopa/shared/boards/side.ts'
import { setValue } from '@kopa/shared/boards/task-verbs.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, sideOf, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa } from '../support/services.ts'

const card = (page: Page, title: string) => page.locator('[data-card]').filter({ hasText: title })
const linesOf = (page: Page, title: string): Promise<string[]> => card(page, title).locator('dt, dd').allInnerTexts()

describe.skipIf(!hasBrowser)('own fields on cards', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let address = ''
  const browser = useBrowser()
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    address = `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}`
    const [offer = ''] = await writeTasks(world.ana, world.boardId, [{ title: 'Offer', order: 'A1' }, { title: 'Pilot', order: 'A2' }])
    await writeBoard(world.ana, world.boardId, doc => {
      putField(doc, { id: 'cost', name: 'Cost', kind: 'money', order: 'B', currency: 'EUR', formula: '' })
      putField(doc, { id: 'double', name: 'Double', kind: 'formula', order: 'C', currency: 'EUR', formula: '{cost} * 2' })
      for (const [at, [id, kind]] of ([['region', 'multiSelect'], ['host', 'person'], ['side', 'company'], ['ready', 'checkbox'], ['where', 'link'], ['why', 'text']] as const).entries()) putField(doc, { id, name: `Which ${id} it is`, kind, order: `D${at}`, currency: 'EUR', formula: '' })
      putOption(doc, 'region', { id: 'lv', name: 'Latvia', color: 1, order: 0 })
      setValue(doc, offer, 'region/lv', true)
      for (const [id, value] of Object.entries({ host: world.bo.userId, ready: true, where: 'https://www.alder.example/a/long/address/of/a/page', why: 'More words than a card has room for in one line' })) setValue(doc, offer, id, value)
      setValue(doc, offer, 'cost', { amount: 10_000, currency: 'EUR' })
    })
    await writeBoard(world.ana, await sideOf(world.ana, world.one), doc => {
      putField(doc, { id: 'margin-field', name: 'Margin', kind: 'text', order: 'Z', currency: 'EUR', formula: '' })
      setExtra(doc, offer, 'margin-field', 'Thin')
    })
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('are chosen by keyboard, read out with the card, and kept with a view, in which everybody finds them but for the private ones', async () => {
    const { page, complaints } = await browser.open(world.ana, address)
    await card(page, 'Offer').waitFor()
    expect(await linesOf(page, 'Offer')).toEqual([])
    await page.getByRole('button', { name: 'More of this board' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Shown on cards…' }).press('Enter')
    const field = page.getByRole('combobox', { name: 'Shown on cards' })
    for (const name of ['Cost', 'Double', 'Margin']) {
      await field.fill(name)
      await field.press('Enter')
    }
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: 'Offer, Cost: €100.00, Double: €200.00, Margin (only Alder Homes): Thin' }).waitFor()
    expect(await linesOf(page, 'Offer')).toEqual(['Cost', '€100.00', 'Double', '€200.00', expect.stringMatching(/^Margin.*Only Alder Homes sees this/s), 'Thin'])
    expect(await linesOf(page, 'Pilot')).toEqual([]) // twice nothing
    await page.getByRole('button', { name: 'Kept views' }).click()
    await page.getByRole('menuitem', { name: 'Keep this view…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('With costs')
    await page.getByRole('combobox', { name: 'Who sees it' }).selectOption('all')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByRole('button', { name: 'Kept views: With costs' }).waitFor()

    const bo = await browser.open(world.bo, address)
    await bo.page.getByRole('button', { name: 'Kept views' }).click()
    await bo.page.getByRole('menuitem', { name: /With costs/ }).click()
    await bo.page.getByRole('row', { name: 'Offer, Cost: €100.00, Double: €200.00', exact: true }).waitFor()
    expect(new URL(bo.page.url()).searchParams.get('card')).toBe('["cost","double"]')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test.each(looks)('look the same to everybody: %s', async (name, options) => {
    const lv = options.locale === 'lv-LV'
    await world.ana.people.changeMe({ language: lv ? 'lv' : 'en' })
    const { page, complaints } = await browser.open(world.ana, `${address}?card=${encodeURIComponent(JSON.stringify(['cost', 'double', 'region', 'host', 'side', 'ready', 'where', 'why', 'margin-field']))}`, options)
    await card(page, 'Offer').getByText('200').waitFor()
    await card(page, 'Offer').getByText('Thin').waitFor()
    expect(await findings(page, '[data-board]')).toEqual([])
    await takeShot(page, `card-fields-${name}`)
    await page.getByRole('button', { name: lv ? 'Vairāk par šo dēli' : 'More of this board' }).click()
    await takeShot(page, `card-fields-menu-${name}`)
    await page.getByRole('menuitem', { name: lv ? 'Ko rāda kartītes…' : 'Shown on cards…' }).click()
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShot(page, `card-fields-choice-${name}`)
    expect([await sticksOut(page), complaints]).toEqual([false, []])
  })
})
