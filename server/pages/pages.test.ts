import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { colleague, refusalOf, signUp, twoCompanies, type Person } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

const titlesOf = async (person: Person, workspaceId: string, { archived = false } = {}) => {
  const { pages } = await person.pages.listPages({ workspaceId })
  return pages.filter(({ archivedAt }) => (archivedAt !== null) === archived)
    .sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1)).map(({ title }) => title)
}

const make = async (person: Person, workspaceId: string, title: string, rest: object = {}) =>
  (await person.pages.createPage({ workspaceId, title, ...rest })).page.id

test('pages are made in order, nested and moved', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const market = await make(ana, workspaceId, 'Market')
  const risks = await make(bo, workspaceId, 'Risks')
  expect(await titlesOf(bo, workspaceId)).toEqual(['Launch plan', 'Market', 'Risks'])
  await bo.pages.movePage({ workspaceId, pageId: risks, parentId: null, after: null })
  expect(await titlesOf(ana, workspaceId)).toEqual(['Risks', 'Launch plan', 'Market'])
  await bo.pages.movePage({ workspaceId, pageId: market, parentId: pageId, after: null })
  const { pages } = await ana.pages.listPages({ workspaceId })
  expect(pages.find(({ id }) => id === market)?.parentId).toBe(pageId)
  expect(await refusalOf(ana.pages.movePage({ workspaceId, pageId, parentId: market, after: null }))).toMatchObject({ code: 'pageInsideItself' })
  expect(await refusalOf(ana.pages.movePage({ workspaceId, pageId, parentId: pageId, after: null }))).toMatchObject({ code: 'pageInsideItself' })
})

test('a page moved into the same gap again and again keeps its place', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const a = await make(ana, workspaceId, 'a')
  const b = await make(ana, workspaceId, 'b')
  for (let i = 0; i < 120; i++) await ana.pages.movePage({ workspaceId, pageId: i % 2 ? a : b, parentId: null, after: pageId })
  expect(await titlesOf(ana, workspaceId)).toEqual(['Launch plan', 'a', 'b'])
  const { pages } = await ana.pages.listPages({ workspaceId })
  expect(Math.max(...pages.map(({ orderKey }) => orderKey.length))).toBeLessThanOrEqual(40)
})

test('eight people make pages at once: none is lost, no two share a place', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  await Promise.all(Array.from({ length: 16 }, (_, i) => make(i % 2 ? ana : bo, workspaceId, `Page ${i}`)))
  const { pages } = await ana.pages.listPages({ workspaceId })
  expect(pages).toHaveLength(17)
  expect(new Set(pages.map(({ orderKey }) => orderKey)).size).toBe(17)
})

test('a title of 10,000 characters is refused with the bound, and the old title stays', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const long = await refusalOf(ana.pages.renamePage({ workspaceId, pageId, title: 'x'.repeat(10_000) }))
  expect(long).toMatchObject({ code: 'titleTooLong', details: { most: 300 } })
  expect(await refusalOf(ana.pages.createPage({ workspaceId, title: 'x'.repeat(10_000) }))).toMatchObject({ code: 'titleTooLong' })
  expect(await titlesOf(ana, workspaceId)).toEqual(['Launch plan'])
})

test('a page private to one company does not exist for the other', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url, { role: 'admin' })
  const secret = await make(ana, workspaceId, 'Our margin', { isPrivate: true, parentId: pageId })
  const below = await make(ana, workspaceId, 'Price floor', { parentId: secret })
  expect(await titlesOf(bo, workspaceId)).toEqual(['Launch plan'])
  const nothing = await refusalOf(bo.pages.getPage({ workspaceId, pageId: crypto.randomUUID() }))
  for (const id of [secret, below]) {
    const answers = await Promise.all([
      bo.pages.getPage({ workspaceId, pageId: id }), bo.pages.renamePage({ workspaceId, pageId: id, title: 'x' }),
      bo.pages.movePage({ workspaceId, pageId: id, parentId: null, after: null }), bo.pages.archivePage({ workspaceId, pageId: id }),
      bo.pages.changeWall({ workspaceId, pageId: id, isPrivate: false }), bo.pages.recordVisit({ workspaceId, pageId: id }),
      bo.pages.createPage({ workspaceId, parentId: id }), bo.pages.movePage({ workspaceId, pageId, parentId: id, after: null }),
      bo.pages.movePage({ workspaceId, pageId, parentId: null, after: id }),
    ].map(refusalOf))
    for (const answer of answers) expect(answer).toEqual(nothing)
  }
  expect((await bo.pages.searchPages({ words: 'margin' })).found).toEqual([])
  expect((await ana.pages.searchPages({ words: 'margin' })).found.map(({ id }) => id)).toEqual([secret])
  const recent = await bo.pages.listRecentPages({})
  expect([...recent.opened, ...recent.changed].map(({ id }) => id)).not.toContain(secret)
})

