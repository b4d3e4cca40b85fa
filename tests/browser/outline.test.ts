import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { addressOf, ready, text } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('the outline of a page', () => {
  const there = shareTwoCompanies()
  const heading = (level: number, words: string, id: string): Planted => ['heading', { level, id }, words]
  const lines = (count: number): Planted[] => Array.from({ length: count }, (_, line) => paragraph(`Line ${line} of what both companies agreed upon`))
  const pageOf = (title: string, blocks: Planted[]): Promise<string> => newPage(there.world.ana, there.world.workspaceId, title, blocks)

  test('and its table of contents list the headings of now, lead to them, and mark the one that is read', async () => {
    const { world } = there
    const pageId = await pageOf('Launch', [['tableOfContents', { onclick: 'alert(1)' }], heading(1, 'Goals', 'goals'), ...lines(30), heading(2, 'Risks', 'risks'), ...lines(60), ['details', { id: 'd' }, paragraph('More'), heading(2, 'Closed away', 'closed')]])
    const ana = await there.open(world.ana, addressOf(world, pageId))
    const bo = await there.open(world.bo, addressOf(world, pageId))
    await Promise.all([ready(ana.page), ready(bo.page)])
    await ana.page.keyboard.press('Alt+Shift+O')
    const outline = ana.page.getByRole('complementary', { name: 'Outline' })
    const contents = ana.page.locator(`${text} nav`)
    await expect.poll(() => contents.locator('li').allTextContents()).toEqual(['Goals', 'Risks', 'Closed away'])
    await bo.page.getByText('Risks', { exact: true }).last().click()
    await bo.page.keyboard.press('End')
    await bo.page.keyboard.type(' and costs')
    await outline.getByRole('link', { name: 'Risks and costs' }).waitFor()
    await contents.getByRole('link', { name: 'Risks and costs' }).waitFor()
    expect(await outline.locator('a[aria-current]').textContent()).toBe('Goals')
    await ana.page.keyboard.press('ArrowDown')
    await ana.page.keyboard.press('Enter')
    await outline.locator('a[aria-current]', { hasText: 'Risks and costs' }).waitFor()
    await ana.page.keyboard.type('Our ')
    await contents.getByRole('link', { name: 'Our Risks and costs' }).waitFor({ state: 'attached' })
    await takeShots(ana.page, 'outline')
    expect(await findings(ana.page, 'aside')).toEqual([])
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('gives a link to a heading, and whoever opens it reads there, also in what was closed', async () => {
    const { world } = there
    const pageId = await pageOf('Linked', [heading(1, 'Top', 'top'), ...lines(60), ['details', { id: 'd2' }, paragraph('More'), ['heading', { level: 2, id: 'deep/ē' }, 'Deep inside']], ...lines(60)])
    const { page, complaints } = await there.open(world.ana, addressOf(world, pageId), { viewport: { width: 390, height: 844 }, locale: 'lv-LV' })
    await ready(page)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.locator('#page-state').getByRole('button').last().click()
    await page.getByRole('menuitem', { name: /Saturs|Outline/ }).click()
    const copy = page.getByRole('dialog').getByRole('button', { name: /Deep inside/ })
    await copy.waitFor()
    await takeShot(page, 'outline-sheet')
    expect([await findings(page, '[role=dialog]'), await sticksOut(page)]).toEqual([[], false])
    await copy.click()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(`${addressOf(world, pageId)}#b-deep%2F%C4%93`)
    const bo = await there.open(world.bo, link)
    await ready(bo.page)
    const found = bo.page.locator(text).getByText('Deep inside')
    await expect.poll(() => found.evaluate(({ clientHeight }) => clientHeight > 0)).toBe(true)
    await expect.poll(async () => { const { y } = await found.boundingBox() ?? { y: -1 }; return y > 0 && y < 700 }).toBe(true)
    expect([...complaints, ...bo.complaints]).toEqual([])
  })
})
