import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, withWorker } from '../support/browser.ts'
import { findings, takeShot, takeShots } from '../support/looks.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { secretOf, signUp } from '../support/world.ts'

interface Recent { opened: { title: string }[] }

const row = (page: Page, name: string) => page.getByRole('treeitem', { name })
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '')
const focusIs = (page: Page, wanted: string) => until(async () => await focused(page) === wanted)
const isGone = (page: Page, name: string) => until(async () => await row(page, name).count() === 0)

/** The server answers what shall be made when it is told to. */
async function heldBack(page: Page, path: RegExp): Promise<{ answer: () => void, refuse: () => void }> {
  const { promise, resolve } = Promise.withResolvers<'continue' | 'abort'>()
  await page.route(path, async route => (route.request().method() === 'POST' ? await route[await promise]() : await route.fallback()))
  return { answer: () => resolve('continue'), refuse: () => resolve('abort') }
}

/** Notes of each field that gets the caret whether it can be seen by then. */
const watchCarets = (page: Page): Promise<void> => page.evaluate(() => {
  const noted: string[] = []
  Object.assign(window, { carets: noted })
  document.addEventListener('focusin', ({ target }) => { if (target instanceof HTMLInputElement) noted.push(target.checkVisibility({ opacityProperty: true }) ? 'seen' : 'unseen') })
})
const carets = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { carets: string[] }).carets)

