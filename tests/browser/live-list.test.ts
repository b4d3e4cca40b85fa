import { addColumn } from '@kopa/shared/boards/column.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { moveTask, renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { describe, expect, test } from 'vitest'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import { colleague, type World } from '../support/world.ts'
import type { Page } from 'playwright-core'

async function makeBoard({ ana, workspaceId }: World, title: string, rest: { isPrivate?: boolean } = {}) {
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title, ...rest })
  await writeBoard(ana, boardId, doc => {
    addColumn(doc, { id: 'todo', title: 'To do', stage: 'open', limit: null, order: 'U1V' })
    addColumn(doc, { id: 'done', title: 'Finished', stage: 'done', limit: null, order: 'U2V' })
  })
  return boardId
}

const list = (page: Page, name: string) => page.locator(text).getByRole('region', { name })
/** The titles of a list, whether they can be changed or not. */
const titles = (page: Page, name: string): Promise<string[]> => list(page, name).locator('[data-title]').evaluateAll(fields => fields.map(field => (field instanceof HTMLInputElement ? field.value : field.textContent)))
const row = (page: Page, name: string, title: string) => list(page, name).getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: `Done: ${title}` }) })

/** A list of the board "Launch", below the first line. */
async function putIn(page: Page): Promise<void> {
  await page.locator(`${text} > p`).first().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/board')
  await page.getByRole('option', { name: /Tasks of a board/ }).click()
  const choice = page.getByRole('region', { name: 'Of which board?' })
  await choice.getByText('1 more is only for your company').waitFor()
  expect(await choice.getByRole('button').allTextContents()).toEqual(['Launch'])
  await choice.getByRole('button', { name: 'Launch' }).click()
}

