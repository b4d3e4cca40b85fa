import { beforeAll, expect, test } from 'vitest'
import { addPassage } from '@kopa/shared/pages/passages.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage } from '../support/page-client.ts'
import { plant, type Planted } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { allFolded } from '../support/told.ts'
import { colleague, refusalOf, twoCompanies, type Person } from '../support/world.ts'

/** Where something is named: only what the reader may see, counts included. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const naming = (attributes: Record<string, unknown>): Planted => ['paragraph', {}, 'See ', ['mention', attributes]]
const toPage = (id: string): Planted => naming({ kind: 'page', id, label: 'Terms' })

test('a page lists the pages that name it, to each reader those they may see', async () => {
  const world = await twoCompanies(app.url)
  const { ana, bo, workspaceId } = world
  const made = async (person: Person, title: string, isPrivate = false) => (await person.pages.createPage({ workspaceId, title, isPrivate })).page.id
  const [terms, plan, ours, his, both] = [await made(ana, 'Terms'), await made(ana, 'Plan'), await made(ana, 'Ours alone', true), await made(bo, 'His alone', true), await made(bo, 'Of both')]
  await plant(ana, plan, [toPage(terms), toPage(terms)])
  await plant(ana, ours, [toPage(terms)])
  await plant(bo, his, [toPage(terms)])
  await plant(ana, terms, [toPage(terms)])
  const { documentId: side } = await ana.pages.openPageSide({ workspaceId, pageId: both })
  const writer = openPage(ana, side ?? '')
  await writer.synced
  addPassage(writer.doc, { id: crypto.randomUUID(), place: { before: [], after: [], order: 'U' }, content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { kind: 'page', id: terms, label: 'Terms' } }] }] })
  const eva = await colleague(ana, workspaceId, 'Eva', 'viewer')
  const namedFor = async (person: Person) => (await person.pages.listNamingPages({ workspaceId, pageId: terms })).pages.map(({ title }) => title)
  await until(async () => (await namedFor(ana)).length === 3)
  writer.leave()
  await allFolded(app, world)
  expect([await namedFor(ana), await namedFor(eva), await namedFor(bo)]).toEqual([['Of both', 'Ours alone', 'Plan'], ['Of both', 'Ours alone', 'Plan'], ['His alone', 'Plan']])
  expect(JSON.stringify(await bo.pages.listNamingPages({ workspaceId, pageId: terms }))).not.toMatch(new RegExp(`Ours|${ours}|${both}|${side}`))

  const hidden = [await refusalOf(bo.pages.listNamingPages({ workspaceId, pageId: ours })), await refusalOf(bo.pages.listNamingPages({ workspaceId, pageId: crypto.randomUUID() }))]
  expect(hidden[0]).toMatchObject({ status: 404 })
  expect(hidden[0]).toEqual(hidden[1])
  await ana.pages.archivePage({ workspaceId, pageId: plan })
  expect([await namedFor(ana), await namedFor(bo)]).toEqual([['Of both', 'Ours alone'], ['His alone']])
})

test('a task lists the pages that name it until they no longer do; what is no name is none, whatever it says', async () => {
  const world = await twoCompanies(app.url)
  const { ana, bo, workspaceId, pageId } = world
  const { board } = await ana.boards.createBoard({ workspaceId, title: 'Launch' })
  const named = async (person: Person, taskId = 'pilot', boardId = board.id) => (await person.boards.listPagesNamingTask({ workspaceId, boardId, taskId })).pages.map(({ title }) => title)
  await plant(ana, pageId, [
    naming({ kind: 'task', id: 'pilot', board: board.id, label: 'Pilot' }), naming({ kind: 'task', id: 'pilot', board: `${board.id}'`, label: 'x' }), naming({ kind: 'task', id: { a: 1 }, board: board.id }),
    naming({ kind: 'date', id: '2026-12-03', label: 'x' }), naming({ kind: 'page\u0000', id: pageId, label: '\u0000' }), naming({ kind: 'person', id: bo.userId, label: '\ud800' }),
  ])
  await until(async () => (await named(bo)).length === 1)
  const targets = await app.database.selectFrom('pageLinks').select('target').where('documentId', '=', pageId).orderBy('target').execute()
  expect(targets.map(({ target }) => target)).toEqual([`person:${bo.userId}`, `task:${board.id}:pilot`])
  expect(await named(bo, 'other')).toEqual([])
  const { board: walled } = await ana.boards.createBoard({ workspaceId, title: 'Ours alone', isPrivate: true })
  expect(await refusalOf(named(bo, 'pilot', walled.id))).toMatchObject({ status: 404 })

  const writer = openPage(ana, pageId)
  await writer.synced
  const content = writer.doc.getXmlFragment('content')
  content.delete(0, content.length)
  await until(async () => (await named(bo)).length === 0)
  writer.leave()
})

test('a board lists the pages that list it or name its tasks, to each reader those that they may see', async () => {
  const world = await twoCompanies(app.url)
  const { ana, bo, workspaceId, pageId } = world
  const { board } = await ana.boards.createBoard({ workspaceId, title: 'Launch' })
  const { page: { id: ours } } = await ana.pages.createPage({ workspaceId, title: 'Ours alone', isPrivate: true })
  const named = async (person: Person) => (await person.boards.listPagesNamingBoard({ workspaceId, boardId: board.id })).pages.map(({ title, tasks }) => `${title}: ${tasks.toSorted().join()}`)
  await plant(ana, pageId, [['liveTasks', { board: board.id, label: 'Launch', tasks: 'pilot' }], naming({ kind: 'task', id: 'offer', board: board.id, label: 'Offer' })])
  await plant(ana, ours, [['liveTasks', { board: board.id, label: 'Launch' }], ['liveTasks', { board: `${board.id}'`, label: 'x' }]])
  await until(async () => (await named(ana)).length === 2)
  expect([await named(ana), await named(bo)]).toEqual([['Launch plan: offer,pilot', 'Ours alone: '], ['Launch plan: offer,pilot']])
  const { board: walled } = await ana.boards.createBoard({ workspaceId, title: 'Ours alone', isPrivate: true })
  expect(await refusalOf(bo.boards.listPagesNamingBoard({ workspaceId, boardId: walled.id }))).toMatchObject({ status: 404 })
  expect(await refusalOf(bo.boards.listPagesNamingBoard({ workspaceId, boardId: crypto.randomUUID() }))).toMatchObject({ status: 404 })
})
