import { addColumn } from '@kopa/shared/boards/column.ts'
import { moveTask, renameTask, setCompany } from '@kopa/shared/boards/task-verbs.ts'
import { describe, expect, test } from 'vitest'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { hasBrowser } from '../support/browser.ts'
import { findings, takeShots } from '../support/looks.ts'
import { addressOf, ready, saved, text } from '../support/page-window.ts'
import { newPage, paragraph, type Planted } from '../support/plant.ts'
import { shareTwoCompanies } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import type { Page } from 'playwright-core'

const columns = [{ title: 'To do', stage: 'open' as const }, { title: 'Finished', stage: 'done' as const }]
const chip = (page: Page, label: string) => page.locator(`${text} .mention[data-label="${label}"]`)
const mention = (board: string, id: string, label: string): Planted => ['mention', { kind: 'task', id, label, board }]

async function makeBoard({ ana, workspaceId }: World, title: string, rest: { isPrivate?: boolean } = {}): Promise<{ boardId: string, todo: string, done: string }> {
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title, ...rest })
  const [todo, done] = [crypto.randomUUID(), crypto.randomUUID()]
  await writeBoard(ana, boardId, doc => columns.forEach((column, index) => addColumn(doc, { ...column, id: index === 0 ? todo : done, limit: null, order: `U${index}V` })))
  return { boardId, todo, done }
}

/** The files of boards' code that a window has asked for. */
function boardCodeIn(page: Page): string[] {
  const asked: string[] = []
  page.on('request', request => { if (/\/assets\/(board|LiveBoard|BoardRoute)[\w-]*\.js/.test(request.url())) asked.push(request.url()) })
  return asked
}

