import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

const marked = (page: Page): Promise<string[]> => page.locator('.found').allTextContents()
const current = (page: Page) => page.locator('.found-current')
const bar = (page: Page) => page.getByRole('search', { name: 'Find in this page' })
const count = (page: Page, words: string): Promise<unknown> => bar(page).getByText(words, { exact: true }).waitFor()
/** The words that the keyboard would replace now. */
const selected = (page: Page): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? '')

describe.skipIf(!hasBrowser)('words of a page are found', () => {
  const there = shareTwoCompanies()

  const pageOf = async (...blocks: Planted[]): Promise<string> => addressOf(there.world, await newPage(there.world.ana, there.world.workspaceId, 'Terms', blocks))

  test('by keyboard, however they are written, and while the partner writes above them', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(paragraph('Līgums for all'), paragraph('The ligums is signed'), ['bulletList', {}, ['listItem', {}, paragraph('LĪGUMS, līgumsabiedrība')]])
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.getByText('The ligums is').click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('ligums')
    await count(page, '2 of 4')
    expect(await marked(page)).toEqual(['Līgums', 'ligums', 'LĪGUMS', 'līgums'])
    await page.keyboard.press('Enter')
    await count(page, '3 of 4')
    await his.page.locator(`${text} > p`).first().click()
    await his.page.keyboard.press('Home')
    await his.page.keyboard.type('Ligums: ')
    await count(page, '4 of 5')
    expect([await current(page).textContent(), await marked(page)]).toEqual(['LĪGUMS', ['Ligums', 'Līgums', 'ligums', 'LĪGUMS', 'līgums']])
    await bar(page).getByRole('button', { name: 'Whole words' }).click()
    await count(page, '4 of 4')
    await bar(page).getByRole('button', { name: 'Capitals and accents count' }).click()
    await count(page, '1 of 1')
    expect(await current(page).textContent()).toBe('ligums')
    await bar(page).getByRole('searchbox').press('Escape')
    expect([await selected(page), await page.locator('.found').count()]).toEqual(['ligums', 0])
    await page.keyboard.type('contract')
    await whenText(his.page, 'The contract is signed')
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('and replaced one by one, or all at once, which one undo takes back', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(paragraph('one two one'), ['codeBlock', { language: 'sql' }, 'select one'], paragraph('None'))
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+h')
    await page.keyboard.type('one')
    await count(page, '1 of 4')
    await bar(page).getByLabel('Replace with').fill('once')
    await page.keyboard.press('Enter')
    await count(page, '1 of 3')
    expect(await textOf(page)).toBe('once two one\nPlain textSQLselect one\nNone'.replace('Plain textSQL', await optionsOf(page)))
    await his.page.getByText('None', { exact: true }).click()
    await his.page.keyboard.press('End')
    await his.page.keyboard.type(' of us')
    await whenText(page, 'None of us')
    await bar(page).getByRole('button', { name: 'Replace all' }).click()
    await page.getByText('3 places replaced').waitFor()
    await whenText(his.page, 'Nonce of us')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await whenText(his.page, 'None of us')
    expect((await textOf(his.page)).replace(await optionsOf(page), '')).toBe('once two one\nselect one\nNone of us')
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('in passages of the own company in their place among the rest', async () => {
    const { ana, bo } = there.world
    const address = await pageOf(...['Price first', 'Price last'].map((words): Planted => ['paragraph', { id: crypto.randomUUID() }, words]))
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await Promise.all([ready(hers.page), ready(his.page)])
    const { page } = hers
    await page.getByText('Price first').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' /priv')
    await page.getByRole('option', { name: 'Private passage' }).click()
    await page.locator('.passage-slot [contenteditable="true"]:focus').waitFor()
    await page.keyboard.type('Our price')
    await saved(page, 'saved')
    await page.getByText('Price first').click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('price')
    await count(page, '1 of 3')
    await page.keyboard.press('Enter')
    await count(page, '2 of 3')
    expect(await page.locator('.passage-slot .found-current').textContent()).toBe('price')
    await page.keyboard.press('Escape')
    await page.keyboard.type('floor')
    await page.getByText('Our floor').waitFor()
    await page.keyboard.press('Control+h')
    await bar(page).getByRole('searchbox').fill('price')
    await count(page, '1 of 2')
    await bar(page).getByLabel('Replace with').fill('Cost')
    await bar(page).getByRole('button', { name: 'Replace all' }).click()
    await whenText(his.page, 'Cost last')
    expect([await textOf(his.page), await marked(his.page)]).toEqual(['Cost first \nCost last', []])
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('in a bar that everybody can use, wide and on a phone', async () => {
    const { ana } = there.world
    const address = await pageOf(...Array.from({ length: 40 }, (_, line) => paragraph(`${line} A sentence of the plan that is as long as sentences are in plans of this kind.`)))
    for (const [name, options] of looks) {
      const isLatvian = options.locale === 'lv-LV'
      await ana.people.changeMe({ language: isLatvian ? 'lv' : 'en' })
      const { page } = await there.open(ana, address, options)
      await ready(page)
      await page.locator(`${text} > p`).first().click()
      await page.keyboard.press('Control+h')
      await page.keyboard.type('30 a sentence')
      await current(page).waitFor()
      const [mark, asked] = [await current(page).boundingBox(), await page.getByRole('search').boundingBox()]
      expect(mark && asked && mark.y >= 0 && mark.y + mark.height <= options.viewport.height && (mark.y > asked.y + asked.height || mark.x + mark.width < asked.x), name).toBe(true)
      await takeShot(page, `find ${name}`)
      expect([await findings(page), await sticksOut(page)], name).toEqual([[], false])
      await page.close()
    }
    await ana.people.changeMe({ language: 'en' })
  })
})

/** A code block's choice of languages counts as its text. */
const optionsOf = (page: Page): Promise<string> => page.locator('.code-block select').evaluate(({ textContent }) => textContent ?? '')
