import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { keyBetween } from '@kopa/shared/order.ts'
import { listUnfolded } from '../../server/documents/queries.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { until } from '../support/services.ts'
import { twoCompanies, type Person, type World } from '../support/world.ts'

/** What costs three statements for three rows costs three for five hundred. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

/** The least of a few tries, when all that was made before has settled: now and then something in the background asks as well. */
async function countStatements(act: () => Promise<unknown>): Promise<number> {
  await until(async () => (await listUnfolded(app.database)).length === 0)
  const counts: number[] = []
  for (let i = 0; i < 4; i++) {
    const spy = vi.spyOn(pg.Client.prototype, 'query')
    await act()
    counts.push(spy.mock.calls.length)
    spy.mockRestore()
  }
  return Math.min(...counts)
}

const reads = ({ ana, workspaceId, pageId }: World): Record<string, () => Promise<unknown>> => ({
  listWorkspaces: () => ana.workspaces.listWorkspaces({}),
  listMembers: () => ana.workspaces.listMembers({ workspaceId }),
  listPages: () => ana.pages.listPages({ workspaceId }),
  getPage: () => ana.pages.getPage({ workspaceId, pageId }),
  listNamingPages: () => ana.pages.listNamingPages({ workspaceId, pageId }),
  listRecentPages: () => ana.pages.listRecentPages({}),
  searchPages: () => ana.pages.searchPages({ words: 'page' }),
  listPresence: () => ana.pages.listPresence({ workspaceId }),
  listBoards: () => ana.boards.listBoards({ workspaceId }),
  listBoardPresence: () => ana.boards.listBoardPresence({ workspaceId }),
  listMyTasks: () => ana.boards.listMyTasks({}),
  search: () => ana.search.search({ words: 'page' }),
  searchTasks: () => ana.boards.searchTasks({ words: 'task' }),
  listColleagues: () => ana.people.listColleagues({}),
  listInvitations: () => ana.people.listInvitations({ workspaceId }),
  listColleagueInvitations: () => ana.people.listColleagueInvitations({}),
  listSessions: () => ana.people.listSessions({}),
  listTokens: () => ana.people.listTokens({}),
})

/** Boards: one made, moved, put away and brought back, hidden with the pages of its tasks and shown. */
const changesOfBoards = ({ ana, workspaceId }: World, boardId: string): Record<string, () => Promise<unknown>> => ({
  createBoard: () => ana.boards.createBoard({ workspaceId, title: 'One more' }),
  moveBoard: () => ana.boards.moveBoard({ workspaceId, boardId, after: null }),
  archiveAndRestoreBoard: async () => {
    await ana.boards.archiveBoard({ workspaceId, boardId })
    await ana.boards.restoreBoard({ workspaceId, boardId })
  },
  hideAndShowBoard: async () => {
    await ana.boards.changeBoardWall({ workspaceId, boardId, isPrivate: true })
    await ana.boards.changeBoardWall({ workspaceId, boardId, isPrivate: false })
  },
})

/** A page made, moved to the front, and a branch with all its pages put away and brought back. */
const changes = ({ ana, workspaceId, pageId }: World): Record<string, () => Promise<unknown>> => ({
  createPage: () => ana.pages.createPage({ workspaceId, parentId: pageId }),
  movePage: () => ana.pages.movePage({ workspaceId, pageId, parentId: null, after: null }),
  archiveAndRestore: async () => {
    await ana.pages.archivePage({ workspaceId, pageId })
    await ana.pages.restorePage({ workspaceId, pageId })
  },
  hideAndShow: async () => {
    await ana.pages.changeWall({ workspaceId, pageId, isPrivate: true })
    await ana.pages.changeWall({ workspaceId, pageId, isPrivate: false })
  },
})

const countAll = async (acts: Record<string, () => Promise<unknown>>): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const [name, act] of Object.entries(acts)) counts[name] = await countStatements(act)
  return counts
}

