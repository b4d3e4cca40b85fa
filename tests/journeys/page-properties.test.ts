import { beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { withBoard, writeTasks } from '../support/board-client.ts'
import { plant, type Planted } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { openScreen, toldOf } from '../support/told.ts'
import { colleague, type Person, refusalOf, twoCompanies } from '../support/world.ts'

/** What is said of pages besides what they say: who wants them at hand, who stands for them, what names them. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const make = async (person: Person, workspaceId: string, title: string, rest: object = {}) => (await person.pages.createPage({ workspaceId, title, ...rest })).page.id
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const refused = async (call: Promise<unknown>) => { const { status, code } = await refusalOf(call); return [status, code] }
const mentionOf = (id: string): Planted => ['paragraph', {}, ['mention', { kind: 'page', id, label: 'x' }]]

test('favourites are one person\'s, in their order; what is archived or behind a wall stays out and comes back where it was', async () => {
  const { ana, bo, workspaceId, pageId: a } = await twoCompanies(app.url)
  const [b, c] = [await make(ana, workspaceId, 'B'), await make(ana, workspaceId, 'C')]
  const listed = async (person: Person) => (await person.favourites.listFavourites({ workspaceId })).pageIds
  const [screen, his] = [await openScreen(bo), await openScreen(ana)]
  for (const pageId of [a, b, c]) await bo.favourites.putFavourite({ workspaceId, pageId })
  expect([await listed(bo), await listed(ana)]).toEqual([[a, b, c], []])
  expect([(await toldOf(screen, bo)).includes('favourites'), (await toldOf(his, ana)).includes('favourites')]).toEqual([true, false])
  screen.socket.close()
  his.socket.close()
  await bo.favourites.putFavourite({ workspaceId, pageId: c, after: null })
  await bo.favourites.putFavourite({ workspaceId, pageId: a, after: b })
  await bo.favourites.putFavourite({ workspaceId, pageId: b })
  expect(await listed(bo)).toEqual([c, b, a])
  await ana.pages.archivePage({ workspaceId, pageId: b })
  await ana.pages.changeWall({ workspaceId, pageId: c, isPrivate: true })
  expect(await listed(bo)).toEqual([a])
  expect(await refused(bo.favourites.putFavourite({ workspaceId, pageId: c, after: null }))).toEqual([404, 'notFound'])
  await ana.pages.restorePage({ workspaceId, pageId: b })
  expect(await listed(bo)).toEqual([b, a])
  await bo.favourites.removeFavourite({ workspaceId, pageId: b })
  expect(await listed(bo)).toEqual([a])
})

test('each company says for itself until when it stands by a page; what is written afterwards is told, and only who may write says so', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const vera = await colleague(ana, workspaceId, 'Vera', 'viewer')
  const entry = async (person: Person) => (await person.pages.listPages({ workspaceId })).pages.find(({ id }) => id === pageId)?.verified
  await ana.pageProperties.verifyPage({ workspaceId, pageId, until: inDays(30) })
  await bo.pageProperties.verifyPage({ workspaceId, pageId, until: inDays(60) })
  await ana.pageProperties.verifyPage({ workspaceId, pageId, until: inDays(90) })
  expect(await entry(vera)).toEqual([{ companyId: bo.companyId, until: inDays(60) }, { companyId: ana.companyId, until: inDays(90) }])
  const known = async () => (await vera.pageProperties.getPageProperties({ workspaceId, pageId }))
  expect((await known()).verifications).toMatchObject([{ companyId: bo.companyId, until: inDays(60), by: { id: bo.userId }, isChanged: false }, { companyId: ana.companyId, by: { name: ana.name } }])
  await plant(bo, pageId, [['paragraph', {}, 'More']])
  await until(async () => (await known()).verifications.every(({ isChanged }) => isChanged))
  expect(await refused(vera.pageProperties.verifyPage({ workspaceId, pageId, until: inDays(1) }))).toEqual([403, 'forbidden'])
  for (const day of [inDays(-3), inDays(4000)]) expect(await refused(ana.pageProperties.verifyPage({ workspaceId, pageId, until: day }))).toEqual([422, 'invalid'])
  await bo.pageProperties.endVerification({ workspaceId, pageId })
  expect((await entry(ana))?.map(({ companyId }) => companyId)).toEqual([ana.companyId])
  expect(await refused(bo.pageProperties.endVerification({ workspaceId, pageId }))).toEqual([404, 'notFound'])
})

test('somebody who sees the page answers for it: whoever made it, until it is said', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const owner = async (id: string) => (await ana.pageProperties.getPageProperties({ workspaceId, pageId: id })).owner.id
  expect(await owner(pageId)).toBe(ana.userId)
  await bo.pageProperties.changePageOwner({ workspaceId, pageId, userId: bo.userId })
  expect(await owner(pageId)).toBe(bo.userId)
  const ours = await make(ana, workspaceId, 'Ours', { isPrivate: true })
  expect(await refused(ana.pageProperties.changePageOwner({ workspaceId, pageId: ours, userId: bo.userId }))).toEqual([404, 'notFound'])
  expect(await refused(ana.pageProperties.changePageOwner({ workspaceId, pageId, userId: crypto.randomUUID() }))).toEqual([404, 'notFound'])
  await ana.pageProperties.changePageOwner({ workspaceId, pageId, userId: null })
  expect(await owner(pageId)).toBe(ana.userId)
})

test('the archive says when and by whom, of what one may see', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const ours = await make(ana, workspaceId, 'Ours', { isPrivate: true })
  await bo.pages.archivePage({ workspaceId, pageId })
  await ana.pages.archivePage({ workspaceId, pageId: ours })
  const archived = async (person: Person) => (await person.pageProperties.listArchivedPages({ workspaceId })).pages.map(({ id, archivedBy }) => [id, archivedBy?.name])
  expect(await archived(ana)).toEqual([[ours, ana.name], [pageId, bo.name]])
  expect(await archived(bo)).toEqual([[pageId, bo.name]])
})

test('before a page is archived it is told what names it or a page below it: pages and tasks, as far as the reader sees them', async () => {
  const { ana, bo, workspaceId, boardId, one } = await withBoard(app.url)
  const above = await make(ana, workspaceId, 'Handbook')
  const below = await make(ana, workspaceId, 'Chapter', { parentId: above })
  const [naming, hidden] = [await make(bo, workspaceId, 'Naming'), await make(ana, workspaceId, 'Hidden', { isPrivate: true })]
  await plant(bo, naming, [mentionOf(below)])
  await plant(ana, hidden, [mentionOf(above)])
  await plant(ana, below, [mentionOf(above)])
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Read it' }])
  const { pageId } = await ana.boards.openTaskPage({ ...one, taskId })
  await plant(ana, pageId, [mentionOf(above)])
  const told = async (person: Person) => {
    const { pages, tasks } = await person.pageProperties.listNamingBranch({ workspaceId, pageId: above })
    return [pages.map(({ title }) => title), tasks.map(({ title }) => title)]
  }
  await until(async () => JSON.stringify(await told(ana)) === JSON.stringify([['Hidden', 'Naming'], ['Read it']]))
  expect(await told(bo)).toEqual([['Naming'], ['Read it']])
  expect(await refused(bo.pageProperties.listNamingBranch({ workspaceId, pageId: hidden }))).toEqual([404, 'notFound'])
})
