import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { choosePageSettings } from '@kopa/shared/pages/page-settings.ts'
import { findings, sticksOut, takeShot } from '../support/looks.ts'
import { openPage } from '../support/page-client.ts'
import { addressOf, ready, text } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { until } from '../support/services.ts'
import { colleague } from '../support/world.ts'

describe.skipIf(!hasBrowser)('the look of a page', () => {
  const there = shareTwoCompanies()
  beforeAll(() => plant(there.world.ana, there.world.pageId, [paragraph('One line of text')]))

  test('icon, cover, width, language and direction are chosen by keyboard, and the partner sees them at once', async () => {
    const { world } = there
    const address = addressOf(world)
    const ana = await there.open(world.ana, address)
    const bo = await there.open(world.bo, address, { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'lv-LV' })
    await Promise.all([ready(ana.page), ready(bo.page)])
    await ana.page.keyboard.press('Control+k')
    const finder = ana.page.getByRole('combobox', { name: 'Find anything, or do something' })
    await finder.pressSequentially('look of the page')
    await finder.press('Enter')
    const look = ana.page.getByRole('dialog', { name: 'Look of the page' })
    await look.getByRole('combobox', { name: 'Find an icon' }).pressSequentially('raket')
    await ana.page.keyboard.press('Enter')
    await bo.page.locator('article').getByText('🚀').waitFor()
    expect(await findings(ana.page, '[role=dialog]')).toEqual([])
    await takeShot(ana.page, 'page-look-dialog')
    const picking = ana.page.waitForEvent('filechooser')
    await look.getByRole('button', { name: 'Choose a picture' }).press('Enter')
    await (await picking).setFiles({ name: 'cover.png', mimeType: 'image/png', buffer: await ana.page.screenshot({ clip: { x: 0, y: 0, width: 600, height: 400 } }) })
    await look.getByRole('slider').press('End')
    await look.getByRole('radio', { name: 'Full width' }).check()
    await look.getByRole('radio', { name: 'Right to left' }).check()
    await look.getByRole('combobox', { name: 'Language of the text' }).selectOption('lv')
    await ana.page.keyboard.press('Escape')
    await ana.page.locator('article[data-width=full]').waitFor()
    const surface = bo.page.locator('.page-surface[lang=lv][dir=rtl]')
    await surface.waitFor()
    await expect.poll(() => bo.page.locator(`${text} > p`).first().evaluate(line => getComputedStyle(line).direction)).toBe('rtl')
    await expect.poll(() => bo.page.locator('img[src^="/api/files/"]').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.style.objectPosition])).toEqual([600, '50% 100%'])
    await ana.page.getByRole('treeitem', { selected: true }).getByText('🚀').waitFor()
    expect(await sticksOut(bo.page)).toBe(false)
    await takeShot(ana.page, 'page-look-wide')
    await takeShot(bo.page, 'page-look-phone')
    await ana.page.locator(text).click()
    for (let i = 0; i < 9; i++) await ana.page.keyboard.press('Control+z')
    await bo.page.locator('.page-surface:not([lang]):not([dir])').waitFor()
    await until(async () => await bo.page.locator('article').getByText('🚀').count() === 0)
    expect(await ana.page.locator(text).textContent()).toBe('One line of text')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a viewer sees the icon and cannot choose', async () => {
    const { world } = there
    const vera = await colleague(world.ana, world.workspaceId, 'Vera', 'commenter')
    const { page } = await there.open(vera, addressOf(world))
    await page.locator(`${text}[aria-readonly="true"]`).waitFor()
    const writer = openPage(world.ana, world.pageId)
    await writer.synced
    choosePageSettings(writer.doc, { icon: '🚀' })
    await page.locator('article').getByText('🚀').waitFor()
    writer.leave()
    expect(await page.locator('article').getByRole('button', { name: /🚀|icon/i }).count()).toBe(0)
    await page.getByRole('button', { name: 'Page', exact: true }).click()
    await page.getByRole('menuitem', { name: /^About this page/ }).waitFor()
    for (const name of [/^Look of the page/, /^Full width/]) expect(await page.getByRole('menuitem', { name }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find anything, or do something' }).pressSequentially('look of the page')
    await page.getByText('Nothing was found').waitFor()
  })
})