test('what the partner made or wrote cannot be hidden from them', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const shared = await make(bo, workspaceId, 'Theirs')
  const own = await make(ana, workspaceId, 'Ours')
  await make(bo, workspaceId, 'Theirs below ours', { parentId: own })
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId: shared, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId: own, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
  const alone = await make(ana, workspaceId, 'Alone')
  await bo.pages.renamePage({ workspaceId, pageId: alone, title: 'Alone, with Bo' })
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId: alone, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
})

test('hiding and sharing: below a private page everything is private, sharing opens one page', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const folder = await make(ana, workspaceId, 'Folder')
  const below = await make(ana, workspaceId, 'Below', { parentId: folder })
  await ana.pages.changeWall({ workspaceId, pageId: folder, isPrivate: true })
  expect(await titlesOf(bo, workspaceId)).toEqual(['Launch plan'])
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId: below, isPrivate: false }))).toMatchObject({ code: 'wallAbove' })
  await ana.pages.changeWall({ workspaceId, pageId: folder, isPrivate: false })
  expect(await titlesOf(bo, workspaceId)).toEqual(['Launch plan', 'Folder'])
  const shared = await make(bo, workspaceId, 'Shared')
  await ana.pages.changeWall({ workspaceId, pageId: below, isPrivate: true })
  expect(await refusalOf(ana.pages.movePage({ workspaceId, pageId: shared, parentId: below, after: null }))).toMatchObject({ code: 'wallInside' })
})

test('archiving takes what is below along, restoring brings back just that', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const plan = await make(ana, workspaceId, 'Plan')
  const old = await make(ana, workspaceId, 'Old', { parentId: plan })
  await make(ana, workspaceId, 'Live', { parentId: plan })
  await make(bo, workspaceId, 'Bo\'s own', { parentId: plan, isPrivate: true })
  await ana.pages.archivePage({ workspaceId, pageId: old })
  await ana.pages.archivePage({ workspaceId, pageId: plan })
  expect(await titlesOf(ana, workspaceId)).toEqual(['Launch plan'])
  expect(new Set(await titlesOf(bo, workspaceId))).toEqual(new Set(['Bo\'s own', 'Launch plan']))
  expect(await refusalOf(ana.pages.renamePage({ workspaceId, pageId: plan, title: 'x' }))).toMatchObject({ code: 'pageArchived' })
  await bo.pages.restorePage({ workspaceId, pageId: plan })
  expect(await titlesOf(ana, workspaceId, { archived: true })).toEqual(['Old'])
})

test('a page restored below a parent that stays archived comes back at the top level', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const plan = await make(ana, workspaceId, 'Plan')
  const below = await make(ana, workspaceId, 'Below', { parentId: plan })
  await ana.pages.archivePage({ workspaceId, pageId: below })
  await ana.pages.archivePage({ workspaceId, pageId: plan })
  await ana.pages.restorePage({ workspaceId, pageId: below })
  const { pages } = await ana.pages.listPages({ workspaceId })
  expect(pages.find(({ id }) => id === below)).toMatchObject({ parentId: null, archivedAt: null })
})

test('renaming writes into the document, and search finds the new title', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  await bo.pages.renamePage({ workspaceId, pageId, title: 'Palaišanas plāns' })
  expect(await titlesOf(ana, workspaceId)).toEqual(['Palaišanas plāns'])
  expect((await ana.pages.searchPages({ words: 'palaišanas' })).found.map(({ id }) => id)).toEqual([pageId])
  expect((await ana.pages.searchPages({ words: '100%_' })).found).toEqual([])
})

test('the home screen knows what I opened and what changed, by whom', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const other = await make(ana, workspaceId, 'Other')
  await bo.pages.recordVisit({ workspaceId, pageId })
  const recent = await bo.pages.listRecentPages({})
  expect(recent.opened.map(({ id }) => id)).toEqual([pageId])
  expect(recent.changed.map(({ id }) => id)).toEqual([other, pageId])
  expect(recent.changed[0]?.changedBy).toMatchObject({ id: ana.userId, companyId: ana.companyId })
})

test('pages nest twenty levels deep and no deeper', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  let parentId: string | null = null
  for (let level = 0; level < 20; level++) parentId = await make(ana, workspaceId, `Level ${level}`, { parentId })
  expect(await refusalOf(ana.pages.createPage({ workspaceId, parentId }))).toMatchObject({ code: 'pageTooDeep' })
})

test('a former member has no way back in', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
  await eva.pages.recordVisit({ workspaceId, pageId })
  await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
  expect(await refusalOf(eva.pages.getPage({ workspaceId, pageId }))).toMatchObject({ status: 404 })
  expect(await eva.pages.listRecentPages({})).toEqual({ opened: [], changed: [] })
  const stranger = await signUp(app.url, { name: 'Stranger', companyName: 'Outside' })
  expect((await stranger.pages.searchPages({ words: 'Launch' })).found).toEqual([])
})
