import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { writeTasks } from '../support/board-client.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { addressOf, ready } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'

describe.skipIf(!hasBrowser)('the command menu', () => {
  const there = shareTwoCompanies()
  let boardId: string
  let secret: string
  beforeAll(async () => {
    const { ana, bo, workspaceId, pageId } = there.world
    boardId = (await ana.boards.createBoard({ workspaceId, title: 'Launch board' })).board.id
    await writeTasks(ana, boardId, [{ title: 'Order the crane' }])
    await plant(ana, pageId, [paragraph('Celtņa atļauja: the crane permit comes in May')])
    secret = (await ana.pages.createPage({ workspaceId, title: 'Crane margin', isPrivate: true })).page.id
    await until(async () => (await bo.search.search({ words: 'crane' })).found.length === 2)
  })

  const field = (page: Page) => page.getByRole('combobox', { name: 'Find anything, or do something' })
  /** The line the keyboard points at, as a screen reader is told. */
  const pointed = (page: Page) => field(page).evaluate(input => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.innerText.replace(/\s+/g, ' ') ?? '')

  test('finds pages, tasks and what the own company keeps for itself, in their places, with the words marked; the partner finds what is theirs to see', async () => {
    const ana = await there.open(there.world.ana, addressOf(there.world))
    const bo = await there.open(there.world.bo, addressOf(there.world))
    await Promise.all([ready(ana.page), ready(bo.page)])
    for (const { page } of [ana, bo]) {
      await page.keyboard.press('Control+k')
      await field(page).pressSequentially('crane')
    }
    const found = ana.page.getByRole('group', { name: 'Everywhere' })
    await found.getByRole('option', { name: /^Task Order the crane Launch board · / }).waitFor()
    await ana.page.getByRole('option', { name: /Crane margin.*Only Alder Homes sees this/ }).waitFor()
    await expect.poll(() => found.getByRole('option', { name: /permit/ }).locator('mark').allTextContents()).toEqual(['crane'])
    await bo.page.getByRole('option', { name: /permit/ }).waitFor()
    await bo.page.getByRole('status').filter({ hasText: '2 found' }).waitFor()
    expect(await bo.page.getByRole('option', { name: /margin/ }).count()).toBe(0)
    expect(await findings(ana.page, '[role=dialog]')).toEqual([])
    await field(ana.page).press('ArrowDown')
    await field(ana.page).fill('order')
    await expect.poll(() => pointed(ana.page)).toMatch(/^Order the crane/)
    await field(ana.page).press('Enter')
    await ana.page.waitForURL(`**/b/${boardId}?*task=*`)
    await ana.page.keyboard.press('Control+k')
    await field(ana.page).fill('celtna')
    await ana.page.getByRole('option', { name: /Celtņa atļauja/ }).click()
    await ana.page.waitForURL(`**/p/${there.world.pageId}*`)
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('Enter before the answer has come waits for it, and never opens what was found for other letters', async () => {
    const { page, complaints } = await there.open(there.world.ana, `${there.url}/work`)
    await page.getByRole('heading', { name: 'My work' }).waitFor()
    await page.keyboard.press('Control+k')
    await field(page).fill('permit')
    await page.getByRole('option', { name: /permit/ }).waitFor()
    const { promise, resolve } = Promise.withResolvers<void>()
    await page.route('**/api/search?*', async route => { await promise; await route.continue() })
    await field(page).fill('order the')
    await field(page).press('Enter')
    expect(new URL(page.url()).pathname).toBe('/work')
    resolve()
    await page.waitForURL(`**/b/${boardId}?*task=*`)
    expect(complaints).toEqual([])
  })

  test('offers what the open screen can do: views and keys of a board, the archive for a page', async () => {
    const { page, complaints } = await there.open(there.world.ana, `${there.url}/w/${there.world.workspaceId}/b/${boardId}`)
    const act = async (words: string, name: string) => {
      await page.keyboard.press('Control+k')
      await field(page).fill(words)
      await page.getByRole('option', { name, selected: true }).waitFor()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: 'Gantt' }).waitFor()
    await act('gantt', 'Gantt')
    await page.waitForURL('**view=gantt*')
    await act('keyboard', 'Keyboard')
    await page.getByRole('dialog', { name: /Keyboard/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${there.url}/w/${there.world.workspaceId}/p/${secret}`)
    await ready(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('group', { name: 'This page' }).waitFor()
    await page.keyboard.press('Escape')
    await act('archive put', 'Put into the archive')
    await page.getByText('This page is archived.').waitFor()
    await act('bring back', 'Bring back from the archive')
    await page.getByText('This page is archived.').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test.each(looks)('stands %s', async (name, options) => {
    const { ana } = there.world
    await ana.people.changeMe({ language: options.locale === 'lv-LV' ? 'lv' : 'en' })
    const { page } = await there.open(ana, addressOf(there.world), options)
    await ready(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').last().waitFor()
    await page.getByRole('option').first().waitFor()
    expect(await findings(page)).toEqual([])
    await takeShot(page, `command-menu-empty-${name}`)
    await page.getByRole('dialog').getByRole('combobox').fill('crane')
    await page.getByRole('option', { name: /permit/ }).waitFor()
    expect([await findings(page), await sticksOut(page)]).toEqual([[], false])
    await takeShot(page, `command-menu-${name}`)
    await ana.people.changeMe({ language: 'en' })
  })
})
