import { beforeAll, expect, test } from 'vitest'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage } from '../support/page-client.ts'
import { colleague, password, Refused, refusalOf, secretOf, signUp, twoCompanies, visit, type Person } from '../support/world.ts'

/** Two people act at once, again and again: one order or the other, never something in between, never an error of the server's own. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const rounds = Array.from({ length: 8 }, (_, index) => index)

/** 'done', or the code of the refusal. */
async function outcomesOf(...acts: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(acts)
  return settled.map(outcome => {
    if (outcome.status === 'fulfilled') return 'done'
    if (outcome.reason instanceof Refused) return outcome.reason.refusal.code
    throw outcome.reason
  })
}

const make = async (person: Person, workspaceId: string, title: string, rest: object = {}) =>
  (await person.pages.createPage({ workspaceId, title, ...rest })).page.id

const treeOf = async (person: Person, workspaceId: string) =>
  new Map((await person.pages.listPages({ workspaceId })).pages.map(page => [page.id, page]))

test('three companies that join one workspace at once all join', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const secrets = await Promise.all([1, 2, 3].map(async () => secretOf((await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })).url)))
  expect(await outcomesOf(...secrets.map((invitation, i) => signUp(app.url, { name: `New ${i}`, companyName: `New ${i}`, invitation })))).toEqual(['done', 'done', 'done'])
  const { workspace } = await ana.workspaces.getWorkspace({ workspaceId })
  expect(new Set(workspace.companies.map(({ color }) => color)).size).toBe(5)
})

test('an invitation is accepted or withdrawn, not both', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const guests = await Promise.all(rounds.map(i => signUp(app.url, { name: `Guest ${i}`, companyName: `Guest ${i}` })))
  for (const guest of guests.slice(0, 5)) {
    const { id, url } = await ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1 })
    const outcomes = await outcomesOf(guest.people.acceptInvitation({ secret: secretOf(url) }), ana.people.withdrawInvitation({ invitationId: id }))
    expect([['done', 'invitationUsed'], ['invitationWithdrawn', 'done']]).toContainEqual(outcomes)
  }
})

test('two company administrators who suspend each other: one stays', async () => {
  for (const round of rounds.slice(0, 4)) {
    const ana = await signUp(app.url, { name: `Ana ${round}`, companyName: 'Alder' })
    const eva = await signUp(app.url, { name: `Eva ${round}`, invitation: secretOf((await ana.people.inviteColleague({ role: 'editor', daysValid: 1 })).url) })
    await ana.people.changeColleague({ userId: eva.userId, companyRole: 'admin' })
    const outcomes = await outcomesOf(ana.people.changeColleague({ userId: eva.userId, isSuspended: true }), eva.people.changeColleague({ userId: ana.userId, isSuspended: true }))
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(1)
  }
})

test('an administrator who cannot act does not count as the last one', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const eva = await colleague(ana, workspaceId, 'Eva', 'admin')
  await ana.people.changeColleague({ userId: eva.userId, isSuspended: true })
  expect(await refusalOf(ana.workspaces.changeMember({ workspaceId, userId: ana.userId, role: 'viewer' }))).toMatchObject({ code: 'lastAdmin' })
})

test('one address signs up twice at once: one account, one company', async () => {
  const email = `twice.${process.pid}@example.com`
  const once = () => visit(app.url).people.signUp({ name: 'Twice', email, password, companyName: 'Twice', timeZone: 'Europe/Riga', language: 'en' })
  expect((await outcomesOf(once(), once())).toSorted()).toEqual(['done', 'emailTaken'])
  expect(await app.database.selectFrom('companies').select('id').where('name', '=', 'Twice').execute()).toHaveLength(1)
})

test('two pages moved into each other: one move is done, no circle', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  for (const round of rounds) {
    const [a, b] = [await make(ana, workspaceId, `a${round}`), await make(bo, workspaceId, `b${round}`)]
    const outcomes = await outcomesOf(
      ana.pages.movePage({ workspaceId, pageId: a, parentId: b, after: null }), bo.pages.movePage({ workspaceId, pageId: b, parentId: a, after: null }))
    expect(outcomes.toSorted()).toEqual(['done', 'pageInsideItself'])
  }
})

test('walls cannot be used to make a circle', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const top = await make(bo, workspaceId, 'top')
  const middle = await make(ana, workspaceId, 'middle', { parentId: top })
  const low = await make(bo, workspaceId, 'low', { parentId: middle, isPrivate: true })
  await ana.pages.changeWall({ workspaceId, pageId: middle, isPrivate: true })
  await bo.pages.changeWall({ workspaceId, pageId: top, isPrivate: true })
  expect(await refusalOf(bo.pages.movePage({ workspaceId, pageId: top, parentId: low, after: null }))).toMatchObject({ code: 'pageInsideItself' })
})

