import { changeColumn, columnsOf } from '@kopa/shared/boards/column.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, setProgress } from '@kopa/shared/boards/task-verbs.ts'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BoardWorld, sideOf, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser, useBrowser } from '../support/browser.ts'
import { findings, looks, sticksOut, takeShot } from '../support/looks.ts'
import { startKopaHere, type TestKopa, until } from '../support/services.ts'

const dayFromNow = (days: number): { day: string } => ({ day: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10) })
const figure = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) }).locator('strong')
const row = (page: Page, name: RegExp): Locator => page.getByRole('row', { name })
const reads = (place: Locator, text: string): Promise<void> => until(async () => await place.textContent() === text)

describe.skipIf(!hasBrowser)('the dashboard of a board', () => {
  let kopa: TestKopa
  let world: BoardWorld
  let done = ''
  let flow = ''
  const browser = useBrowser()
  const address = (search = '?view=dashboard'): string => `${kopa.url}/w/${world.workspaceId}/b/${world.boardId}${search}`
  beforeAll(async () => { kopa = await startKopaHere() })
  beforeAll(async () => {
    world = await withBoard(kopa.url)
    const { ana, bo, one, boardId } = world
    await writeBoard(ana, boardId, doc => {
      const [first, last] = columnsOf(doc)
      changeColumn(doc, first?.id ?? '', { limit: 2 })
      done = last?.id ?? ''
    })
    await writeTasks(ana, boardId, [
      { title: 'Contract', order: 'A1', column: done, companyId: ana.companyId, deadline: dayFromNow(-9) }, { title: 'Pilot', order: 'A2', companyId: ana.companyId, deadline: dayFromNow(-3), flow: { since: Date.now() - 12.5 * 86_400_000, begun: null, done: null } },
      { title: 'Training', order: 'A3', companyId: bo.companyId, deadline: dayFromNow(3), plan: { ...freshPlan, duration: 100 * 480 } }, { title: 'Launch', order: 'A4', companyId: bo.companyId },
    ])
    await writeTasks(ana, await sideOf(ana, one), [{ title: 'Price limit', order: 'A5', companyId: ana.companyId, deadline: dayFromNow(-1) }])
  })
  beforeAll(async () => {
    const { ana: { boards, userId }, workspaceId } = world
    const { board: { id } } = await boards.createBoard({ workspaceId, title: 'Pilot', columns: [{ title: 'To do', stage: 'open' }, { title: 'Done', stage: 'done' }] })
    flow = `${kopa.url}/w/${workspaceId}/b/${id}?view=dashboard`
    await writeBoard(world.ana, id, doc => doc.transact(() => {
      const [todo = '', last = ''] = columnsOf(doc).map(column => column.id)
      const at = (days: number): number => Date.now() + days * 86_400_000
      const time = (days: number): string => `${dayFromNow(days).day}T08:00`
      const [begun, took] = [[-20, -19, -18, -14, -13, -9, -8, -6, -4, -2], [1, 1, 2, 3, 5]] as const
      begun.forEach((made, nth) => addTask(doc, { id: `t${made}`, title: `Shop ${nth + 1}`, column: nth < 6 ? last : todo, order: `A${nth}`, rank: `A${nth}` }, { userId, at: at(made) }))
      took.forEach((days, nth) => setProgress(doc, `t${begun[nth]}`, { percent: 100, start: time((begun[nth] ?? 0) + 2), finish: time((begun[nth] ?? 0) + 2 + days) }))
    }))
  })
  afterEach(() => browser.closeAll())
  afterAll(() => kopa?.stop())

  test('both companies see how far they are, each with its own private tasks and nobody else\'s; a number leads to its tasks by keyboard', async () => {
    const [ana, bo] = [await browser.open(world.ana, address()), await browser.open(world.bo, address())]
    await reads(figure(bo.page, 'Done'), '1 of 4')
    await reads(figure(bo.page, 'Late'), '1')
    expect(await bo.page.getByText('Price limit').count() + await bo.page.getByText('Tasks that only your company sees').count()).toBe(0)
    await reads(figure(ana.page, 'Done'), '1 of 5')
    await reads(figure(ana.page, 'Late'), '2')
    await reads(figure(ana.page, 'Due within a week'), '1')
    await reads(figure(ana.page, 'No deadline'), '1')
    await ana.page.getByText('Tasks that only your company sees are counted here for your company alone.').waitFor()
    await row(ana.page, /^Alder Homes.*1 of 3.*33%/).waitFor()
    await row(bo.page, /^Alder Homes.*1 of 2.*50%/).waitFor()
    await row(ana.page, /^To do 4, limit 2 ?2 too many/).waitFor()
    await row(bo.page, /^To do 3, limit 2 ?1 too many/).waitFor()
    await ana.page.getByRole('link', { name: '12 days: Pilot' }).press('Enter')
    await ana.page.getByRole('complementary', { name: 'Task: Pilot' }).getByText('here for 12 days').waitFor()
    await ana.page.keyboard.press('Escape')
    await ana.page.getByRole('button', { name: '1 task would end after its deadline' }).press('Enter')
    await ana.page.getByRole('menuitem', { name: 'Training' }).waitFor()
    await ana.page.keyboard.press('Escape')
    await ana.page.getByRole('region', { name: 'Workload of the next weeks' }).getByRole('button', { name: /Birch Trade.*40 h/ }).last().press('Enter')
    await ana.page.getByRole('menuitem', { name: 'Training' }).waitFor()
    await ana.page.keyboard.press('Escape')
    await ana.page.getByRole('link', { name: 'Alder Homes, Late: 2' }).press('Enter')
    await until(async () => (await ana.page.getByRole('row', { name: /^(Contract|Pilot|Training|Launch|Price limit)/ }).count()) === 2)
    await row(ana.page, /^Pilot/).waitFor()
    await ana.page.getByRole('button', { name: 'Remove the filter Not done' }).waitFor()
    await ana.page.goBack()
    await reads(figure(ana.page, 'Late'), '2')
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('figures follow what the other company writes, and the filter of the board', async () => {
    const { page, complaints } = await browser.open(world.ana, address(`?view=dashboard&company=%5B%22${world.bo.companyId}%22%5D`))
    await reads(figure(page, 'Done'), '0 of 2')
    await writeTasks(world.bo, world.boardId, [{ title: 'Opening', order: 'B1', column: done, companyId: world.bo.companyId }])
    await reads(figure(page, 'Done'), '1 of 3')
    await page.getByRole('searchbox').fill('nothing is called so')
    await page.getByRole('heading', { name: 'No task fits the filters' }).waitFor()
    await page.getByRole('region', { name: 'Dashboard' }).getByRole('button', { name: 'Show everything' }).press('Enter')
    await reads(figure(page, 'Done'), '2 of 6')
    expect(complaints).toEqual([])
  })

  test('a board without tasks says what would stand here, and leads to the first one', async () => {
    const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Empty', columns: [{ title: 'To do', stage: 'open' }] })
    const { page } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${board.id}?view=dashboard`)
    await page.getByRole('heading', { name: 'Nothing to count yet' }).waitFor()
    await page.getByRole('button', { name: 'Add the first task' }).press('Enter')
    await page.getByRole('button', { name: 'Add a task to To do' }).waitFor()
  })

  test('what a person makes and moves to what is done is in the burn-up and has a cycle time', async () => {
    const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'New', columns: [{ title: 'To do', stage: 'open' }, { title: 'Done', stage: 'done' }] })
    const { page, complaints } = await browser.open(world.ana, `${kopa.url}/w/${world.workspaceId}/b/${board.id}`)
    await page.getByRole('button', { name: 'Add a task to To do' }).press('Enter')
    await page.keyboard.type('Contract')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const views = page.getByRole('group', { name: 'View' })
    await views.getByRole('button', { name: 'Dashboard' }).press('Enter')
    await page.getByText('Burn-up and cycle time stand here once the first task is done.').waitFor()
    await views.getByRole('button', { name: 'Board', exact: true }).press('Enter')
    await page.getByRole('row', { name: /^Contract/ }).press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await views.getByRole('button', { name: 'Dashboard' }).press('Enter')
    await page.getByRole('img', { name: /: 1 of 1 tasks done\.$/ }).waitFor()
    await page.getByText('Half took at most').locator('..').getByText('0 days').waitFor()
    expect(complaints).toEqual([])
  })

  test('how the work went on is drawn and told from the times that tasks hold, and of those that hold none it is said', async () => {
    const { page, complaints } = await browser.open(world.bo, flow)
    await page.getByRole('img', { name: /: 5 of 10 tasks done\.$/ }).waitFor()
    await page.getByText('1 task is done, but nobody knows since when').waitFor()
    await page.getByText('As a table', { exact: true }).press('Enter')
    const points = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Until' }) }).getByRole('row')
    await until(async () => await points.count() === 22)
    expect([await points.nth(1).getByRole('cell').allTextContents(), await points.nth(21).getByRole('cell').allTextContents()]).toEqual([['1', '0'], ['10', '5']])
    // In order 1 1 2 3 5: the third and the fifth.
    await page.getByText('Half took at most').locator('..').getByText('2 days').waitFor()
    await page.getByText('85 of 100 took at most').locator('..').getByText('5 days').waitFor()
    await row(page, /^up to 1 ?2$/).waitFor()
    expect(complaints).toEqual([])
  })

  test.each(looks)('can be used by everybody, %s', async (name, options) => {
    const isLatvian = options.locale === 'lv-LV'
    await world.ana.people.changeMe({ language: isLatvian ? 'lv' : 'en' })
    const { page } = await browser.open(world.ana, address(), options)
    await row(page, /^Birch/).waitFor()
    await page.getByText(isLatvian ? 'Plāns beidzas' : 'The plan ends').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await takeShot(page, `dashboard-${name}`)
    await page.getByRole('heading', { name: isLatvian ? 'Tuvāko nedēļu noslodze' : 'Workload of the next weeks' }).scrollIntoViewIfNeeded()
    await takeShot(page, `dashboard-lower-${name}`)
    await page.goto(flow)
    await page.getByRole('img', { name: isLatvian ? /gatavi 5 no 10/ : /5 of 10 tasks done/ }).scrollIntoViewIfNeeded()
    await page.locator('summary').press('Enter')
    expect(await findings(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await page.locator('summary').press('Enter')
    await takeShot(page, `dashboard-flow-${name}`)
  })
})
