import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { readPdf } from '../support/pdf-text.ts'
import { addressOf, ready, text, textOf, whenText } from '../support/page-window.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('a line that opens to more', () => {
  const there = shareTwoCompanies()
  const pageOf = async (title: string) => (await there.world.ana.pages.createPage({ workspaceId: there.world.workspaceId, title })).page.id
  const seen = (page: Page, words: string) => page.getByText(words, { exact: true }).evaluate(element => element.checkVisibility() && element.getBoundingClientRect().height > 0)

  test('is written by keyboard, read by the partner closed, and each opens it for themselves', async () => {
    const { world } = there
    const address = addressOf(world, await pageOf('Questions'))
    const ana = await there.open(world.ana, address)
    const bo = await there.open(world.bo, address)
    await Promise.all([ready(ana.page), ready(bo.page)])
    const { keyboard } = ana.page
    await ana.page.locator(text).click()
    await keyboard.type('>> Who pays?')
    await keyboard.press('Enter')
    await keyboard.type('Both companies.')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await keyboard.type('After it')
    await whenText(bo.page, 'After it')
    expect(await textOf(bo.page)).toBe('Who pays?Both companies.\nAfter it')
    expect([await seen(ana.page, 'Both companies.'), await seen(bo.page, 'Both companies.')]).toEqual([true, false])
    const sign = bo.page.getByRole('button', { name: 'More: Who pays?' })
    expect(await sign.getAttribute('aria-expanded')).toBe('false')
    await sign.click()
    await bo.page.locator(`${text} [data-open=true]`).waitFor()
    expect(await seen(bo.page, 'Both companies.')).toBe(true)
    // Closed, the arrows pass over what is hidden.
    await ana.page.getByRole('button', { name: 'More: Who pays?' }).click()
    await keyboard.press('ArrowUp')
    await keyboard.press('End')
    await keyboard.type(' And when')
    await keyboard.press('ArrowDown')
    await keyboard.type('1')
    await whenText(bo.page, 'And when')
    await expect.poll(() => textOf(bo.page)).toBe('Who pays? And whenBoth companies.\nAfter it1')
    expect([await seen(ana.page, 'Both companies.'), await seen(bo.page, 'Both companies.')]).toEqual([false, true])
    await ana.page.reload()
    await ready(ana.page)
    expect(await seen(ana.page, 'Both companies.')).toBe(false)
    await bo.page.reload()
    await ready(bo.page)
    expect(await seen(bo.page, 'Both companies.')).toBe(true)
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('is opened by Ctrl+Enter and by a line written under it, and taken apart by Backspace', async () => {
    const { world } = there
    const { page, complaints } = await there.open(world.ana, addressOf(world, await pageOf('Keys')))
    await ready(page)
    const { keyboard } = page
    await page.locator(text).click()
    await keyboard.type('/toggle')
    await page.getByRole('option', { name: /Toggle/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.type('Line')
    await keyboard.press('Control+Enter')
    await keyboard.type('Inside')
    await expect.poll(() => textOf(page)).toBe('LineInside')
    await keyboard.press('Control+Enter')
    await page.locator(`${text} [data-open=false]`).waitFor()
    expect(await seen(page, 'Inside')).toBe(false)
    await keyboard.type('!')
    await keyboard.press('Control+Enter')
    expect([await textOf(page), await seen(page, 'Inside')]).toEqual(['Line!Inside', true])
    await keyboard.press('Home')
    await keyboard.press('Backspace')
    await expect.poll(() => textOf(page)).toBe('Line!\nInside')
    expect(complaints).toEqual([])
  })

  test('is found by the browser when closed, printed open, and copied with its summary', async () => {
    const { world } = there
    const pageId = await pageOf('Terms')
    const terms: Planted[] = [paragraph('Terms of payment'), paragraph('Thirty days net'), ['details', { id: 'inner' }, paragraph('Exceptions'), paragraph('None whatsoever')]]
    await plant(world.ana, pageId, [['details', { id: 'outer', onclick: 'alert(1)' }, ...terms], paragraph('Last')])
    const { page, complaints } = await there.open(world.bo, addressOf(world, pageId))
    await ready(page)
    expect(await seen(page, 'None whatsoever')).toBe(false)
    const printed = readPdf(await page.pdf()).map(({ text: words }) => words).join('')
    expect(printed.replaceAll(/\s/g, '')).toContain('Nonewhatsoever')
    await page.locator(text).focus()
    await page.keyboard.press('Control+a')
    const copied = await page.locator(text).evaluate(element => {
      const data = new DataTransfer()
      element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
      return data.getData('text/html')
    })
    expect(copied).toMatch(/<details[^>]*><summary><p[^>]*>Terms of payment<\/p><\/summary><p[^>]*>Thirty/)
    await page.keyboard.press('ArrowRight')
    // What the browser does when its search finds something there.
    await page.getByText('None whatsoever').evaluate(found => found.dispatchEvent(new Event('beforematch', { bubbles: true })))
    await expect.poll(() => seen(page, 'None whatsoever')).toBe(true)
    expect(await findings(page, text)).toEqual([])
    await takeShots(page, 'details')
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await sticksOut(page)).toBe(false)
    await page.locator(text).evaluate(element => element.setAttribute('dir', 'rtl'))
    await takeShot(page, 'details-rtl')
    expect(complaints).toEqual([])
  })
})
