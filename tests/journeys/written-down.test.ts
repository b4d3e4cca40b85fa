import { beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { audit } from '@kopa/shared/audit/contract.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { openConnection } from '../../server/core/database.ts'
import { listChains } from '../../server/audit/queries.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { listApiRoutes } from '../support/api-routes.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { bringFile } from '../support/board-files.ts'
import { verifyChain } from '../support/audit.ts'
import { withBoard, writeTasks } from '../support/board-client.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { openPage } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { colleague, password, secretOf, signUp, twoCompanies, visit, type Person } from '../support/world.ts'

/** What the server writes down about what people do: each change once, in its own transaction, without content. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

type Story = Record<string, { act: () => Promise<unknown>, facts: string[] }>

async function upload(ana: Person, path: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'canary file.png')
  await fetch(`${app.url}/api/workspaces/${path}/files`, { method: 'POST', headers: ana.headers, body: form })
}

/** Every operation that changes something, done once; and what is written down about it. */
async function everyChange(): Promise<Story> {
  const ana = await signUp(app.url, { name: 'canary Ana', companyName: 'canary company' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'canary workspace' })
  const eva = await colleague(ana, workspaceId, 'canary Eva', 'editor')
  const loner = await signUp(app.url, { name: 'canary loner', invitation: secretOf((await ana.people.inviteColleague({ role: 'viewer', daysValid: 1 })).url) })
  const cai = await signUp(app.url, { name: 'canary Cai', companyName: 'canary Cedar' })
  const accepted = secretOf((await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1 })).url)
  const { id: invitationId } = await ana.people.inviteCompany({ workspaceId, role: 'editor', daysValid: 1, note: 'canary note' })
  const { id: tokenId } = await ana.people.createToken({ name: 'canary token' })
  const signInAgain = async () => {
    await visit(app.url).people.signIn({ email: ana.email, password })
    return (await ana.people.listSessions({})).sessions.find(({ isThis }) => !isThis)?.id ?? ''
  }
  const sessionId = await signInAgain()
  const newcomer = { email: `written.${process.pid}@example.com`, password, timeZone: 'Europe/Riga', language: 'en' as const }
  return {
    signUp: { act: () => visit(app.url).people.signUp({ ...newcomer, name: 'canary new', companyName: 'canary new' }), facts: ['company.created', 'person.signedUp'] },
    signIn: { act: () => visit(app.url).people.signIn({ email: eva.email, password }), facts: ['person.signedIn'] },
    signOut: { act: () => eva.people.signOut({}), facts: ['session.ended'] },
    changeMe: { act: () => ana.people.changeMe({ name: 'canary name' }), facts: ['person.changed'] },
    endSession: { act: () => ana.people.endSession({ sessionId }), facts: ['session.ended'] },
    endOtherSessions: { act: async () => { await signInAgain(); await ana.people.endOtherSessions({}) }, facts: ['person.signedIn', 'session.ended'] },
    changePassword: { act: () => ana.people.changePassword({ current: password, next: 'canary password' }), facts: ['person.passwordChanged'] },
    createToken: { act: () => ana.people.createToken({ name: 'canary token' }), facts: ['token.created'] },
    revokeToken: { act: () => ana.people.revokeToken({ tokenId }), facts: ['token.revoked'] },
    inviteColleague: { act: () => ana.people.inviteColleague({ role: 'viewer', daysValid: 1, note: 'canary note' }), facts: ['invitation.created'] },
    inviteCompany: { act: () => ana.people.inviteCompany({ workspaceId, role: 'viewer', daysValid: 1, note: 'canary note' }), facts: ['invitation.created'] },
    acceptInvitation: { act: () => cai.people.acceptInvitation({ secret: accepted }), facts: ['invitation.accepted', 'company.joined', 'member.joined'] },
    withdrawInvitation: { act: () => ana.people.withdrawInvitation({ invitationId }), facts: ['invitation.withdrawn'] },
    createWorkspace: { act: () => ana.workspaces.createWorkspace({ name: 'canary second' }), facts: ['workspace.created', 'company.joined', 'member.joined'] },
    renameWorkspace: { act: () => ana.workspaces.renameWorkspace({ workspaceId, name: 'canary renamed' }), facts: ['workspace.renamed'] },
    addMember: { act: () => ana.workspaces.addMember({ workspaceId, userId: loner.userId, role: 'viewer' }), facts: ['member.joined'] },
    changeMember: { act: () => ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'viewer' }), facts: ['member.roleChanged'] },
    removeMember: { act: () => ana.workspaces.removeMember({ workspaceId, userId: eva.userId }), facts: ['member.removed'] },
    changeHeadReceiver: { act: () => ana.call(audit.changeHeadReceiver, { url: 'https://canary.example.com' }), facts: ['audit.receiverChanged'] },
    changeColleague: { act: () => ana.people.changeColleague({ userId: eva.userId, isSuspended: true }), facts: ['person.suspended'] },
    ...await everyChangeOfPages(ana, workspaceId),
    ...await everyChangeOfBoards(ana, workspaceId), ...await everyProposal(), ...await everyRule(),
  }
}