describe.skipIf(!hasBrowser)('tasks that a page names', () => {
  const shared = shareTwoCompanies()

  test('are told as the board has them now, and change with it while the page is open', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { boardId, todo, done } = await makeBoard(world, 'Launch')
    const [pilot = ''] = await writeTasks(world.ana, boardId, [{ title: 'Pilot in Riga', column: todo, deadline: { day: '2020-03-05' }, for: world.bo }])
    const page = await newPage(world.ana, workspaceId, 'Notes', [['paragraph', {}, 'First ', mention(boardId, pilot, 'An old name'), ' and then']])
    await world.bo.people.changeMe({ language: 'lv' })
    const [ana, bo] = [await open(world.ana, addressOf(world, page)), await open(world.bo, addressOf(world, page))]
    await Promise.all([chip(ana.page, 'Pilot in Riga').waitFor(), chip(bo.page, 'Pilot in Riga').waitFor()])
    expect(await chip(ana.page, 'Pilot in Riga').getAttribute('aria-label')).toMatch(new RegExp(`^Pilot in Riga, To do, .*days late, ${world.bo.name}$`))
    expect(await chip(bo.page, 'Pilot in Riga').getAttribute('aria-label')).toMatch(/, To do, kavējas|, To do, .*dien/)
    await takeShots(ana.page, 'task-chip')
    await writeBoard(world.bo, boardId, doc => {
      renameTask(doc, pilot, 'Pilot in Liepāja')
      moveTask(doc, pilot, done, 'U1V')
      setCompany(doc, pilot, world.bo.companyId)
    })
    await chip(ana.page, 'Pilot in Liepāja').waitFor()
    expect(await chip(ana.page, 'Pilot in Liepāja').getAttribute('data-stage')).toBe('done')
    expect(await chip(ana.page, 'Pilot in Liepāja').getAttribute('aria-label')).toContain(', Finished, ')
    expect(await chip(ana.page, 'Pilot in Liepāja').getAttribute('aria-label')).toMatch(/Finished, .*, .+, .+/)
    await chip(bo.page, 'Pilot in Liepāja').waitFor()
    await takeShots(bo.page, 'task-chip-lv')
    expect(await findings(ana.page, text)).toEqual([])
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('open beside the page, by pointer and by keys; what is changed there is said in the page, and undone there', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { boardId, todo } = await makeBoard(world, 'Plan')
    const [offer = ''] = await writeTasks(world.ana, boardId, [{ title: 'Offer', column: todo }])
    const notes = await newPage(world.ana, workspaceId, 'Minutes', [['paragraph', {}, 'See ', mention(boardId, offer, 'Offer')]])
    const { page, complaints } = await open(world.ana, addressOf(world, notes))
    await ready(page)
    await page.locator(`${text} .mention[data-stage]`).click()
    await page.waitForURL(`**/p/${notes}?task=${boardId}.${offer}`)
    const panel = page.getByRole('complementary', { name: 'Task: Offer' })
    await panel.waitFor()
    await panel.getByRole('textbox', { name: 'Title of the task' }).fill('Offer for both')
    await chip(page, 'Offer for both').waitFor()
    await saved(page, 'saved')
    await takeShots(page, 'task-beside')
    await page.keyboard.press('Control+z')
    await chip(page, 'Offer').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.locator(`${text} > p`).first().click({ position: { x: 4, y: 8 } })
    await page.keyboard.press('Home')
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight')
    await page.locator('.mention.ProseMirror-selectednode').waitFor()
    await page.keyboard.press('Enter')
    await panel.waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await page.evaluate(field => document.activeElement?.matches(field), text)).toBe(true)
    expect(complaints).toEqual([])
  })

  test('on a phone the task lies over the page, and Back closes it', async () => {
    const { world, open } = shared
    const { boardId, todo } = await makeBoard(world, 'Phone')
    const [call = ''] = await writeTasks(world.ana, boardId, [{ title: 'Call', column: todo }])
    const notes = await newPage(world.ana, world.workspaceId, 'On the way', [['paragraph', {}, mention(boardId, call, 'Call')]])
    const { page, complaints } = await open(world.ana, addressOf(world, notes), { viewport: { width: 390, height: 844 }, hasTouch: true })
    await page.locator(`${text} .mention[data-stage]`).tap()
    const panel = page.getByRole('dialog', { name: 'Task: Call' })
    await panel.waitFor()
    expect(await findings(page, '[role=dialog]')).toEqual([])
    await page.goBack()
    await panel.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('show whoever may not see them what stands in the page, and nothing else', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { boardId, todo } = await makeBoard(world, 'Ours', { isPrivate: true })
    const [price = ''] = await writeTasks(world.ana, boardId, [{ title: 'Lowest price 4200', column: todo }])
    const notes = await newPage(world.ana, workspaceId, 'Shared notes', [['paragraph', {}, mention(boardId, price, 'The offer')]])
    const bo = await open(world.bo, 'about:blank')
    const wire: string[] = []
    bo.page.on('websocket', socket => {
      wire.push(socket.url())
      socket.on('framereceived', ({ payload }) => wire.push(payload.toString('latin1')))
    })
    bo.page.on('response', response => { void response.text().then(body => wire.push(body), () => undefined) })
    await bo.page.goto(`${addressOf(world, notes)}?task=${boardId}.${price}`)
    await ready(bo.page)
    const ana = await open(world.ana, addressOf(world, notes))
    await chip(ana.page, 'Lowest price 4200').waitFor()
    await chip(bo.page, 'The offer').waitFor()
    expect(await chip(bo.page, 'The offer').getAttribute('href')).toBeNull()
    expect(await chip(bo.page, 'The offer').getAttribute('data-stage')).toBeNull()
    expect(await bo.page.getByRole('complementary', { name: /Task/ }).count()).toBe(0)
    expect(wire.join('')).not.toContain('4200')
    expect(wire.filter(address => address.includes(`/sync/${boardId}`))).toEqual([])
    expect([...ana.complaints, ...bo.complaints]).toEqual([])
  })

  test('bring the code of boards along; a page without any does without it', async () => {
    const { world, open } = shared
    const { workspaceId } = world
    const { boardId, todo } = await makeBoard(world, 'Code')
    const [task = ''] = await writeTasks(world.ana, boardId, [{ title: 'Compile', column: todo }])
    const [plain, naming] = [await newPage(world.ana, workspaceId, 'Plain', [paragraph('Words only')]), await newPage(world.ana, workspaceId, 'Naming', [['paragraph', {}, mention(boardId, task, 'Compile')]])]
    const { page } = await open(world.ana, 'about:blank')
    await page.route('**/sw.js', route => route.abort())
    const asked = boardCodeIn(page)
    await page.goto(addressOf(world, plain))
    await ready(page)
    await page.getByRole('region', { name: 'Boards' }).getByRole('link', { name: 'Code' }).waitFor()
    expect(asked).toEqual([])
    await page.goto(addressOf(world, naming))
    await page.locator(`${text} .mention[data-stage]`).waitFor()
    expect(asked.length).toBeGreaterThan(0)
  })
})
