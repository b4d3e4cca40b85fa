import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { cell, push, starts } from '../support/gantt-window.ts'
import { heard, listenIn, press, tabTo, treeOf, untilFocus, untilHeard } from '../support/keys-only.ts'
import { takeShot } from '../support/looks.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague, type Person } from '../support/world.ts'

const card = (page: Page, title: string): Locator => page.getByRole('row', { name: new RegExp(`^${title}`) })
const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const show = (page: Page, view: string): Promise<void> => page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click()

describe.skipIf(!hasBrowser)('two teams on one board', () => {
  const there = shareTwoCompanies()

  /** Contract is Alder's; Pilot and, with three days of slack, Logo are Birch's. Nothing waits for anything yet. `fair`: it takes four days, so that Pilot may wait for Contract without being late. */
  async function launch({ fair = false } = {}): Promise<string> {
    const { ana, bo } = there.world
    const { address } = await boardOf(there.world, there.url, [
      { id: 'Contract', companyId: ana.companyId }, { id: 'Pilot', companyId: bo.companyId }, { id: 'Logo', companyId: bo.companyId, plan: intentions({ duration: 480 }) },
      ...fair ? [{ id: 'Fair', plan: intentions({ duration: 1920 }) }] : [],
    ], [], [{ title: 'To do', stage: 'open' }, { title: 'Doing', stage: 'active' }, { title: 'Done', stage: 'done' }])
    return address.replace('?view=gantt', '')
  }

  test('a manager watches, without touching anything, how both move cards, link, plan anew and agree', async () => {
    const { ana, bo, workspaceId } = there.world
    const address = await launch({ fair: true })
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
    // By its plan it should have ended long ago: it is for today, whenever it is due.
    const mine = his.page.getByRole('list', { name: 'Today' }).getByRole('listitem').filter({ has: his.page.getByRole('link', { name: 'Pilot' }) })
    await mine.getByText('16 Jan 2031, 01:30 your time').waitFor()
    await mine.getByText('Wed 18:30 Riga').waitFor()
    expect([...hers.complaints, ...his.complaints]).toEqual([])
  })

  /** A window of which it is known what it reads out. */
  async function openAndListen(person: Person, address: string): Promise<Page> {
    const { page, context } = await there.open(person, 'about:blank')
    await listenIn(context)
    await page.goto(address)
    await card(page, 'Pilot').waitFor()
    return page
  }

  test('with keys alone: move, link, plan anew, ask and agree, by what the help says, and each act is read out once', async () => {
    const { ana, bo } = there.world
    const address = await launch({ fair: true })
    const [hers, his] = [await openAndListen(ana, address), await openAndListen(bo, address)]
    await carryByKeys(hers)
    await column(his, 'Doing').getByRole('row', { name: /^Contract/ }).waitFor()
    await linkByKeys(hers)
    await askByKeys(hers)
    await acceptByKeys(his)
    await untilHeard(hers, 'Bo Birk has accepted: Pilot')
    await starts(hers, 'Pilot', '05/03/26')
    await press(hers, 'Control+z')
    expect(await untilHeard(hers, 'Undone')).toHaveLength(1)
  })

  test('the tree of a screen reader has every row with what stands in it, what is lifted and selected, the question and the proposal', async () => {
    const { page, complaints } = await there.open(there.world.ana, await launch(), { viewport: { width: 1400, height: 800 } })
    await tabTo(page, card(page, 'Contract'))
    expect(await treeOf(page.getByRole('grid', { name: 'To do' }))).toEqual(expect.arrayContaining(['row "Contract, Alder Homes"', 'row "Pilot, Birch Trade"', 'row "Logo, Birch Trade"']))
    await press(page, 'Space', 'ArrowRight')
    expect(await treeOf(column(page, 'Doing'))).toContain('row "Contract, Alder Homes, lifted"')
    await press(page, 'Escape')
    await show(page, 'Gantt')
    await starts(page, 'Pilot', '02/03/26')
    await plan(page).focus()
    await press(page, 'End', 'ArrowUp')
    const pilot = /^row "2 Pilot .*2 d 02\/03\/26 03\/03\/26 .*Birch Trade"/
    expect((await treeOf(plan(page))).find(line => pilot.test(line))).toMatch(/\[level=1\]$/)
    await press(page, 'Space')
    expect((await treeOf(plan(page))).find(line => pilot.test(line))).toMatch(/\[level=1\] \[selected\]$/)
    await press(page, 'Escape', 'Shift+ArrowRight')
    const question = page.getByRole('dialog', { name: 'Ask Birch Trade?' })
    expect(await treeOf(question)).toEqual(expect.arrayContaining(['heading "Ask Birch Trade?" [level=2]', 'strong: Pilot', 'textbox "A word to them (optional)"', 'button "Leave it"', 'button "Ask"']))
    await question.getByRole('button', { name: 'Ask' }).press('Enter')
    await page.getByRole('region', { name: 'Proposals' }).getByRole('button', { name: 'Look at them' }).press('Enter')
    const proposals = page.getByRole('dialog', { name: 'Proposals' })
    expect(await treeOf(proposals)).toEqual(expect.arrayContaining(['article:', 'heading "Alder Homes asks Birch Trade" [level=3]', 'columnheader "Before"', expect.stringMatching(/^rowheader "Birch Trade Pilot/), 'button "Withdraw"']))
    expect(complaints).toEqual([])
  })
})

const plan = (page: Page): Locator => page.getByRole('treegrid', { name: 'Plan' })

/** What the help says that these are done by. */
async function keysFor(page: Page, ...names: string[]): Promise<string[]> {
  await press(page, '?')
  const lines = page.getByRole('dialog', { name: 'Keyboard' }).locator('dl > div')
  const keys = await Promise.all(names.map(name => lines.filter({ has: page.getByText(name, { exact: true }) }).locator('kbd').first().innerText()))
  await press(page, 'Escape')
  return keys
}

async function carryByKeys(page: Page): Promise<void> {
  await tabTo(page, card(page, 'Contract'))
  expect(await keysFor(page, 'Lift, drop', 'Carry what is lifted')).toEqual(['Space', '↑'])
  await untilFocus(card(page, 'Contract'))
  await heard(page)
  await press(page, 'Space', 'ArrowRight', 'Space')
  expect(await untilHeard(page, 'Contract is now in Doing')).toEqual(['Contract lifted. Arrows move it, Space drops it, Escape puts it back.', 'Doing, 1 of 1', 'Contract is now in Doing, 1 of 1.'])
  await untilFocus(card(page, 'Contract'))
}

async function linkByKeys(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Gantt', exact: true }), 'Shift+Tab')
  await press(page, 'Enter')
  await starts(page, 'Pilot', '02/03/26')
  await tabTo(page, plan(page))
  expect(await keysFor(page, 'Select', 'Link the selected ones', 'A day later, earlier')).toEqual(['Space', 'Ctrl+F2', 'Alt+→'])
  await untilFocus(plan(page))
  await press(page, 'ArrowDown', 'Space', 'ArrowDown', 'Space')
  await heard(page)
  await press(page, 'Control+F2')
  expect(await untilHeard(page, 'Links of')).toEqual(['Links of “Pilot” changed'])
  await starts(page, 'Pilot', '04/03/26')
}

async function askByKeys(page: Page): Promise<void> {
  await press(page, 'Escape', 'Alt+ArrowRight')
  await tabTo(page, page.getByRole('dialog', { name: 'Ask Birch Trade?' }).getByLabel('A word to them (optional)'))
  await page.keyboard.type('One day more')
  await press(page, 'Enter')
  expect(await untilHeard(page, 'Birch Trade is asked')).toEqual([expect.stringContaining('Nothing changes until they accept.')])
  await untilFocus(plan(page))
}

async function acceptByKeys(page: Page): Promise<void> {
  await untilHeard(page, '1 proposal waits for your decision.')
  await tabTo(page, page.getByRole('button', { name: 'Look at them' }))
  await press(page, 'Enter')
  const proposals = page.getByRole('dialog', { name: 'Proposals' })
  await proposals.getByText('One day more').waitFor()
  await tabTo(page, proposals.getByRole('button', { name: 'Accept' }))
  await press(page, 'Enter')
  expect(await untilHeard(page, 'Accepted')).toEqual(['Accepted'])
  await proposals.getByText('Nothing waits for a decision.').waitFor()
  await untilFocus(proposals.getByRole('button', { name: 'Close' }))
  await press(page, 'Enter')
  // The button that had opened them has gone: the keyboard goes on among the cards.
  await until(() => page.evaluate(() => document.activeElement?.matches('[data-card]') ?? false))
}