async function everyChangeOfPages(ana: Person, workspaceId: string): Promise<Story> {
  const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'canary title' })
  const { page: { id: blankId } } = await ana.pages.createPage({ workspaceId, title: 'canary blank' })
  const { version: { id: versionId } } = await ana.versions.createVersion({ workspaceId, pageId, name: 'canary version' })
  let templateId = ''
  return {
    createPage: { act: () => ana.pages.createPage({ workspaceId, title: 'canary page' }), facts: ['page.created'] },
    renamePage: { act: () => ana.pages.renamePage({ workspaceId, pageId, title: 'canary retitled' }), facts: ['page.renamed'] },
    movePage: { act: () => ana.pages.movePage({ workspaceId, pageId, parentId: null, after: null }), facts: ['page.moved'] },
    openPageSide: { act: () => ana.pages.openPageSide({ workspaceId, pageId }), facts: ['pageSide.opened'] },
    changeWall: { act: () => ana.pages.changeWall({ workspaceId, pageId, isPrivate: true }), facts: ['page.walled'] },
    uploadImage: { act: () => upload(ana, `${workspaceId}/pages/${pageId}`), facts: ['file.uploaded'] },
    createVersion: { act: () => ana.versions.createVersion({ workspaceId, pageId, name: 'canary version' }), facts: ['version.created'] },
    restoreVersion: { act: () => ana.versions.restoreVersion({ workspaceId, pageId, versionId }), facts: ['version.restored'] },
    eraseHistory: { act: () => ana.versions.eraseHistory({ workspaceId, pageId, confirm: 'true' }), facts: ['document.historyErased'] },
    keepPageTemplate: { act: async () => { templateId = (await ana.pageCopies.keepPageTemplate({ workspaceId, pageId, title: 'canary template' })).page.id }, facts: ['page.created', 'page.copied'] },
    beginPage: { act: () => ana.pageCopies.beginPage({ workspaceId, pageId: blankId, templateId }), facts: ['page.copied'] },
    changePageOwner: { act: () => ana.pageProperties.changePageOwner({ workspaceId, pageId, userId: ana.userId }), facts: ['page.ownerChanged'] },
    verifyPage: { act: () => ana.pageProperties.verifyPage({ workspaceId, pageId, until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) }), facts: ['page.verified'] },
    endVerification: { act: () => ana.pageProperties.endVerification({ workspaceId, pageId }), facts: ['page.verificationEnded'] },
    duplicatePage: { act: () => ana.pageCopies.duplicatePage({ workspaceId, pageId, title: 'canary copy' }), facts: ['page.created', 'page.copied'] },
    archivePage: { act: () => ana.pages.archivePage({ workspaceId, pageId }), facts: ['page.archived'] },
    restorePage: { act: () => ana.pages.restorePage({ workspaceId, pageId }), facts: ['page.restored'] },
  }
}