/** With the first two lines selected. */
async function makeTasks(page: Page) {
  await page.locator(`${text} li`).first().getByText('Send the offer', { exact: true }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+End')
  await page.getByRole('button', { name: 'Make tasks of these lines' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make tasks of these lines' })
  await dialog.getByRole('combobox', { name: 'Board' }).selectOption({ label: 'From lines' })
  return dialog
}

describe.skipIf(!hasBrowser)('a list of a board in a page', () => {
  const shared = shareTwoCompanies()

  test('is put in by the slash menu; its tasks are those of the board, changed, added, moved and undone where they stand', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const boardId = await makeBoard(world, 'Launch')
    await makeBoard(world, 'Margins of ours', { isPrivate: true })
    await writeTasks(world.ana, boardId, [{ title: 'Contract', column: 'todo', order: 'U1V' }, { title: 'Venue', column: 'todo', order: 'U2V' }])
    const plan = await newPage(world.ana, world.workspaceId, 'Plan', [paragraph('Tasks')])
    const [{ page, complaints }, bo] = [await open(world.ana, addressOf(world, plan)), await open(world.bo, addressOf(world, plan))]
    await Promise.all([ready(page), ready(bo.page)])
    await putIn(page)
    const name = 'Tasks of Launch'
    await Promise.all([list(page, name).waitFor(), list(bo.page, name).waitFor()])
    await expect.poll(() => titles(page, name)).toEqual(['Contract', 'Venue'])
    await list(page, name).getByRole('textbox', { name: 'Add a task' }).fill('Invite press')
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(bo.page, name)).toEqual(['Contract', 'Venue', 'Invite press'])
    await row(page, name, 'Venue').getByRole('textbox', { name: 'Title of the task' }).fill('Venue in Riga')
    await expect.poll(() => titles(bo.page, name)).toEqual(['Contract', 'Venue in Riga', 'Invite press'])
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => titles(bo.page, name)).toEqual(['Venue in Riga', 'Contract', 'Invite press'])
    await row(page, name, 'Contract').getByRole('checkbox').click()
    await expect.poll(() => titles(bo.page, name)).toEqual(['Venue in Riga', 'Invite press', 'Contract'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => titles(bo.page, name)).toEqual(['Venue in Riga', 'Contract', 'Invite press'])
    await row(page, name, 'Contract').getByRole('button', { name: 'Change: Responsible company' }).click()
    await page.getByRole('dialog').getByRole('option', { name: /Birch|Alder/ }).first().click()
    await row(bo.page, name, 'Contract').getByRole('button', { name: 'Change: Responsible company' }).filter({ hasText: /Birch|Alder/ }).waitFor()
    await row(page, name, 'Contract').getByRole('textbox', { name: 'Title of the task' }).press('Enter')
    await page.getByRole('complementary', { name: 'Task: Contract' }).waitFor()
    await page.keyboard.press('Escape')
    await saved(page, 'saved')
    await takeShots(page, 'live-list')
    expect(await findings(page, `${text} .live-tasks`)).toEqual([])
    const { page: { title } } = await world.bo.pages.getPage({ workspaceId, pageId: plan })
    expect(title).toBe('Plan')
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('tells nothing of its tasks to whoever may not see the board: neither in the page, nor in what is sent', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const boardId = await makeBoard(world, 'Ours alone', { isPrivate: true })
    const [price = ''] = await writeTasks(world.ana, boardId, [{ title: 'Lowest price 4200', column: 'todo' }])
    const plan = await newPage(world.ana, world.workspaceId, 'Shared plan', [['liveTasks', { board: boardId, label: 'What we do', tasks: price }], paragraph('Behind it')])
    const bo = await open(world.bo, 'about:blank')
    const wire: string[] = []
    bo.page.on('websocket', socket => {
      wire.push(socket.url())
      socket.on('framereceived', ({ payload }) => wire.push(payload.toString('latin1')))
    })
    bo.page.on('response', response => { void response.text().then(body => wire.push(body), () => undefined) })
    await bo.page.goto(addressOf(world, plan))
    await ready(bo.page)
    const there = bo.page.locator(`${text} .live-tasks`)
    await there.getByText('There is no such board for you.').waitFor()
    expect(await there.textContent()).toBe('What we doThere is no such board for you.')
    const ana = await open(world.ana, addressOf(world, plan))
    await expect.poll(() => titles(ana.page, 'Tasks of Ours alone')).toEqual(['Lowest price 4200'])
    expect(wire.join('')).not.toContain('4200')
    expect(wire.join('')).not.toContain('Ours alone')
    expect(wire.filter(address => address.includes(`/sync/${boardId}`))).toEqual([])
    await expect.poll(async () => (await world.bo.pages.getPage({ workspaceId, pageId: plan })).text).toBe('What we do\nBehind it')
    await bo.page.locator(`${text} > p`).last().click()
    await bo.page.keyboard.press('End')
    await bo.page.keyboard.type(', written')
    await ana.page.locator(text).getByText('Behind it, written').waitFor()
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('shows milestones with dates and slack, says when its board is in the archive, and is for a viewer to read', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const boardId = await makeBoard(world, 'Gantt')
    const [signed = ''] = await writeTasks(world.ana, boardId, [
      { title: 'Signed', column: 'todo', order: 'U1V', plan: { ...freshPlan, duration: 0, constraint: 'SNET', constraintAt: '2027-03-04T17:00' } },
      { title: 'Work', column: 'todo', order: 'U2V', plan: { ...freshPlan, duration: 4800, constraint: 'SNET', constraintAt: '2027-03-01T08:00' } },
    ])
    const plan = await newPage(world.ana, world.workspaceId, 'Milestones', [['liveTasks', { board: boardId, label: 'Gantt', show: 'milestones', group: 'none' }], paragraph('x')])
    await world.bo.people.changeMe({ language: 'lv' })
    const { page, complaints } = await open(world.ana, addressOf(world, plan))
    const name = 'Milestones of Gantt'
    await expect.poll(() => titles(page, name)).toEqual(['Signed'])
    await row(page, name, 'Signed').getByText('4 March 2027').waitFor()
    await row(page, name, 'Signed').getByText(/slack/).waitFor()
    const bo = await open(world.bo, addressOf(world, plan), { viewport: { width: 390, height: 844 } })
    await list(bo.page, 'Dēļa „Gantt” starpmērķi').waitFor()
    await bo.page.getByText('2027. gada 4. marts').waitFor()
    expect(await sticksOut(bo.page)).toBe(false)
    await takeShots(bo.page, 'live-milestones-lv')
    await world.bo.people.changeMe({ language: 'en' })
    await writeBoard(world.ana, boardId, doc => { renameTask(doc, signed, 'Signed by both'); moveTask(doc, signed, 'done', 'U1V') })
    await expect.poll(() => titles(page, name)).toEqual(['Signed by both'])
    const eva = await open(await colleague(world.ana, workspaceId, 'Eva', 'viewer'), addressOf(world, plan))
    await expect.poll(() => titles(eva.page, name)).toEqual(['Signed by both'])
    expect(await row(eva.page, name, 'Signed by both').getByRole('checkbox').isDisabled()).toBe(true)
    expect(await list(eva.page, name).getByRole('textbox').count()).toBe(0)
    await page.emulateMedia({ media: 'print' })
    expect(await list(page, name).getByRole('textbox', { name: 'Add a milestone' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await world.ana.boards.archiveBoard({ workspaceId, boardId })
    await page.locator(`${text} .live-tasks`).getByText('The board is in the archive.').waitFor()
    await page.locator(`${text} .live-tasks`).getByRole('button', { name: 'Bring it back' }).click()
    await expect.poll(() => titles(page, name)).toEqual(['Signed by both'])
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('what pages name is not removed or archived before it is said which pages, and comes back', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const boardId = await makeBoard(world, 'Named board')
    const [pilot = ''] = await writeTasks(world.ana, boardId, [{ title: 'Pilot', column: 'todo', order: 'U1V' }, { title: 'Unnamed', column: 'todo', order: 'U2V' }])
    await newPage(world.ana, workspaceId, 'Meeting notes', [['liveTasks', { board: boardId, label: 'Named board', tasks: pilot }]])
    await expect.poll(async () => (await world.bo.boards.listPagesNamingBoard({ workspaceId, boardId })).pages.map(({ title }) => title), { timeout: 30_000 }).toEqual(['Meeting notes'])
    const { page, complaints } = await open(world.ana, 'about:blank')
    await Promise.all([page.waitForResponse(/naming-pages/), page.goto(`${world.url}/w/${workspaceId}/b/${boardId}`)])
    const card = (title: string) => page.getByRole('row', { name: new RegExp(`^${title}`) })
    await card('Pilot').focus()
    await page.keyboard.press('Delete')
    const dialog = page.getByRole('dialog', { name: 'Remove “Pilot”?' })
    await dialog.getByRole('list', { name: 'Named in' }).getByText('Meeting notes').waitFor()
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShots(page, 'named-removal')
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await card('Pilot').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await card('Pilot').waitFor()
    await card('Unnamed').focus()
    await page.keyboard.press('Delete')
    await card('Unnamed').waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'Boards' }).getByRole('link', { name: 'Named board' }).focus()
    await page.keyboard.press('Delete')
    const archiving = page.getByRole('dialog', { name: 'Put “Named board” into the archive?' })
    await archiving.getByText('Meeting notes').waitFor()
    await archiving.getByRole('button', { name: 'Archive' }).click()
    await page.getByText('“Named board” is in the archive.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('region', { name: 'Boards' }).getByRole('link', { name: 'Named board' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('is made of lines of the page, with what was ticked off done, and then holds these and what is added in it', async () => {
    const { world, open } = shared
    const boardId = await makeBoard(world, 'From lines')
    const item = (words: string, checked: boolean): Planted => ['taskItem', { checked, id: crypto.randomUUID() }, ['paragraph', { id: crypto.randomUUID() }, words]]
    const notes = await newPage(world.ana, world.workspaceId, 'Agenda', [['taskList', {}, item('Send the offer', false), item('Call Riga', true)], paragraph('Afterwards')])
    const [{ page, complaints }, bo] = [await open(world.ana, addressOf(world, notes)), await open(world.bo, addressOf(world, notes))]
    await Promise.all([ready(page), ready(bo.page)])
    const dialog = await makeTasks(page)
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await takeShots(page, 'lines-to-tasks')
    await dialog.getByRole('button', { name: 'Make 2 tasks' }).click()
    await expect.poll(() => titles(bo.page, 'Tasks of From lines')).toEqual(['Send the offer', 'Call Riga'])
    expect(await row(bo.page, 'Tasks of From lines', 'Call Riga').getByRole('checkbox').isChecked()).toBe(true)
    expect(await page.locator(`${text} ul[data-type='taskList']`).count()).toBe(0)
    await list(page, 'Tasks of From lines').getByRole('textbox', { name: 'Add a task' }).fill('And one more')
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(bo.page, 'Tasks of From lines')).toEqual(['Send the offer', 'And one more', 'Call Riga'])
    await writeTasks(world.bo, boardId, [{ title: 'Elsewhere', column: 'todo', order: 'U9V' }])
    await expect.poll(() => titles(page, 'Tasks of From lines')).toEqual(['Send the offer', 'And one more', 'Call Riga'])
    expect([...complaints, ...bo.complaints]).toEqual([])
  })

  test('or each line names the task that was made of it; undo gives the lines back', async () => {
    const { world, open } = shared
    await makeBoard(world, 'From lines')
    const line = (words: string): Planted => ['listItem', {}, ['paragraph', { id: crypto.randomUUID() }, words]]
    const notes = await newPage(world.ana, world.workspaceId, 'Second agenda', [['bulletList', {}, line('Send the offer'), line('Rent a room')]])
    const { page, complaints } = await open(world.ana, addressOf(world, notes))
    await ready(page)
    const dialog = await makeTasks(page)
    await dialog.getByRole('radio', { name: 'Each task in its line' }).check({ force: true })
    await dialog.getByRole('button', { name: 'Make 2 tasks' }).click()
    const chip = page.locator(`${text} li .mention[data-stage='open']`)
    await expect.poll(() => chip.evaluateAll(chips => chips.map(one => one.getAttribute('data-label')))).toEqual(['Send the offer', 'Rent a room'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator(`${text} li`).allTextContents()).toEqual(['Send the offer', 'Rent a room'])
    await saved(page, 'saved')
    expect(await page.locator(`${text} .mention`).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
