import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShot, takeShots } from '../support/looks.ts'
import { addressOf, ready, text, whenText } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('a callout', () => {
  const there = shareTwoCompanies()

  test('is typed as in markdown, left by two Enters, changed in kind, and read by the partner', async () => {
    const { world } = there
    const ana = await there.open(world.ana, addressOf(world))
    const bo = await there.open(world.bo, addressOf(world))
    await Promise.all([ready(ana.page), ready(bo.page)])
    const { keyboard } = ana.page
    await ana.page.locator(text).click()
    await keyboard.type('[!warning] Mind the gap')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await keyboard.type('/callout')
    await ana.page.getByRole('option', { name: /Callout/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.type('Said')
    const callouts = bo.page.locator(`${text} > aside`)
    await whenText(bo.page, 'Said')
    expect(await callouts.evaluateAll(all => all.map(({ dataset, lastElementChild }) => [dataset['callout'], lastElementChild?.textContent]))).toEqual([['warning', 'Mind the gap'], ['note', 'Said']])
    await ana.page.getByLabel('Kind of callout').last().selectOption('success')
    await bo.page.locator(`${text} > aside[data-callout=success][aria-label=Success]`).waitFor()
    await ana.page.locator(`${text}:focus`).waitFor()
    await keyboard.press('Control+z')
    await bo.page.locator(`${text} > aside[data-callout=note]`).waitFor()
    await keyboard.press('Home')
    await keyboard.press('Backspace')
    await expect.poll(() => callouts.count()).toBe(1)
    expect(await ana.page.locator(`${text} > p`).last().textContent()).toBe('Said')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('of every kind is told by sign and word, whatever a document says', async () => {
    const { world } = there
    const { page: { id: pageId } } = await world.ana.pages.createPage({ workspaceId: world.workspaceId, title: 'Kinds' })
    const kinds = ['note', 'tip', 'important', 'warning', 'success', '"><script>alert(1)</script>']
    await plant(world.ana, pageId, kinds.map(kind => ['callout', { kind }, paragraph(`What is said in a callout of kind ${kind.slice(0, 9)}`)]))
    const { page, complaints } = await there.open(world.bo, addressOf(world, pageId))
    await ready(page)
    expect(await page.getByLabel('Kind of callout').evaluateAll(all => all.map(select => (select as HTMLSelectElement).selectedOptions[0]?.text))).toEqual(['Note', 'Tip', 'Important', 'Warning', 'Success', 'Note'])
    expect(new Set(await page.locator(`${text} > aside`).evaluateAll(all => all.map(callout => getComputedStyle(callout, '::before').content)))).toHaveLength(5)
    expect(await findings(page, text)).toEqual([])
    await takeShots(page, 'callouts')
    await page.setViewportSize({ width: 390, height: 800 })
    await expect.poll(() => sticksOut(page)).toBe(false)
    await takeShot(page, 'callouts-end')
    expect(complaints).toEqual([])
  })
})