async function everyChangeOfBoards(ana: Person, workspaceId: string): Promise<Story> {
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: 'canary board', columns: [{ title: 'canary column', stage: 'open' }, { title: 'canary done', stage: 'done' }] })
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'canary task' }])
  const one = { workspaceId, boardId }
  const keep = (of: typeof one) => ana.boardCopies.keepBoardTemplate({ ...of, title: 'canary template' })
  const { board: { id: templateId } } = await keep(one)
  return {
    createBoard: { act: () => ana.boards.createBoard({ workspaceId, title: 'canary board' }), facts: ['board.created'] },
    renameBoard: { act: () => ana.boards.renameBoard({ ...one, title: 'canary retitled' }), facts: ['board.renamed'] },
    moveBoard: { act: () => ana.boards.moveBoard({ ...one, after: null }), facts: ['board.moved'] },
    openBoardSide: { act: () => ana.boards.openBoardSide(one), facts: ['boardSide.opened'] },
    openTaskPage: { act: () => ana.boards.openTaskPage({ ...one, taskId: 'canary-task' }), facts: ['taskPage.opened'] },
    uploadTaskFile: { act: () => upload(ana, `${workspaceId}/boards/${boardId}`), facts: ['taskFile.uploaded'] },
    finishTask: { act: () => ana.myWork.finishTask({ ...one, taskId }), facts: ['task.changed'] },
    reopenTask: { act: () => ana.myWork.reopenTask({ ...one, taskId }), facts: ['task.changed'] },
    changeTaskDeadline: { act: () => ana.myWork.changeTaskDeadline({ ...one, taskId, deadline: { day: '2036-03-04' } }), facts: ['task.changed'] },
    renewCalendarFeed: { act: () => ana.boards.renewCalendarFeed({}), facts: ['calendarFeed.renewed'] },
    removeCalendarFeed: { act: () => ana.boards.removeCalendarFeed({}), facts: ['calendarFeed.removed'] },
    changeBoardWall: { act: () => ana.boards.changeBoardWall({ ...one, isPrivate: true }), facts: ['board.walled'] },
    importBoard: { act: () => bringFile(ana, workspaceId, { name: 'canary file.csv', content: 'Title\ncanary task\ncanary other' }), facts: ['board.created', 'board.imported'] },
    keepBoardTemplate: { act: () => keep(one), facts: ['board.created', 'board.copied'] },
    createBoardFromTemplate: { act: () => ana.boardCopies.createBoardFromTemplate({ workspaceId, templateId, title: 'canary new' }), facts: ['board.created', 'board.copied'] },
    duplicateBoard: { act: () => ana.boardCopies.duplicateBoard({ ...one, title: 'canary copy' }), facts: ['board.created', 'board.copied'] },
    archiveBoard: { act: () => ana.boards.archiveBoard(one), facts: ['board.archived'] },
    restoreBoard: { act: () => ana.boards.restoreBoard(one), facts: ['board.restored'] },
  }
}

async function everyProposal(): Promise<Story> {
  const { ana, bo, one } = await withBoard(app.url)
  const plan = { ...freshPlan, calendar: 'canary' }
  const make = () => ana.proposals.proposeMove({ ...one, toCompanyId: bo.companyId, moves: [{ taskId: 'canary-task', plan }], note: 'canary note' })
  const ids = [await make(), await make(), await make()].map(({ proposal }) => ({ ...one, proposalId: proposal.id }))
  const [accepted, declined, withdrawn] = ids as [typeof ids[number], typeof ids[number], typeof ids[number]]
  return {
    proposeMove: { act: make, facts: ['proposal.made'] },
    proposeLinks: { act: () => ana.proposals.proposeLinks({ ...one, toCompanyId: bo.companyId, links: [{ id: 'canary-link', from: 'canary-task', to: 'canary-other', type: 'FS', lag: { kind: 'working', amount: 0 }, isRemoved: false }] }), facts: ['proposal.made'] },
    proposeRemoval: { act: () => ana.proposals.proposeRemoval({ ...one, toCompanyId: bo.companyId, taskIds: ['canary-task'] }), facts: ['proposal.made'] },
    proposeCalendar: { act: () => ana.proposals.proposeCalendar({ ...one, toCompanyId: bo.companyId, changes: [{ change: 'daysAdded', days: { title: 'canary days', from: '2026-07-06', to: '2026-07-07' } }], note: 'canary note' }), facts: ['proposal.made'] },
    proposeHandOver: { act: () => ana.proposals.proposeHandOver({ ...one, toCompanyId: bo.companyId, newCompanyId: bo.companyId, taskIds: ['canary-task'] }), facts: ['proposal.made'] },
    acceptProposal: { act: () => bo.proposals.acceptProposal(accepted), facts: ['proposal.accepted'] },
    declineProposal: { act: () => bo.proposals.declineProposal({ ...declined, note: 'canary answer' }), facts: ['proposal.declined'] },
    withdrawProposal: { act: () => ana.proposals.withdrawProposal(withdrawn), facts: ['proposal.withdrawn'] },
  }
}