async function fill({ ana, workspaceId, pageId }: World): Promise<void> {
  await plantPages(ana, workspaceId, pageId, 500)
  await plantPeople(ana, workspaceId, 50)
  await Promise.all(Array.from({ length: 20 }, async (_, i) => {
    await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 })
    await ana.people.inviteColleague({ role: 'viewer', daysValid: 1 })
    await ana.people.createToken({ name: `token ${i}` })
    await ana.workspaces.createWorkspace({ name: `Workspace ${i}` })
  }))
}

async function plantPages({ userId }: Person, workspaceId: string, parentId: string, count: number): Promise<void> {
  const createdAt = new Date()
  const orderKey = keyBetween(null, null)
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await app.database.insertInto('documents').values(ids.map(id => ({ id, kind: 'page' as const, workspaceId, createdAt }))).execute()
  await app.database.insertInto('pages')
    .values(ids.map((id, i) => ({ id, workspaceId, parentId, orderKey, title: `page ${i}`, createdBy: userId, createdAt, changedBy: userId, changedAt: createdAt }))).execute()
}

async function plantTasks({ userId }: Person, workspaceId: string, boardId: string, count: number): Promise<void> {
  const createdAt = new Date()
  const orderKey = keyBetween(null, null)
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await app.database.insertInto('documents').values(ids.flatMap(id => [{ id, kind: 'page' as const, workspaceId, createdAt }])).execute()
  await app.database.insertInto('taskPages').values(ids.map(pageId => ({ pageId, documentId: boardId, taskId: pageId, boardId, createdBy: userId, createdAt }))).execute()
  await app.database.insertInto('tasks').values(ids.map(taskId => ({ documentId: boardId, taskId, boardId, title: `task ${taskId}`, stage: 'open' as const, percent: 0, rank: orderKey }))).execute()
  await app.database.insertInto('taskPeople').values(ids.map(taskId => ({ documentId: boardId, taskId, userId }))).execute()
  const boards = Array.from({ length: 50 }, () => crypto.randomUUID())
  await app.database.insertInto('documents').values(boards.map(id => ({ id, kind: 'board' as const, workspaceId, createdAt }))).execute()
  await app.database.insertInto('boards').values(boards.map(id => ({ id, workspaceId, orderKey: 'U1W', title: 'board', createdBy: userId, createdAt, changedAt: createdAt }))).execute()
}

async function plantPeople({ companyId }: Person, workspaceId: string, count: number): Promise<void> {
  const createdAt = new Date()
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await app.database.insertInto('users').values(ids.map(id => ({
    id, companyId, companyRole: 'member' as const, name: `Person ${id}`, email: `${id}@example.com`, passwordHash: null, language: 'en', timeZone: 'Europe/Riga', createdAt,
  }))).execute()
  await app.database.insertInto('memberships').values(ids.map(userId => ({ workspaceId, userId, companyId, role: 'viewer' as const, createdAt }))).execute()
}

test('five hundred pages, five hundred tasks and fifty people cost no statement more than one page, one board and two people', async () => {
  const world = await twoCompanies(app.url)
  const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Board' })
  const all = { ...changes(world), ...changesOfBoards(world, board.id) }
  await all['createPage']?.()
  const [few, fewChanges] = [await countAll(reads(world)), await countAll(all)]
  await fill(world)
  await plantTasks(world.ana, world.workspaceId, board.id, 500)
  expect(await countAll(reads(world))).toEqual(few)
  expect(await countAll(all)).toEqual(fewChanges)
})

test('siblings that have all the same place are numbered anew in one statement, in the order they were seen', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  await plantPages(ana, workspaceId, pageId, 200)
  const children = async () => (await ana.pages.listPages({ workspaceId })).pages.filter(({ parentId }) => parentId === pageId).map(({ id }) => id)
  const before = await children()
  const { page } = await ana.pages.createPage({ workspaceId, parentId: pageId, after: before[99] })
  expect(await children()).toEqual([...before.slice(0, 100), page.id, ...before.slice(100)])
})