describe.skipIf(!hasBrowser)('ways through Kopa', () => {
  const there = shareTwoCompanies()

  const workspace = () => `${there.url}/w/${there.world.workspaceId}`

  test('a new page takes the first letters: without a name in its title, with one in its text', async () => {
    const { page, complaints } = await there.open(there.world.ana, workspace())
    await page.getByRole('main').getByRole('button', { name: 'New page' }).click()
    await focusIs(page, 'Title of the page')
    await page.keyboard.type('Budget')
    await row(page, 'Budget').waitFor()

    await page.getByRole('button', { name: 'New page' }).click()
    await page.keyboard.type('Notes')
    await page.keyboard.press('Enter')
    await focusIs(page, 'Page text')
    await page.keyboard.type('First words')
    await page.getByText('First words').waitFor()
    expect(await page.getByLabel('Title of the page').inputValue()).toBe('Notes')
    expect(complaints).toEqual([])
  })

  test('what is typed right after “New board” or “New page” becomes the title, however long the server takes', async () => {
    const { page, complaints } = await there.open(there.world.ana, workspace())
    const main = page.getByRole('main')
    const ahead = page.locator('[data-typed-ahead]')
    await row(page, 'Launch plan').waitFor()
    for (const [kind, label] of [['board', 'Title of the board'], ['page', 'Title of the page']] as const) {
      const server = await heldBack(page, new RegExp(`/api/workspaces/[^/]+/${kind}s$`))
      await page.goto(workspace())
      await main.getByRole('button', { name: `New ${kind}` }).click()
      await page.keyboard.type('Pi')
      server.answer()
      await page.keyboard.type('er')
      await ahead.waitFor({ state: 'detached' })
      await page.keyboard.type(' 2027')
      await expect.poll(() => page.getByLabel(label).inputValue()).toBe('Pier 2027')
    }
    // From the menu of commands, which puts the focus back where it was; and where nothing comes of it.
    const server = await heldBack(page, /\/api\/workspaces\/[^/]+\/pages$/)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('new page')
    await page.getByRole('option', { name: 'New page', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await until(() => ahead.evaluate(field => field === document.activeElement))
    await page.keyboard.type('Lost')
    server.refuse()
    await ahead.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Title of the page').inputValue()).toBe('Pier 2027')
    expect(complaints).toEqual([])
  })

  test('what is typed right after a page was named in the sidebar becomes its text, line by line, however long the server takes', async () => {
    const { page, complaints } = await there.open(there.world.ana, `${workspace()}/p/${there.world.pageId}`)
    const ahead = page.locator('[data-typed-ahead]')
    await page.waitForSelector('.ProseMirror')
    const server = await heldBack(page, /\/api\/workspaces\/[^/]+\/pages$/)
    await page.getByRole('region', { name: 'Pages' }).getByRole('button', { name: 'New page' }).click()
    await page.keyboard.type('Site visit')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Present: Ana')
    await page.keyboard.press('Enter')
    server.answer()
    await page.keyboard.type('and ')
    await ahead.waitFor({ state: 'detached' })
    await page.keyboard.type('Bo')
    await expect.poll(() => page.locator('.ProseMirror > p').allTextContents()).toEqual(['Present: Ana', 'and Bo'])
    expect(await page.getByLabel('Title of the page').inputValue()).toBe('Site visit')
    expect(complaints).toEqual([])
  })

  test('a workspace with nothing in it offers a page and a board, and says what each is for; then what is still missing', async () => {
    const { workspace: empty } = await there.world.ana.workspaces.createWorkspace({ name: 'Ferry line' })
    const { page, complaints } = await there.open(there.world.ana, `${there.url}/w/${empty.id}`)
    const main = page.getByRole('main')
    await main.getByRole('heading', { name: 'Begin with a page or a board' }).waitFor()
    await main.getByText(/A page can be .* A board holds/).waitFor()
    expect(await main.getByRole('button', { name: /^New (page|board)$/ }).allTextContents()).toEqual(['New page', 'New board'])
    expect(await findings(page)).toEqual([])
    await takeShots(page, 'overview-empty')
    await main.getByRole('button', { name: 'New board' }).click()
    await focusIs(page, 'Title of the board')
    // Enter leads to the templates, and presses none of them.
    await page.locator('input[data-live]:focus').waitFor()
    await page.keyboard.type('Ferries')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Simple board/ }).and(page.locator(':focus')).waitFor()
    await page.goto(`${there.url}/w/${empty.id}`)
    await main.getByRole('heading', { name: 'Write the first page' }).waitFor()
    await there.world.ana.pages.createPage({ workspaceId: empty.id, title: 'Notes' })
    await main.getByRole('heading', { name: 'Write the first page' }).waitFor({ state: 'detached' })
    expect(await main.getByRole('button', { name: /^New (page|board)$/ }).allTextContents()).toEqual(['New board', 'New page'])
    await takeShots(page, 'overview-full')
    expect(complaints).toEqual([])
  })

  test('what is open is called by its new title everywhere at once, before the lists have heard of it; also when one has gone on', async () => {
    const { board } = await there.world.ana.boards.createBoard({ workspaceId: there.world.workspaceId, title: 'Old board', columns: [{ title: 'To do', stage: 'open' }] })
    await there.world.ana.pages.createPage({ workspaceId: there.world.workspaceId, title: 'Old page' })
    const { page, complaints } = await there.open(there.world.ana, `${workspace()}/b/${board.id}`)
    const path = page.getByRole('navigation', { name: 'Where you are' })
    await path.getByText('Old board').waitFor()
    await row(page, 'Old page').waitFor()
    // The server is late: from now on no list comes any more.
    await page.route(/\/api\/workspaces\/[^/]+\/(boards|pages)$/, route => (route.request().method() === 'GET' ? undefined : route.continue()))
    await page.getByLabel('Title of the board').fill('Harbour')
    await path.getByText('Harbour').waitFor()
    await page.getByRole('link', { name: 'Harbour' }).waitFor()
    await row(page, 'Old page').click()
    await page.getByLabel('Title of the page').fill('Timetable')
    await path.getByText('Timetable').waitFor()
    await row(page, 'Timetable').focus()
    await page.getByRole('link', { name: 'Harbour' }).waitFor()
    await page.keyboard.press('F2')
    await expect.poll(() => page.getByRole('textbox', { name: 'Title', exact: true }).inputValue()).toBe('Timetable')
    await page.keyboard.type('Departures')
    await page.keyboard.press('Enter')
    await row(page, 'Departures').waitFor()
    await expect.poll(() => page.getByLabel('Title of the page').inputValue()).toBe('Departures')
    expect(complaints).toEqual([])
  })

  test('on a touch screen what opens is seen before the caret is in it; on a phone no keyboard covers it until it is touched', async () => {
    const laptop = await there.open(there.world.ana, there.url)
    await laptop.page.addInitScript(() => Object.defineProperty(navigator, 'maxTouchPoints', { value: 10 }))
    const phone = await there.open(there.world.ana, there.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    for (const { page } of [laptop, phone]) {
      await page.goto(`${there.url}/me`)
      await watchCarets(page)
      await page.getByRole('button', { name: 'Create a token' }).click()
      await page.getByRole('dialog', { name: 'Create a token' }).waitFor()
    }
    await focusIs(laptop.page, 'INPUT')
    await until(async () => await phone.page.evaluate(() => document.activeElement?.getAttribute('role')) === 'dialog')
    await takeShot(phone.page, 'dialog-on-a-phone')
    await phone.page.keyboard.press('Escape')
    await phone.page.getByRole('button', { name: 'Find' }).tap()
    await focusIs(phone.page, 'Find anything, or do something')
    expect([await carets(laptop.page), await carets(phone.page), laptop.complaints, phone.complaints]).toEqual([['seen'], ['seen'], [], []])
  })

  test('archiving and restoring by keyboard: the next row has the focus', async () => {
    for (const title of ['Alpha', 'Beta', 'Gamma']) await there.world.ana.pages.createPage({ workspaceId: there.world.workspaceId, title })
    const { page } = await there.open(there.world.ana, workspace())
    await row(page, 'Alpha').focus()
    await page.keyboard.press('Delete')
    await isGone(page, 'Alpha')
    expect(await focused(page)).toBe('Beta')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menu', { name: 'Actions for Beta' }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await isGone(page, 'Beta')
    await focusIs(page, 'Gamma')

    await page.getByRole('link', { name: 'Archive' }).click()
    await page.getByRole('button', { name: 'Restore “Beta”' }).focus()
    await page.keyboard.press('Enter')
    await row(page, 'Beta').waitFor()
    await focusIs(page, 'Restore “Alpha”')
    await page.getByRole('link', { name: 'Alpha' }).click()
    await page.getByText('This page is archived.').waitFor()
  })

  test('the command menu also acts: a new page, dark colours, sign out', async () => {
    const { page } = await there.open(there.world.bo, workspace())
    const command = async (words: string, name: string) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill(words)
      await page.getByRole('option', { name, exact: true, selected: true }).or(page.getByRole('option', { name, selected: true })).first().waitFor()
      await page.keyboard.press('Enter')
    }
    await row(page, 'Launch plan').waitFor()
    await command('dark', 'Dark colours')
    await page.waitForSelector('html[data-theme="dark"]')
    await command('new page', 'New page')
    await focusIs(page, 'Title of the page')
    await command('sign out', 'Sign out')
    await page.getByRole('dialog', { name: 'Sign out of Kopa?' }).waitFor()
  })

  test('the invitation link stays on the screen when the partner joins meanwhile', async () => {
    const cara = await signUp(there.url, { name: 'Cara Cirule', companyName: 'Cedar Works' })
    const { workspace: { id } } = await cara.workspaces.createWorkspace({ name: 'Two of us' })
    const { page } = await there.open(cara, `${there.url}/w/${id}`)
    await page.getByRole('button', { name: 'Invite another company' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const field = page.getByLabel('Invitation link')
    await field.waitFor()
    await signUp(there.url, { name: 'Dan Dzenis', companyName: 'Dune Retail', invitation: secretOf(await field.inputValue()) })
    await page.getByText('Dan Dzenis').waitFor()
    expect(await field.isVisible()).toBe(true)
  })

  test('from a page one can share it: the link, a colleague, another company', async () => {
    const { page } = await there.open(there.world.ana, `${workspace()}/p/${there.world.pageId}`)
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByRole('menuitem', { name: 'Invite another company' }).click()
    await page.getByRole('dialog', { name: 'Invite another company' }).waitFor()
    const bo = await there.open(there.world.bo, `${workspace()}/p/${there.world.pageId}`)
    await bo.page.getByRole('button', { name: 'Share' }).click()
    await bo.page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
    expect(await bo.page.getByRole('menuitem', { name: 'Invite another company' }).count()).toBe(0)
  })

  test('a new token is selected to be taken along, and one Escape closes it', async () => {
    const { page } = await there.open(there.world.ana, `${there.url}/me`)
    await page.getByRole('button', { name: 'Create a token' }).click()
    await page.getByLabel('What is it for?').fill('Reports')
    await page.keyboard.press('Enter')
    const field = page.getByLabel('Token', { exact: true })
    await field.waitFor()
    expect(await field.evaluate(input => input === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
  })

  test('what was opened last is on the home screen without a network too', async () => {
    await there.world.ana.pages.createPage({ workspaceId: there.world.workspaceId, title: 'Minutes' })
    const { page, context } = await there.open(there.world.ana, `${workspace()}/p/${there.world.pageId}`, withWorker)
    const listed = page.waitForResponse(async answer => answer.url().endsWith('/api/pages/recent') && (await answer.json() as Recent).opened.some(({ title }) => title === 'Minutes'))
    await row(page, 'Minutes').click()
    await listed
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    const opened = page.getByRole('list', { name: 'Last opened' }).getByRole('link')
    await opened.first().waitFor()
    expect((await opened.allTextContents()).map(words => words.split('Nordic')[0])).toEqual(expect.arrayContaining(['Minutes', 'Launch plan']))
  })

  test('a page address that leads nowhere says so and leads home', async () => {
    const { page } = await there.open(there.world.ana, `${workspace()}/p/${there.world.workspaceId}`)
    await page.getByText('This does not exist, or you may not see it').waitFor()
    await page.getByRole('link', { name: 'Go home' }).click()
    await page.getByRole('heading', { name: /Good/ }).waitFor()
  })
})