async function everyRule(): Promise<Story> {
  const { ana, one, boardId } = await withBoard(app.url)
  const written = { name: 'canary rule', trigger: { on: 'added' as const }, conditions: [], acts: [{ do: 'checklist' as const, lines: ['canary line'] }] }
  const { rule: { id: ruleId } } = await ana.rules.createRule({ ...one, ...written })
  await writeTasks(ana, boardId, [{ title: 'canary task' }])
  const runs = async () => (await ana.rules.listRuleRuns(one)).runs
  await until(async () => (await runs())[0]?.state === 'done')
  const runId = (await runs())[0]?.id ?? ''
  return {
    createRule: { act: () => ana.rules.createRule({ ...one, ...written }), facts: ['rule.made'] },
    undoRuleRun: { act: () => ana.rules.undoRuleRun({ ...one, runId }), facts: ['rule.runUndone'] },
    changeRule: { act: () => ana.rules.changeRule({ ...one, ruleId, ...written }), facts: ['rule.changed'] },
    switchRule: { act: () => ana.rules.switchRule({ ...one, ruleId, isOn: false }), facts: ['rule.switched'] },
    removeRule: { act: () => ana.rules.removeRule({ ...one, ruleId }), facts: ['rule.removed'] },
  }
}

/** That somebody tried in vain is written down too, a moment after they were told so: see below. */
const factsOf = async (): Promise<string[]> =>
  (await app.database.selectFrom('events').select('name').where('name', 'not in', ['request.refused', 'token.refused']).orderBy('id').execute()).map(({ name }) => name)

/** Changes nothing that anybody else could ask about; looking around has tests of its own. */
const unwritten = ['previewInvitation', 'previewImport', 'recordVisit', 'lookAround', 'putFavourite', 'removeFavourite']

test('every change is written down once, and nothing of its content', async () => {
  const story = await everyChange()
  const changing = (await listApiRoutes(app.url)).filter(({ method, name }) => method !== 'GET' && !unwritten.includes(name)).map(({ name }) => name)
  expect(Object.keys(story).toSorted()).toEqual(changing.toSorted())
  for (const [name, { act, facts }] of Object.entries(story)) {
    const before = (await factsOf()).length
    await act()
    expect((await factsOf()).slice(before).toSorted(), name).toEqual(facts.toSorted())
  }
  const rows = await app.database.selectFrom('events').select(['name', 'payload']).execute()
  expect(rows.filter(({ name }) => name === 'document.settled'), 'what the keeper does by itself is told, not recorded').toEqual([])
  for (const { payload } of rows) expect(JSON.stringify(payload)).not.toMatch(/canary|@example|kopa_/)
})

test('every fact is an entry of a chain, written by the transaction of its change', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'W' })
  await ana.pages.createPage({ workspaceId, title: 'P' })
  const client = await openConnection({ connectionString: app.connectionString })
  const { rows } = await client.query(`select events.xmin = pages.xmin as together
    from events join pages on pages.id = (payload ->> 'pageId')::uuid where name = 'page.created' and events.workspace_id = $1`, [workspaceId])
  await client.end()
  expect(rows).toEqual([{ together: true }])
  const chains = await listChains(app.database)
  expect(new Set(chains.map(({ kind }) => kind))).toEqual(new Set(['company', 'workspace']))
  for (const chain of chains) expect(await verifyChain(app.database, chain.id), chain.kind).toMatchObject({ fault: null, head: chain.head })
  const { count } = await app.database.selectFrom('events').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  expect(chains.reduce((sum, { head }) => sum + head.sequence, 0)).toBe(count)
})