test('a page made below one that is being archived is archived with it, or not made', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  for (const round of rounds) {
    const parent = await make(ana, workspaceId, `parent ${round}`)
    const lone = await make(ana, workspaceId, `lone ${round}`)
    await outcomesOf(ana.pages.archivePage({ workspaceId, pageId: parent }), make(bo, workspaceId, 'below', { parentId: parent }),
      bo.pages.movePage({ workspaceId, pageId: lone, parentId: parent, after: null }))
    const tree = await treeOf(ana, workspaceId)
    const orphans = [...tree.values()].filter(({ archivedAt, parentId }) => !archivedAt && parentId && tree.get(parentId)?.archivedAt)
    expect(orphans).toEqual([])
  }
})

test('what the partner has put into a page keeps it from being hidden, a file included', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const now = new Date()
  await app.database.insertInto('files')
    .values({ id: crypto.randomUUID(), workspaceId, pageId, name: 'a.png', contentType: 'image/png', size: 1, sha256: new Uint8Array(32), createdBy: bo.userId, createdAt: now }).execute()
  expect(await refusalOf(ana.pages.changeWall({ workspaceId, pageId, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
})

test('a wall and the partner\'s first words: the page is hidden, or the words are in it, not both', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  for (const round of [...rounds, ...rounds, ...rounds]) {
    const pageId = await make(ana, workspaceId, `wall ${round}`)
    const his = openPage(bo, pageId)
    await his.synced
    const walling = outcomesOf(ana.pages.changeWall({ workspaceId, pageId, isPrivate: true }))
    // Some rounds write before the wall, some while it goes up: a request of his own takes about as long as hers.
    if (round % 2) await bo.pages.listPages({ workspaceId })
    titleOf(his.doc).insert(0, 'Bo: ')
    const [outcome] = await walling
    if (outcome === 'done') await his.closed
    his.leave()
    await app.app.inject('/api/health') // it writes behind everything that waits to be written
    const wrote = await app.database.selectFrom('documentClients').select('userId').where('documentId', '=', pageId).where('userId', '=', bo.userId).execute()
    expect([['done', 0], ['wallShared', 1]]).toContainEqual([outcome, wrote.length])
  }
})

const makeBoard = async (person: Person, workspaceId: string) => (await person.boards.createBoard({ workspaceId, title: 'Board' })).board.id

test('four people who open a company\'s side of a board at once open one; so with the page of a task', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const people = [ana, await colleague(ana, workspaceId, 'Eva', 'editor'), await colleague(ana, workspaceId, 'Ina', 'editor')]
  for (const round of rounds) {
    const one = { workspaceId, boardId: await makeBoard(ana, workspaceId) }
    const sides = await Promise.all([...people, ana].map(person => person.boards.openBoardSide(one)))
    expect(new Set(sides.map(({ documentId }) => documentId)).size).toBe(1)
    expect((await bo.boards.openBoardSide(one)).documentId).not.toBe(sides[0]?.documentId)
    const pages = await Promise.all([...people, bo].map(person => person.boards.openTaskPage({ ...one, taskId: `task-${round}` })))
    expect(new Set(pages.map(({ pageId }) => pageId)).size).toBe(1)
    expect(await app.database.selectFrom('documents').innerJoin('taskPages', 'taskPages.pageId', 'documents.id').select('documents.id').where('boardId', '=', one.boardId).execute()).toHaveLength(1)
  }
})

test('a wall and the partner\'s page of a task: the board is hidden, or the page is there for both, not both', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  for (const round of [...rounds, ...rounds]) {
    const one = { workspaceId, boardId: await makeBoard(ana, workspaceId) }
    if (round % 2) await bo.boards.listBoards({ workspaceId })
    const outcomes = await outcomesOf(ana.boards.changeBoardWall({ ...one, isPrivate: true }), bo.boards.openTaskPage({ ...one, taskId: 'task' }))
    expect([['done', 'notFound'], ['wallShared', 'done']]).toContainEqual(outcomes)
  }
})

test('a wall goes around the page of a task that is made in the same moment', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  for (const round of rounds) {
    const one = { workspaceId, boardId: await makeBoard(ana, workspaceId) }
    if (round % 2) await ana.boards.listBoards({ workspaceId })
    expect(await outcomesOf(ana.boards.changeBoardWall({ ...one, isPrivate: true }), ana.boards.openTaskPage({ ...one, taskId: 'task' }))).toEqual(['done', 'done'])
    const walls = await app.database.selectFrom('documents').innerJoin('taskPages', 'taskPages.pageId', 'documents.id').select('documents.privateTo').where('boardId', '=', one.boardId).execute()
    expect(walls).toEqual([{ privateTo: ana.companyId }])
  }
})

test('a board is archived or hidden while its document settles: nobody waits for ever', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  for (const round of rounds) {
    const one = { workspaceId, boardId: await makeBoard(ana, workspaceId) }
    await ana.boards.openTaskPage({ ...one, taskId: 'task' })
    const outcomes = await outcomesOf(ana.boards.renameBoard({ ...one, title: `Round ${round}` }), ana.boards.changeBoardWall({ ...one, isPrivate: true }), ana.boards.moveBoard({ ...one, after: null }), ana.boards.openBoardSide(one))
    expect(outcomes).toEqual(['done', 'done', 'done', 'done'])
  }
})
