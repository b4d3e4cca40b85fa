import { describe, expect, test } from 'vitest'
import { foundTasks, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { paragraph, plant } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import type { Page } from 'playwright-core'

const option = (page: Page, name: string | RegExp) => page.getByRole('listbox').getByRole('option', { name })
const named = (page: Page, label: string) => page.locator(`${text} .mention[data-label="${label}"]`)

describe.skipIf(!hasBrowser)('mentions', () => {
  const shared = shareTwoCompanies()

  test('people, pages and dates are named by what is typed, and told to each reader as they are called now', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { page: budget } = await world.ana.pages.createPage({ workspaceId, title: 'Joint budget' })
    await world.ana.pages.createPage({ workspaceId, title: 'Margins of ours', isPrivate: true })
    await plant(world.ana, world.pageId, [paragraph('Ask')])
    await world.bo.people.changeMe({ language: 'lv' })
    const [ana, bo] = [await open(world.ana, addressOf(world)), await open(world.bo, addressOf(world))]
    await Promise.all([ready(ana.page), ready(bo.page)])
    await ana.page.locator(`${text} > p`).first().click()
    await ana.page.keyboard.press('End')
    const [firstName = ''] = world.bo.name.split(' ')
    await ana.page.keyboard.type(` @${firstName.toLowerCase()}`)
    await option(ana.page, world.bo.name).waitFor()
    await takeShots(ana.page, 'mention-menu')
    expect(await findings(ana.page, '[role=listbox]')).toEqual([])
    await ana.page.keyboard.press('Enter')
    await ana.page.keyboard.type('about [[joint b')
    await option(ana.page, 'Joint budget').waitFor()
    await ana.page.keyboard.press('Tab')
    await ana.page.keyboard.type('by @24 December 2026')
    await option(ana.page, /24 Dec/).click()
    await ana.page.keyboard.type('or @margins')
    await ana.page.getByText('1 more is only for your company').waitFor()
    expect(await option(ana.page, /Margins/).count()).toBe(0)
    await ana.page.keyboard.press('Escape')
    await Promise.all([named(ana.page, 'Thu, 24 Dec 2026').waitFor(), saved(ana.page, 'saved')])
    await bo.page.locator(`${text} .mention[data-label^='ceturtd']`).waitFor()
    await named(bo.page, world.bo.name).waitFor()
    await world.ana.pages.renamePage({ workspaceId, pageId: budget.id, title: 'Budget of both' })
    await Promise.all([named(ana.page, 'Budget of both').waitFor(), named(bo.page, 'Budget of both').waitFor()])
    await takeShots(bo.page, 'mentions-lv')
    expect(await findings(bo.page, text)).toEqual([])
    await named(bo.page, 'Budget of both').click()
    await bo.page.waitForURL(`**/p/${budget.id}`)
    await bo.page.getByRole('region', { name: 'Kur pieminēts' }).getByRole('link', { name: 'Launch plan' }).waitFor({ timeout: 60_000 })
    await takeShots(bo.page, 'named-in-lv')
    expect(await findings(bo.page, 'article')).toEqual([])
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('a task is named by its title, and its panel leads back to the page', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { page: { id: notes } } = await world.ana.pages.createPage({ workspaceId, title: 'Pilot notes' })
    const { board } = await world.ana.boards.createBoard({ workspaceId, title: 'Launch' })
    const [pilot = ''] = await writeTasks(world.ana, board.id, [{ title: 'Pilot in Riga' }])
    await expect.poll(() => foundTasks(world.ana, 'Pilot in'), { timeout: 30_000 }).toEqual(['Pilot in Riga'])
    await plant(world.ana, notes, [paragraph('Goes to')])
    const { page, complaints } = await open(world.ana, addressOf(world, notes))
    await ready(page)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.type(' @pilot in r')
    await option(page, /Pilot in Riga.*Launch/).click()
    await named(page, 'Pilot in Riga').waitFor()
    await saved(page, 'saved')
    await expect.poll(async () => (await world.bo.boards.listPagesNamingTask({ workspaceId, boardId: board.id, taskId: pilot })).pages.map(({ title }) => title), { timeout: 30_000 }).toEqual(['Pilot notes'])
    await named(page, 'Pilot in Riga').click()
    await page.waitForURL(`**/p/${notes}?task=${board.id}.${pilot}`)
    const region = page.getByRole('region', { name: 'Named in' })
    await region.scrollIntoViewIfNeeded()
    await takeShots(page, 'named-in-task')
    await page.goto(`${addressOf(world, notes).replace(/\/p\/.*/, '')}/b/${board.id}?task=${pilot}`)
    await region.getByRole('link', { name: 'Pilot notes' }).click()
    await page.waitForURL(`**/p/${notes}`)
    expect(complaints).toEqual([])
  })

  test('a pasted address of a page becomes its mention, undo gives the address back, and Enter on it goes there', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const [{ page: plan }, { page: target }, { page: secret }] = await Promise.all([
      world.ana.pages.createPage({ workspaceId, title: 'Notes' }), world.ana.pages.createPage({ workspaceId, title: 'Where to' }), world.ana.pages.createPage({ workspaceId, title: 'Ours alone', isPrivate: true }),
    ])
    await plant(world.ana, plan.id, [paragraph('See ')])
    const { page, complaints } = await open(world.ana, addressOf(world, plan.id))
    await ready(page)
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    const paste = (address: string) => page.locator(text).evaluate((field, words) => {
      const data = new DataTransfer()
      data.setData('text/plain', words)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, address)
    const [address, secretAddress] = [target, secret].map(({ id }) => addressOf(world, id)) as [string, string]
    await paste(address)
    await named(page, 'Where to').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.locator(`${text} > p`).first().textContent()).toBe(`See ${address}`)
    await page.keyboard.press('Control+y')
    await named(page, 'Where to').waitFor()
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await paste(secretAddress)
    await expect.poll(() => page.locator(`${text} > p`).first().textContent()).toContain(secretAddress)
    expect(await page.locator('.mention').count()).toBe(1)
    await page.keyboard.press('Control+Home')
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight')
    await page.locator('.mention.ProseMirror-selectednode').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/p/${target.id}`)
    expect(complaints).toEqual([])
  })
})
