import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, takeShot } from '../support/looks.ts'
import { addressOf, ready, text } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('writing', () => {
  const there = shareTwoCompanies()
  const told = (page: Page) => page.locator('[data-live-announcer]').textContent()

  test('the words of the page and of what is selected are counted as they are written', async () => {
    const { world } = there
    const { page: { id } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Counted' })
    await plant(world.ana, id, [paragraph('Two companies, one plan.'), ['columns', {}, ['column', {}, paragraph('Ours')], ['column', {}, paragraph('Theirs')]]])
    const { page, complaints } = await there.open(world.ana, addressOf(world, id))
    await ready(page)
    await page.keyboard.press('Alt+Shift+C')
    const size = page.getByRole('region', { name: 'Length' })
    await size.getByText('6 words, 34 characters').waitFor()
    await size.getByText('About 1 minute to read').waitFor()
    expect(await told(page)).toBe('6 words, 34 characters')
    await page.getByText('Two companies, one plan.').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Signed.')
    await size.getByText('7 words, 42 characters').waitFor()
    await page.keyboard.press('Shift+Home')
    await size.getByText('Selected: 5 words, 32 characters').waitFor()
    expect(await findings(page, 'aside')).toEqual([])
    await takeShot(page, 'counts')
    expect(complaints).toEqual([])
  })

  test('everything but the text fades away, and comes back for a pointer, the keyboard and Escape', async () => {
    const { world } = there
    await world.ana.people.changeMe({ language: 'lv' })
    const { page, complaints } = await there.open(world.ana, addressOf(world))
    await ready(page)
    const opacity = (selector: string) => page.locator(selector).first().evaluate(element => getComputedStyle(element).opacity)
    await page.locator(text).click()
    await page.keyboard.press('Alt+Shift+F')
    await expect.poll(() => opacity('header:has(#page-state)')).toBe('0')
    expect([await opacity('[data-sidebar] > div'), await opacity(text)]).toEqual(['0', '1'])
    expect(await told(page)).toMatch(/Esc/)
    await takeShot(page, 'focus-mode')
    await page.keyboard.type('/')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.press('Escape')
    expect(await opacity('header:has(#page-state)')).toBe('0')
    await page.mouse.move(600, 10)
    await expect.poll(() => opacity('header:has(#page-state)')).toBe('1')
    await page.mouse.move(600, 500)
    await expect.poll(() => opacity('header:has(#page-state)')).toBe('0')
    await page.keyboard.press('Escape')
    await expect.poll(() => opacity('header:has(#page-state)')).toBe('1')
    await world.ana.people.changeMe({ language: 'en' })
    expect(complaints).toEqual([])
  })
})
