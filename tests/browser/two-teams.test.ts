import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { cell, push, starts } from '../support/gantt-window.ts'
import { takeShot } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague } from '../support/world.ts'

const card = (page: Page, title: string): Locator => page.getByRole('row', { name: new RegExp(`^${title}`) })
const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const show = (page: Page, view: string): Promise<void> => page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click()

describe.skipIf(!hasBrowser)('two teams on one board', () => {
  const there = shareTwoCompanies()

  /** Contract is Alder's; Pilot and, with three days of slack, Logo are Birch's. Nothing waits for anything yet. */
  async function launch(): Promise<string> {
    const { ana, bo } = there.world
    const { address } = await boardOf(there.world, there.url, [
      { id: 'Contract', companyId: ana.companyId }, { id: 'Pilot', companyId: bo.companyId }, { id: 'Logo', companyId: bo.companyId, plan: intentions({ duration: 480 }) },
    ], [], [{ title: 'To do', stage: 'open' }, { title: 'Doing', stage: 'active' }, { title: 'Done', stage: 'done' }])
    return address.replace('?view=gantt', '')
  }

  test('a manager watches, without touching anything, how both move cards, link, plan anew and agree', async () => {
    const { ana, bo, workspaceId } = there.world
    const address = await launch()
    const manager = await there.open(await colleague(ana, workspaceId, 'Maija Meža', 'viewer'), address)
    const [hers, his] = [await there.open(ana, address), await there.open(bo, address)]
    await card(manager.page, 'Pilot').waitFor()
    await manager.page.evaluate(() => { document.body.dataset['since'] = 'the beginning' })

    await card(hers.page, 'Contract').dragTo(column(hers.page, 'Doing'))
    await column(manager.page, 'Doing').getByRole('row', { name: /^Contract/ }).waitFor()
    await card(his.page, 'Logo').dragTo(column(his.page, 'Done'))
    await column(manager.page, 'Done').getByRole('row', { name: /^Logo/ }).waitFor()
    await takeShot(manager.page, 'two-teams-board')

    for (const { page } of [manager, hers, his]) await show(page, 'Gantt')
    await starts(manager.page, 'Pilot', '02/03/26')
    await cell(hers.page, 'Pilot', 'waits').dblclick()
    await hers.page.keyboard.type('1')
    await hers.page.keyboard.press('Enter')
    await starts(manager.page, 'Pilot', '04/03/26')
    expect(await cell(manager.page, 'Pilot', 'waits').textContent()).toBe('1')
    await push(his.page, 'Logo')
    await starts(manager.page, 'Logo', '03/03/26')

    await push(hers.page, 'Pilot')
    await hers.page.getByRole('dialog', { name: 'Ask Birch Trade?' }).getByRole('button', { name: 'Ask' }).click()
    await manager.page.getByText('1 proposal waits for the partner.').waitFor()
    await starts(manager.page, 'Pilot', '04/03/26')
    await his.page.getByRole('button', { name: 'Look at them' }).click()
    await his.page.getByRole('button', { name: 'Accept' }).click()
    for (const { page } of [manager, hers, his]) await starts(page, 'Pilot', '05/03/26')
    await hers.page.getByText('Bo Birk has accepted: Pilot').waitFor()
    await takeShot(manager.page, 'two-teams-gantt')
    expect(await manager.page.evaluate(() => document.body.dataset['since'])).toBe('the beginning')
    expect([...manager.complaints, ...hers.complaints, ...his.complaints]).toEqual([])
  })

  test('a deadline with an hour is another day on the clock of a person in Tokyo, and says what it is in Riga', async () => {
    const { ana, bo, workspaceId } = there.world
    const address = await launch()
    const kenji = await colleague(bo, workspaceId, 'Kenji Kato', 'editor')
    await kenji.people.changeMe({ timeZone: 'Asia/Tokyo' })
    const [hers, his] = [await there.open(ana, address), await there.open(kenji, address, { timezoneId: 'Asia/Tokyo' })]
    await card(his.page, 'Pilot').waitFor()
    await card(hers.page, 'Pilot').focus()
    await hers.page.keyboard.press('a')
    await hers.page.keyboard.type('Kenji')
    await hers.page.keyboard.press('Enter')
    await hers.page.keyboard.press('Escape')
    await hers.page.keyboard.press('d')
    await hers.page.getByLabel('Day', { exact: true }).fill('2031-01-15')
    await hers.page.getByLabel('Hour, if it matters').fill('18:30')
    await hers.page.getByText('18:30 your time · Thu 01:30 Tokyo').waitFor()
    await hers.page.getByRole('button', { name: 'Set' }).click()
    await until(async () => /due 15 Jan 2031, 18:30 your time/.test(await card(hers.page, 'Pilot').getAttribute('aria-label') ?? ''))
    await until(async () => /assigned to Kenji Kato, due 16 Jan 2031, 01:30 your time/.test(await card(his.page, 'Pilot').getAttribute('aria-label') ?? ''))
    await card(his.page, 'Pilot').click()
    await his.page.getByRole('complementary', { name: 'Task: Pilot' }).getByText('Wed 18:30 Riga').waitFor()
    await takeShot(his.page, 'two-teams-tokyo')
    await his.page.getByRole('link', { name: 'My work' }).click()
    const mine = his.page.getByRole('list', { name: 'Later' }).getByRole('link', { name: 'Pilot' })
    await mine.getByText('16 Jan 2031, 01:30 your time').waitFor()
    await mine.getByText('Wed 18:30 Riga').waitFor()
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })
})
