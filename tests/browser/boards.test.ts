import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { putLabel } from '@kopa/shared/boards/label.ts'
import { addTask, type NewTask, setTaskPage } from '@kopa/shared/boards/task-verbs.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, takeShots } from '../support/looks.ts'
import { openPage } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import type { World } from '../support/world.ts'

const card = (page: Page, title: string): Locator => page.getByRole('row', { name: new RegExp(`^${title}`) })
const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const cardsIn = (page: Page, name: string): Promise<(string | null)[]> =>
  column(page, name).getByRole('row').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')?.split(',')[0] ?? null))
const columnIs = (page: Page, name: string, wanted: string[]) => until(async () => JSON.stringify(await cardsIn(page, name)) === JSON.stringify(wanted))
const hasFocus = (locator: Locator) => until(() => locator.evaluate(element => element === document.activeElement))

/** One more than there may be: a task of Ana's company, a part of it of Bo's, due at an hour, and one of nobody. */
const threeInDoing = (world: World, boardId: string) => writeBoard(world.ana, boardId, doc => {
  const column = columnsOf(doc).find(({ title }) => title === 'Doing')?.id ?? ''
  const add = (id: string, rest: Partial<NewTask>): void => addTask(doc, { id, title: id, column, order: rest.rank ?? '', rank: '', ...rest }, { userId: world.ana.userId, at: 0 })
  const labels = ['Marketing and sales', 'Waiting for the printer'].map((name, color) => { putLabel(doc, { id: name, name, color }); return name })
  add('Whole', { rank: 'A1', companyId: world.ana.companyId, labels })
  add('Part', { rank: 'B1', companyId: world.bo.companyId, parent: 'Whole', deadline: { instant: '2027-09-29T13:30:00Z' } })
  add('Other', { rank: 'C1' })
})

