import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text, textOf, whenText } from '../support/page-window.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('columns', () => {
  const there = shareTwoCompanies()
  const pageOf = async (title: string) => (await there.world.ana.pages.createPage({ workspaceId: there.world.workspaceId, title })).page.id
  const columns = (page: Page) => page.locator(`${text} [data-column]`)
  const widths = (page: Page) => columns(page).evaluateAll(all => all.map(({ clientWidth }) => clientWidth))

  test('are made, filled, widened, left and taken away by keyboard, and the partner sees the same', async () => {
    const { world } = there
    const address = addressOf(world, await pageOf('Side by side'))
    const ana = await there.open(world.ana, address)
    const bo = await there.open(world.bo, address)
    await Promise.all([ready(ana.page), ready(bo.page)])
    const { keyboard } = ana.page
    await ana.page.locator(text).click()
    await keyboard.type('/3columns')
    await ana.page.getByRole('option', { name: /3 columns/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.type('Ours')
    await columns(ana.page).nth(1).click()
    await keyboard.type('Theirs')
    await whenText(bo.page, 'Theirs')
    const border = ana.page.getByRole('separator', { name: 'Width of the column' }).first()
    await border.focus()
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await expect.poll(async () => { const [one = 0, two = 0, three = 0] = await widths(bo.page); return [Math.round(one / three * 10), Math.round(two / three * 10)] }).toEqual([12, 8])
    expect(await border.getAttribute('aria-valuenow')).toBe('60')
    await columns(ana.page).nth(2).click()
    await keyboard.press('Backspace')
    await expect.poll(() => columns(bo.page).count()).toBe(2)
    // The caret went to the column before; two Enters lead out below.
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await keyboard.type('Both')
    await whenText(bo.page, 'Both')
    expect(await textOf(bo.page)).toBe('OursTheirs\nBoth')
    await columns(ana.page).nth(1).click()
    await keyboard.press('Home')
    await keyboard.press('Shift+End')
    await keyboard.press('Backspace')
    await keyboard.press('Backspace')
    await expect.poll(() => columns(bo.page).count()).toBe(0)
    expect(await textOf(bo.page)).toBe('Ours\nBoth')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('that two people change at once hold what both wrote, and come to rest', async () => {
    const { world } = there
    const pageId = await pageOf('At once')
    const three = ['One', 'Two', 'Three'].map((words): Planted => ['column', {}, paragraph(words)])
    await plant(world.ana, pageId, [['columns', {}, ...three]])
    const ana = await there.open(world.ana, addressOf(world, pageId))
    const bo = await there.open(world.bo, addressOf(world, pageId))
    await Promise.all([ready(ana.page), ready(bo.page)])
    await ana.page.context().setOffline(true)
    await emptyAndRemove(ana.page, 'One')
    await saved(ana.page, 'offline')
    await emptyAndRemove(bo.page, 'Two')
    await columns(bo.page).nth(1).click()
    await bo.page.keyboard.press('End')
    await bo.page.keyboard.type(' stays')
    await ana.page.context().setOffline(false)
    await whenText(ana.page, 'Three stays')
    await expect.poll(async () => [await textOf(ana.page), await textOf(bo.page)]).toEqual(['Three stays', 'Three stays'])
    await bo.page.keyboard.type('!')
    await whenText(ana.page, 'stays!')
    expect([await textOf(ana.page), await textOf(bo.page)]).toEqual(['Three stays!', 'Three stays!'])
    expect([await columns(ana.page).count(), await columns(bo.page).count()]).toEqual([1, 1])
    expect([...ana.complaints, ...bo.complaints].filter(complaint => !/ERR_INTERNET|WebSocket|Failed to load/.test(complaint))).toEqual([])
  })

  test('lie below each other on a phone, are pulled with the pointer, and cannot be by who only reads', async () => {
    const { world } = there
    const pageId = await pageOf('Pulled')
    await plant(world.ana, pageId, [['columns', {}, ['column', { width: '1"><script>alert(1)</script>' }, paragraph('What the first company brings to the launch, in some lines of text')], ['column', { width: 2 }, paragraph('What the second company brings')]], paragraph('Below')])
    const { page, complaints } = await there.open(world.ana, addressOf(world, pageId))
    await ready(page)
    const [before = 0] = await widths(page)
    const border = page.getByRole('separator').first()
    const box = await border.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 }
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 100, box.y + 5, { steps: 4 })
    await page.mouse.up()
    const [after = 0] = await widths(page)
    expect(Math.abs(after - before - 92)).toBeLessThan(12)
    expect(await findings(page, text)).toEqual([])
    await takeShots(page, 'columns')
    await page.setViewportSize({ width: 390, height: 800 })
    const [one, two] = await columns(page).evaluateAll(all => all.map(column => column.getBoundingClientRect()))
    expect([one?.left === two?.left, (two?.top ?? 0) >= (one?.bottom ?? 0), await sticksOut(page)]).toEqual([true, true, false])
    await page.locator(text).evaluate(element => element.setAttribute('dir', 'rtl'))
    await page.setViewportSize({ width: 1200, height: 800 })
    await takeShot(page, 'columns-rtl')
    expect(complaints).toEqual([])
  })

  async function emptyAndRemove(page: Page, words: string): Promise<void> {
    await page.getByText(words, { exact: true }).click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.locator(text).getByText(words, { exact: true }).waitFor({ state: 'detached' })
  }
})