test('a change that is refused leaves no trace of having been done', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'W' })
  const before = await factsOf()
  await Promise.allSettled([
    ana.workspaces.removeMember({ workspaceId, userId: ana.userId }), ana.people.changeColleague({ userId: ana.userId, isSuspended: true }),
    ana.pages.movePage({ workspaceId, pageId: crypto.randomUUID(), parentId: null, after: null }), ana.people.revokeToken({ tokenId: crypto.randomUUID() }),
    ana.people.changePassword({ current: 'wrong', next: password }), ana.people.acceptInvitation({ secret: 'x'.repeat(43) }),
  ])
  expect(await factsOf()).toEqual(before)
})

test('who asks for what they must not see, or comes with a revoked token, is written down in their own company\'s chain', async () => {
  const ana = await signUp(app.url, { name: 'Ana', companyName: 'Alder' })
  const eve = await signUp(app.url, { name: 'Eve', companyName: 'Elsewhere' })
  const { workspace: { id: workspaceId } } = await ana.workspaces.createWorkspace({ name: 'W' })
  const { id: tokenId, token } = await eve.people.createToken({ name: 'T' })
  await eve.people.revokeToken({ tokenId })
  await Promise.allSettled(Array.from({ length: 5 }, () => eve.workspaces.getWorkspace({ workspaceId })))
  await fetch(`${app.url}/api/workspaces`, { headers: { authorization: `Bearer ${token}` } })
  const refusals = () => app.database.selectFrom('events').select(['name', 'payload', 'chainId'])
    .where('userId', '=', eve.userId).where('name', 'in', ['request.refused', 'token.refused']).orderBy('name').execute()
  await until(async () => (await refusals()).length >= 2)
  expect(await refusals()).toEqual([
    { name: 'request.refused', chainId: eve.companyId, payload: { userId: eve.userId, operation: 'getWorkspace', reason: 'notFound', asked: workspaceId } },
    { name: 'token.refused', chainId: eve.companyId, payload: { tokenId, userId: eve.userId } },
  ])
})

test('who comes from a foreign page, with too small a role, or knocks at a socket, is written down too', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url, { role: 'viewer' })
  const eve = await signUp(app.url, { name: 'Eve', companyName: 'Elsewhere' })
  const evil = { origin: 'https://evil.test' }
  await ana.ask('POST', '/workspaces', { name: 'W' }, evil)
  await Promise.allSettled([bo.pages.renamePage({ workspaceId, pageId, title: 'Mine' })])
  expect(await openPage(eve, pageId).closed).toBe(closeCode.noSuchDocument)
  expect((await openLive(ana, evil)).code).toBe(closeCode.signIn)
  const refusalsOf = async ({ userId }: { userId: string }) =>
    (await app.database.selectFrom('events').select('payload').where('userId', '=', userId).where('name', '=', 'request.refused').execute()).map(({ payload }) => payload as { operation: string, reason: string })
  await until(async () => (await refusalsOf(ana)).length >= 2 && (await refusalsOf(bo)).length >= 1 && (await refusalsOf(eve)).length >= 1)
  expect((await refusalsOf(ana)).map(({ operation, reason }) => `${operation} ${reason}`).toSorted()).toEqual(['GET /api/live foreignOrigin', 'createWorkspace foreignOrigin'])
  expect(await refusalsOf(bo)).toMatchObject([{ operation: 'renamePage', reason: 'forbidden' }])
  expect(await refusalsOf(eve)).toMatchObject([{ operation: 'GET /sync/:documentId', reason: 'notFound', asked: pageId }])
})

/** The code with which the server ends a socket for lists that was opened with these headers. */
function openLive(visitor: { url: string, headers: Record<string, string> }, headers: Record<string, string>): Promise<{ code: number }> {
  const socket = new WebSocket(`${visitor.url.replace('http', 'ws')}/api/live`, { headers: { ...visitor.headers, ...headers } })
  return new Promise((resolve, reject) => { socket.on('close', code => resolve({ code })).on('error', reject) })
}
