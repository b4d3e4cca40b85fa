import { addColumn } from '@kopa/shared/boards/column.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { moveTask, renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { describe, expect, test } from 'vitest'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, sticksOut, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { paragraph, plant, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import type { Page } from 'playwright-core'

async function makeBoard({ ana, workspaceId }: World, title: string, rest: { isPrivate?: boolean } = {}) {
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title, ...rest })
  await writeBoard(ana, boardId, doc => {
    addColumn(doc, { id: 'todo', title: 'To do', stage: 'open', limit: null, order: 'U1V' })
    addColumn(doc, { id: 'done', title: 'Finished', stage: 'done', limit: null, order: 'U2V' })
  })
  return boardId
}

async function pageWith({ ana, workspaceId }: World, title: string, blocks: Planted[]): Promise<string> {
  const { page: { id } } = await ana.pages.createPage({ workspaceId, title })
  await plant(ana, id, blocks)
  return id
}

const list = (page: Page, name: string) => page.locator(text).getByRole('region', { name })
/** The titles of a list, whether they can be changed or not. */
const titles = (page: Page, name: string): Promise<string[]> => list(page, name).locator('[data-title]').evaluateAll(fields => fields.map(field => (field instanceof HTMLInputElement ? field.value : field.textContent)))
const row = (page: Page, name: string, title: string) => list(page, name).getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: `Done: ${title}` }) })

describe.skipIf(!hasBrowser)('a list of a board in a page', () => {
  const shared = shareTwoCompanies()

  test('is put in by the slash menu; its tasks are those of the board, changed, added, moved and undone where they stand', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const boardId = await makeBoard(world, 'Launch')
    await makeBoard(world, 'Margins of ours', { isPrivate: true })
    await writeTasks(world.ana, boardId, [{ title: 'Contract', column: 'todo', order: 'U1V' }, { title: 'Venue', column: 'todo', order: 'U2V' }])
    const plan = await pageWith(world, 'Plan', [paragraph('Tasks')])
    const [{ page, complaints }, bo] = [await open(world.ana, addressOf(world, plan)), await open(world.bo, addressOf(world, plan))]
    await Promise.all([ready(page), ready(bo.page)])
    await page.locator(`${text} > p`).first().click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/board')
    await page.getByRole('option', { name: /Tasks of a board/ }).click()
    const choice = page.getByRole('region', { name: 'Of which board?' })
    await choice.getByText('1 more is only for your company').waitFor()
    expect(await choice.getByRole('button').allTextContents()).toEqual(['Launch'])
    await choice.getByRole('button', { name: 'Launch' }).click()
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
    const plan = await pageWith(world, 'Shared plan', [['liveTasks', { board: boardId, label: 'What we do', tasks: price }], paragraph('Behind it')])
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
    const plan = await pageWith(world, 'Milestones', [['liveTasks', { board: boardId, label: 'Gantt', show: 'milestones', group: 'none' }], paragraph('x')])
    await world.bo.people.changeMe({ language: 'lv' })
    const { page, complaints } = await open(world.ana, addressOf(world, plan))
    const name = 'Milestones of Gantt'
    await expect.poll(() => titles(page, name)).toEqual(['Signed'])
    await row(page, name, 'Signed').getByText('4 March 2027').waitFor()
    await row(page, name, 'Signed').getByText(/slack/).waitFor()
    const bo = await open(world.bo, addressOf(world, plan), { viewport: { width: 390, height: 844 } })
    await list(bo.page, 'Dēļa “Gantt” starpmērķi').waitFor()
    await bo.page.getByText('2027. gada 4. marts').waitFor()
    expect(await sticksOut(bo.page)).toBe(false)
    await takeShots(bo.page, 'live-milestones-lv')
    await writeBoard(world.ana, boardId, doc => { renameTask(doc, signed, 'Signed by both'); moveTask(doc, signed, 'done', 'U1V') })
    await expect.poll(() => titles(page, name)).toEqual(['Signed by both'])
    await page.emulateMedia({ media: 'print' })
    expect(await list(page, name).getByRole('textbox', { name: 'Add a milestone' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await world.ana.boards.archiveBoard({ workspaceId, boardId })
    await page.locator(`${text} .live-tasks`).getByText('The board is in the archive.').waitFor()
    await page.locator(`${text} .live-tasks`).getByRole('button', { name: 'Bring it back' }).click()
    await expect.poll(() => titles(page, name)).toEqual(['Signed by both'])
    expect([...complaints, ...bo.complaints]).toEqual([])
  })
})