describe.skipIf(!hasBrowser)('a board of two companies', () => {
  const there = shareTwoCompanies()

  /** A board with three columns and the tasks One, Two and Three in the first, made by Ana in her browser. */
  async function open(options: Parameters<typeof there.open>[2] = {}) {
    const { board } = await there.world.ana.boards.createBoard({
      workspaceId: there.world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }, { title: 'Doing', stage: 'active', limit: 2 }, { title: 'Done', stage: 'done' }],
    })
    const address = `${there.url}/w/${there.world.workspaceId}/b/${board.id}`
    const ana = await there.open(there.world.ana, address, options)
    await ana.page.getByRole('button', { name: 'Add a task to To do' }).click()
    for (const title of ['One', 'Two', 'Three']) {
      await ana.page.keyboard.type(title)
      await ana.page.keyboard.press('Enter')
    }
    await ana.page.keyboard.press('Escape')
    await columnIs(ana.page, 'To do', ['One', 'Two', 'Three'])
    return { ...ana, address, boardId: board.id }
  }

  test('a task that comes again is made by keyboard; when it is done, the next one stands where work begins, for both; a key copies a task', async () => {
    const ana = await open()
    const bo = await there.open(there.world.bo, ana.address)
    await card(ana.page, 'One').focus()
    await ana.page.keyboard.press('r')
    await ana.page.getByRole('option', { name: /^Every week: / }).click()
    await card(ana.page, 'One').focus()
    await ana.page.keyboard.press('Alt+ArrowRight')
    await columnIs(ana.page, 'Doing', ['One'])
    await ana.page.keyboard.press('Alt+ArrowRight')
    await columnIs(bo.page, 'Done', ['One'])
    await columnIs(bo.page, 'To do', ['Two', 'Three', 'One'])
    expect(await column(bo.page, 'To do').getByRole('row').last().getAttribute('aria-label')).toContain('comes again')
    await ana.page.keyboard.press('Control+z')
    await columnIs(bo.page, 'Doing', ['One'])
    await columnIs(bo.page, 'To do', ['Two', 'Three'])
    await card(ana.page, 'Two').focus()
    await ana.page.keyboard.press('Control+d')
    await columnIs(bo.page, 'To do', ['Two', 'Two (copy)', 'Three'])
    await hasFocus(ana.page.getByRole('row', { name: /^Two \(copy\)/ }))
    await ana.page.keyboard.press('Control+z')
    await columnIs(bo.page, 'To do', ['Two', 'Three'])
    // A description that is nowhere to be had stays behind, and stops none of the others.
    const reader = openPage(there.world.bo, ana.boardId)
    await reader.synced
    const task = (title: string) => [...liveTasksOf(reader.doc).values()].find(found => found.title === title)
    const [two, three] = [task('Two')?.id ?? '', task('Three')?.id ?? '']
    const { pageId } = await there.world.ana.boards.openTaskPage({ workspaceId: there.world.workspaceId, boardId: ana.boardId, taskId: three })
    await writeBoard(there.world.ana, ana.boardId, doc => { setTaskPage(doc, two, crypto.randomUUID()); setTaskPage(doc, three, pageId) })
    await card(ana.page, 'Two').press('Shift+ArrowDown')
    await ana.page.getByText('2 selected').waitFor()
    await ana.page.keyboard.press('Control+d')
    await ana.page.getByText('1 description was not copied.').waitFor()
    await until(() => typeof task('Three (copy)')?.pageId === 'string')
    expect([task('Two (copy)')?.pageId, task('Three (copy)')?.pageId === pageId]).toEqual([null, false])
    reader.leave()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('one drags a card, the other sees it move; undo takes back the own move only', async () => {
    const ana = await open()
    const bo = await there.open(there.world.bo, ana.address)
    await columnIs(bo.page, 'To do', ['One', 'Two', 'Three'])
    await card(ana.page, 'Two').dragTo(column(ana.page, 'Doing'))
    await columnIs(bo.page, 'Doing', ['Two'])
    await card(bo.page, 'One').focus()
    await bo.page.keyboard.press('Alt+ArrowRight')
    await columnIs(ana.page, 'Doing', ['One', 'Two'])
    await ana.page.keyboard.press('Control+z')
    await ana.page.getByText('Undone: “Two” moved').waitFor()
    await columnIs(bo.page, 'To do', ['Two', 'Three'])
    expect(await cardsIn(bo.page, 'Doing')).toEqual(['One'])
    await until(() => card(ana.page, 'One').evaluate(element => element.getAttribute('aria-label')?.includes('here: Bo Birk') ?? false))
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('by keyboard alone: lift, carry, put back, drop, select, move many, remove, undo; the focus goes along', async () => {
    const { page, complaints } = await open()
    await card(page, 'One').focus()
    await page.keyboard.press('ArrowDown')
    await hasFocus(card(page, 'Two'))
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await columnIs(page, 'Doing', ['Two'])
    await page.keyboard.press('Escape')
    await columnIs(page, 'To do', ['One', 'Two', 'Three'])
    await hasFocus(card(page, 'Two'))
    await page.keyboard.press('Space')
    await page.getByRole('status').filter({ hasText: 'Two lifted' }).waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await page.getByRole('status').filter({ hasText: 'Two is now in Doing, 1 of 1.' }).waitFor({ state: 'attached' })
    await hasFocus(card(page, 'Two'))
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('m')
    await page.getByRole('combobox', { name: 'Move to' }).waitFor()
    await page.keyboard.type('Doing')
    await page.keyboard.press('Enter')
    await columnIs(page, 'Doing', ['One', 'Three', 'Two'])
    await column(page, 'Doing').getByText('1 over the limit of 2').waitFor()
    await page.keyboard.press('Control+z')
    await columnIs(page, 'To do', ['One', 'Three'])
    await card(page, 'Two').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    await columnIs(page, 'Doing', [])
    await page.keyboard.press('Control+z')
    await columnIs(page, 'Doing', ['Two'])
    expect(complaints).toEqual([])
  })

  test('a task is written in natural words, and opened at an address of its own', async () => {
    const { page, address, complaints } = await open()
    await card(page, 'One').focus()
    await page.keyboard.press('n')
    await page.keyboard.type('Draft contract rīt @Bo @Birch #legal !high')
    await page.getByRole('list', { name: 'Understood' }).getByText('Bo Birk').waitFor()
    await page.getByRole('status').filter({ hasText: /^Understood: tomorrow, .*; Bo Birk; Birch Trade; legal.*; High$/ }).waitFor({ state: 'attached' })
    await page.keyboard.press('Backspace')
    await until(async () => await page.getByRole('list', { name: 'Understood' }).getByText('High').count() === 0)
    await page.keyboard.type('!high')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const draft = card(page, 'Draft contract')
    await until(async () => /Birch Trade, assigned to Bo Birk, due tomorrow, legal/.test(await draft.getAttribute('aria-label') ?? ''))
    await draft.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\?task=/)
    const link = page.url()
    expect(link.startsWith(address)).toBe(true)
    const panel = page.getByRole('complementary', { name: /^Task: Draft contract/ })
    await panel.getByRole('textbox', { name: 'Add a step' }).fill('Ask a lawyer')
    await page.keyboard.press('Enter')
    await panel.getByRole('checkbox', { name: 'Ask a lawyer' }).check()
    await panel.getByRole('button', { name: 'Write a description' }).click()
    // At once, long before there is a page to write in.
    await page.keyboard.type('Both sides agreed.')
    const bo = await there.open(there.world.bo, link)
    const his = bo.page.getByRole('complementary', { name: /^Task: Draft contract/ })
    await his.getByText('1 of 1').waitFor()
    await his.getByText('Both sides agreed.').waitFor()
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('how long a task takes is typed with it and seen before it is made; Backspace makes it words again', async () => {
    const { page, complaints } = await open()
    await card(page, 'One').focus()
    await page.keyboard.press('n')
    await page.keyboard.type('Workshop rīt 3d')
    const understood = page.getByRole('list', { name: 'Understood' })
    await understood.getByText('takes 3 days').waitFor()
    await understood.getByText(/^begins tomorrow/).waitFor()
    await takeShots(page, 'quick-add-length')
    await page.keyboard.press('Backspace')
    await until(async () => await understood.getByText('takes 3 days').count() === 0)
    await page.keyboard.press('Enter')
    await page.keyboard.type('Retreat rīt uz 3 dienām')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await card(page, 'Workshop 3d').waitFor()
    await card(page, 'Retreat').focus()
    await page.keyboard.press('Enter')
    await until(async () => await page.getByRole('complementary', { name: /^Task: Retreat/ }).getByRole('textbox', { name: 'Duration' }).inputValue() === '3 d')
    expect(complaints).toEqual([])
  })

  test('on a phone: a long press carries a card, and the board can be used by everybody', async () => {
    const { page, complaints } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' })
    const touch = await page.context().newCDPSession(page)
    const from = await card(page, 'One').boundingBox()
    const below = await card(page, 'Three').boundingBox()
    if (!from || !below) throw new Error('no cards')
    const at = (box: { x: number, y: number, height: number }, part: number) => [{ x: box.x + 60, y: box.y + box.height * part }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from, 0.5) })
    await page.waitForSelector('[data-dragged]')
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(below, 0.4) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(below, 0.9) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await columnIs(page, 'To do', ['Two', 'Three', 'One'])
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await card(page, 'Two').tap()
    await page.getByRole('dialog', { name: 'Task: Two' }).waitFor()
    expect(await findings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('menus, pickers and the help can be used by everybody', async () => {
    const { page, complaints } = await open()
    await card(page, 'One').focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Move to…' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const [key, label] of [['a', 'Assign to'], ['d', 'Deadline']] as const) {
      await card(page, 'One').focus()
      await page.keyboard.press(key)
      await page.getByRole('dialog', { name: label }).waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await card(page, 'One').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    expect(await findings(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('after a reload every card is there, in columns and in lanes', async () => {
    const { page, address } = await open()
    await page.goto(address)
    await columnIs(page, 'To do', ['One', 'Two', 'Three'])
    await page.goto(`${address}?by=priority`)
    await until(async () => await page.getByRole('grid', { name: 'No priority, To do' }).getByRole('row').count() === 3)
  })

  test('of two thousand cards only those in sight are in the document, and the keyboard reaches the last', async () => {
    const { page, address } = await open()
    const titles = Array.from({ length: 2_000 }, (_, n) => `Card ${n}`)
    await writeTasks(there.world.ana, address.slice(-36), titles.map((title, n) => ({ title, order: `V${String(n).padStart(5, '0')}1` })))
    const grid = page.getByRole('grid', { name: 'To do' })
    await until(async () => await grid.getAttribute('aria-rowcount') === '2003')
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
    await card(page, 'One').focus()
    await page.keyboard.press('End')
    await hasFocus(card(page, 'Card 1999'))
    await page.keyboard.press('ArrowUp')
    await hasFocus(card(page, 'Card 1998'))
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
  })

  test('the list, in lanes, and a task beside it can be used by everybody', async () => {
    const { page, address, complaints } = await open()
    await threeInDoing(there.world, address.slice(-36))
    await columnIs(page, 'Doing', ['Whole', 'Part', 'Other'])
    await card(page, 'Part').getByTitle('Subtask of “Whole”').waitFor()
    await takeShots(page, 'subtask')
    await page.goto(`${page.url()}?view=list&by=company`)
    // The limit is one of the column, not of its lanes.
    await expect.poll(() => page.getByRole('rowheader').getByText('1 task · 3 / 2 in the whole column · over the limit').count()).toBe(3)
    await page.getByRole('row', { name: /^Part, subtask of Whole, / }).getByTitle('Subtask of “Whole”').waitFor()
    await takeShots(page, 'list-lanes')
    await page.setViewportSize({ width: 390, height: 844 })
    // Nothing of when it is due is cut off.
    const due = page.getByRole('row', { name: /^Part/ }).locator('[data-due], [data-due] > span')
    const isCut = () => due.evaluateAll(parts => parts.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))
    expect(await isCut()).toEqual([false, false])
    await page.setViewportSize({ width: 1440, height: 800 })
    expect(await isCut()).toEqual([false, false])
    // Keys work on what the mouse has ticked.
    await card(page, 'One').getByRole('checkbox').click()
    await page.keyboard.press('d')
    await page.getByRole('dialog', { name: 'Deadline' }).getByRole('button', { name: 'Tomorrow' }).press('Enter')
    await card(page, 'One').locator('[data-due]').waitFor()
    await card(page, 'One').getByText('One').click()
    await page.getByRole('complementary', { name: 'Task: One' }).waitFor()
    // Titles have the room, and columns are in line.
    expect(await card(page, 'Whole').locator('[role="gridcell"]').first().evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(220)
    expect(await isCut()).toEqual([false, false])
    const edges = await page.locator('[data-card] [data-kind="deadline"]').evaluateAll(cells => cells.map(cell => Math.round(cell.getBoundingClientRect().left)))
    expect(new Set(edges).size).toBe(1)
    await takeShots(page, 'list-panel')
    expect(await findings(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
