import { beforeAll, describe, expect, test } from 'vitest'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { linksOf } from '@kopa/shared/boards/link.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import { planTask, restoreTask, setCompany } from '@kopa/shared/boards/task-verbs.ts'
import { decideProposal } from '../../server/boards/proposal-commands.ts'
import { readConfig } from '../../server/config.ts'
import { contextFor } from '../../server/core/context.ts'
import { openConnection, openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { openEngine } from '../../server/documents/engine.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { withBoard, writeBoard, writeTasks, type BoardWorld } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { colleague, type Person, refusalOf, secretOf, signUp } from '../support/world.ts'

/** What one company asks of another about tasks of a board that they share, and what becomes of it. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const later = { ...freshPlan, duration: 960, constraint: 'SNET' as const, constraintAt: '2026-03-09T08:00' }
const states = async (person: Person, one: BoardWorld['one']): Promise<string[]> => (await person.proposals.listProposals(one)).proposals.map(({ state }) => state)

/** Until rows tell of so many tasks of a board: the keeper folds a moment after they were written. */
const untilTasks = ({ database }: TestApp, boardId: string, count: number): Promise<void> =>
  until(async () => (await database.selectFrom('tasks').select('taskId').where('boardId', '=', boardId).execute()).length === count)

/** Ana's board with a task of each company; what a task says now. */
async function sharedBoard() {
  const world = await withBoard(app.url)
  const { ana, bo, boardId } = world
  const [hers = '', his = ''] = await writeTasks(ana, boardId, [{ title: 'Contract', companyId: ana.companyId }, { title: 'Pilot', companyId: bo.companyId, plan: freshPlan }])
  async function task(id: string) {
    const reader = openPage(ana, boardId)
    await reader.synced
    const found = findTask(reader.doc, id)
    reader.leave()
    return found
  }
  const proposeMove = (taskId = his, note?: string) => ana.proposals.proposeMove({ ...world.one, toCompanyId: bo.companyId, moves: [{ taskId, plan: later }], ...note !== undefined && { note } })
  return { ...world, hers, his, task, proposeMove }
}

describe('a move of the partner\'s task', () => {
  test('waits until they accept; then it is in the board, in the name of who accepted', async () => {
    const { ana, bo, one, his, task, proposeMove, boardId } = await sharedBoard()
    const { proposal } = await proposeMove(his, '  We are late. ')
    expect(proposal).toMatchObject({ kind: 'move', state: 'open', fromCompanyId: ana.companyId, toCompanyId: bo.companyId, note: 'We are late.', proposedBy: ana.userId, decidedBy: null })
    expect((await task(his))?.plan).toEqual(freshPlan)
    expect((await bo.proposals.listProposals(one)).proposals).toEqual([proposal])
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    expect((await task(his))?.plan).toEqual(later)
    expect((await ana.proposals.listProposals(one)).proposals).toMatchObject([{ state: 'accepted', decidedBy: bo.userId }])
    const clients = await app.database.selectFrom('documentClients').select('userId').where('documentId', '=', boardId).orderBy('boundAt', 'desc').executeTakeFirst()
    expect(clients?.userId).toBe(bo.userId)
  })

  test('where the decision cannot be written, nothing is written into the board either, and it can be accepted later', async () => {
    const { bo, one, his, task, proposeMove } = await sharedBoard()
    const { proposal: { id: proposalId } } = await proposeMove()
    const client = await openConnection({ connectionString: app.connectionString })
    await client.query(`alter table proposals add constraint none_is_decided check (id <> '${proposalId}' or state = 'open')`)
    expect(await refusalOf(bo.proposals.acceptProposal({ ...one, proposalId }))).toMatchObject({ code: 'unavailable' })
    expect([(await task(his))?.plan, await states(bo, one)]).toEqual([freshPlan, ['open']])
    await client.query('alter table proposals drop constraint none_is_decided')
    await client.end()
    await bo.proposals.acceptProposal({ ...one, proposalId })
    expect([(await task(his))?.plan, await states(bo, one)]).toEqual([later, ['accepted']])
  })

  test('is declined, or withdrawn: nothing changes, and it is decided once', async () => {
    const { ana, bo, one, his, task, proposeMove } = await sharedBoard()
    const [declined, withdrawn] = [(await proposeMove()).proposal.id, (await proposeMove()).proposal.id]
    await bo.proposals.declineProposal({ ...one, proposalId: declined, note: '  We are on leave. ' })
    expect((await ana.proposals.listProposals(one)).proposals.find(({ id }) => id === declined)).toMatchObject({ state: 'declined', answer: 'We are on leave.', decidedBy: bo.userId })
    await ana.proposals.withdrawProposal({ ...one, proposalId: withdrawn })
    expect((await task(his))?.plan).toEqual(freshPlan)
    expect((await states(bo, one)).toSorted()).toEqual(['declined', 'withdrawn'])
    for (const proposalId of [declined, withdrawn]) {
      for (const decide of [bo.proposals.acceptProposal, bo.proposals.declineProposal, ana.proposals.withdrawProposal]) {
        expect(await refusalOf(decide({ ...one, proposalId }))).toMatchObject({ status: 409, code: 'proposalDecided' })
      }
    }
    expect((await task(his))?.plan).toEqual(freshPlan)
  })

  test('of two who decide at the same moment one is told that it is decided', async () => {
    const { ana, bo, one, workspaceId, proposeMove, his, task } = await sharedBoard()
    const ben = await colleague(bo, workspaceId, 'Ben', 'editor')
    const { proposal: { id: proposalId } } = await proposeMove()
    const answers = await Promise.allSettled([bo.proposals.acceptProposal({ ...one, proposalId }), ben.proposals.declineProposal({ ...one, proposalId }), ana.proposals.withdrawProposal({ ...one, proposalId })])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [state] = await states(ana, one)
    expect((await task(his))?.plan).toEqual(state === 'accepted' ? later : freshPlan)
  })

  test('many that are accepted at the same moment, of boards that nobody has open, all happen: what is decided keeps no connection from what is written', async () => {
    const { ana, bo, workspaceId } = await sharedBoard()
    const boards = await Promise.all(Array.from({ length: 24 }, async (_, n) => (await ana.boards.createBoard({ workspaceId, title: `Board ${n}` })).board.id))
    const asked = await Promise.all(boards.map(async boardId => {
      const moves = [{ taskId: crypto.randomUUID(), plan: later }]
      return { workspaceId, boardId, proposalId: (await ana.proposals.proposeMove({ workspaceId, boardId, toCompanyId: bo.companyId, moves })).proposal.id }
    }))
    await Promise.all(asked.map(one => bo.proposals.acceptProposal(one)))
    expect(new Set((await Promise.all(asked.map(one => states(bo, one)))).flat())).toEqual(new Set(['accepted']))
  })

  test('is accepted once its turn has come, with no connection to the database in hand meanwhile: whoever writes before it may need the only one', async () => {
    const { bo, one: { workspaceId, boardId }, his, task, proposeMove } = await sharedBoard()
    const { proposal: { id: proposalId } } = await proposeMove()
    const { connectionString, app: { log } } = app
    const database = openDatabase({ connectionString }, createLog('silent'), { most: 1 })
    const parts = { database, log, outbox: createOutbox(database, log) }
    const documents = await openEngine({
      ...parts, openConnection: () => openConnection({ connectionString }), now: () => new Date(), projections: {},
      findAccess: async () => null, isSignedIn: async () => true, cluster: { nodeId: crypto.randomUUID(), redisUrl: null },
    })
    const { userId, companyId } = bo
    const context = { ...contextFor({ ...parts, config: readConfig({}) }, null), caller: { userId, companyId, companyRole: 'admin' as const, name: bo.name, language: 'en' as const }, workspaceId, actor: { userId, companyId, role: 'editor' as const, companyRole: 'admin' as const } }
    const accepted = Promise.withResolvers<void>()
    await documents.edit({
      documentId: boardId, userId, verb: 'setTitle', args: ['Written first'],
      async told() {
        decideProposal(context, { boardId, proposalId }, { decision: 'accepted', answer: '' }, documents).then(accepted.resolve, accepted.reject)
        // Whoever asks first is served first: somewhere in between the other has come as far as it goes.
        for (let n = 0; n < 50; n++) await database.selectFrom('boards').select('id').where('id', '=', boardId).executeTakeFirstOrThrow()
      },
    })
    await accepted.promise
    await documents.close()
    await database.destroy()
    await expect.poll(async () => (await task(his))?.plan, { timeout: 30_000 }).toEqual(later)
  })

  test('is decided by people of the asked company who may edit, and by nobody else', async () => {
    const { ana, bo, one, workspaceId, proposeMove } = await sharedBoard()
    const vera = await colleague(bo, workspaceId, 'Vera', 'viewer')
    const { proposal: { id: proposalId } } = await proposeMove()
    for (const note of ['x'.repeat(1001), 7, null, ['no']]) expect(await refusalOf(bo.proposals.declineProposal({ ...one, proposalId, note: note as never }))).toMatchObject({ status: 422, code: 'invalid' })
    expect(await refusalOf(ana.proposals.acceptProposal({ ...one, proposalId }))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
    expect(await refusalOf(ana.proposals.declineProposal({ ...one, proposalId }))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
    expect(await refusalOf(bo.proposals.withdrawProposal({ ...one, proposalId }))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
    expect(await refusalOf(vera.proposals.acceptProposal({ ...one, proposalId }))).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await states(vera, one)).toEqual(['open'])
  })

  test('a third company knows nothing of it', async () => {
    const { ana, one, workspaceId, proposeMove } = await sharedBoard()
    const cai = await signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: secretOf((await ana.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 1 })).url) })
    const { proposal: { id: proposalId } } = await proposeMove()
    expect(await states(cai, one)).toEqual([])
    expect(await refusalOf(cai.proposals.acceptProposal({ ...one, proposalId }))).toMatchObject({ status: 404 })
  })

  test('moves only what is still theirs, and nothing that is gone', async () => {
    const { bo, boardId, one, his, hers, task, ana } = await sharedBoard()
    const { proposal } = await ana.proposals.proposeMove({ ...one, toCompanyId: bo.companyId, moves: [{ taskId: hers, plan: later }, { taskId: 'nowhere', plan: later }, { taskId: his, plan: later }] })
    await writeBoard(bo, boardId, doc => setCompany(doc, his, null))
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    expect([(await task(hers))?.plan, (await task(his))?.plan]).toEqual([null, freshPlan])
  })

  test('what somebody plans meanwhile is replaced by what was agreed', async () => {
    const { bo, boardId, one, his, task, proposeMove } = await sharedBoard()
    const { proposal: { id: proposalId } } = await proposeMove()
    await writeBoard(bo, boardId, doc => planTask(doc, his, { ...freshPlan, duration: 240 }))
    await bo.proposals.acceptProposal({ ...one, proposalId })
    expect((await task(his))?.plan).toEqual(later)
  })
})

describe('a link that pushes the partner\'s task', () => {
  const link = (from: string, to: string) => ({ id: 'asked', from, to, type: 'FS' as const, lag: { kind: 'working' as const, amount: 480 }, isRemoved: false })
  const linksThere = async (person: Person, boardId: string) => {
    const reader = openPage(person, boardId)
    await reader.synced
    const links = linksOf(reader.doc)
    reader.leave()
    return links
  }

  test('waits until they accept; then it is in the board', async () => {
    const { ana, bo, boardId, one, hers, his } = await sharedBoard()
    const { proposal } = await ana.proposals.proposeLinks({ ...one, toCompanyId: bo.companyId, links: [link(hers, his)], note: 'First the contract' })
    expect(proposal).toMatchObject({ kind: 'link', links: [link(hers, his)], tasks: [{ taskId: his, plan: null }] })
    expect(await linksThere(bo, boardId)).toEqual([])
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    expect(await linksThere(ana, boardId)).toMatchObject([{ id: 'asked', from: hers, to: his, lag: { amount: 480 } }])
    expect(await states(ana, one)).toEqual(['accepted'])
  })

  test('is refused with a sentence where it is none', async () => {
    const { ana, bo, one, hers, his } = await sharedBoard()
    const good = link(hers, his)
    const wrong = [[], [{ ...good, type: 'XX' }], [{ ...good, lag: { kind: 'working', amount: 1e12 } }], [{ ...good, lag: { kind: 'working', amount: 'long' } }], [{ ...good, id: '../x' }], [{ ...good, created: 1 }], [{ ...good, to: '' }], Array.from({ length: 501 }, () => good)]
    for (const links of wrong) expect(await refusalOf(ana.proposals.proposeLinks({ ...one, toCompanyId: bo.companyId, links: links as never })), JSON.stringify(links).slice(0, 80)).toMatchObject({ status: 422, code: 'invalid' })
    expect(await refusalOf(ana.proposals.proposeLinks({ ...one, toCompanyId: ana.companyId, links: [good] }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
  })
})

describe('what waits for an answer, over all boards', () => {
  test('is told to both companies with what it is about, until it is decided; and to nobody else', async () => {
    const { ana, bo, one, workspaceId, his, hers } = await sharedBoard()
    const cai = await signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: secretOf((await ana.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 1 })).url) })
    const vera = await colleague(bo, workspaceId, 'Vera', 'viewer')
    const outsider = await signUp(app.url, { name: 'Olga', companyName: 'Oak' })
    await untilTasks(app, one.boardId, 2)
    const { proposal } = await ana.proposals.proposeHandOver({ ...one, toCompanyId: bo.companyId, newCompanyId: bo.companyId, taskIds: [hers, his, 'nowhere', 'nowhere2'], note: 'Yours now' })
    const waiting = async (person: Person, question = {}) => (await person.proposals.listWaiting(question)).proposals
    expect(await waiting(bo)).toMatchObject([{ id: proposal.id, kind: 'handOver', boardTitle: 'Launch', fromCompanyId: ana.companyId, toCompanyId: bo.companyId, newCompanyId: bo.companyId, proposedBy: 'Ana Alksne', note: 'Yours now', titles: ['Contract', 'Pilot', ''], count: 4, mayDecide: true }])
    expect(await waiting(vera)).toMatchObject([{ id: proposal.id, mayDecide: false }])
    expect(await waiting(ana, { whose: 'partner' })).toMatchObject([{ id: proposal.id }])
    expect([await waiting(ana), await waiting(bo, { whose: 'partner' }), await waiting(cai), await waiting(cai, { whose: 'partner' }), await waiting(outsider)]).toEqual([[], [], [], [], []])
    expect([(await waiting(bo, { workspaceId })).length, await waiting(bo, { workspaceId: crypto.randomUUID() })]).toEqual([1, []])
    for (const question of [{ whose: 'all' }, { workspaceId: 'x' }]) expect(await refusalOf(bo.proposals.listWaiting(question as never))).toMatchObject({ status: 422, code: 'invalid' })
    await ana.boards.archiveBoard(one)
    expect(await waiting(bo)).toEqual([])
    await ana.boards.restoreBoard(one)
    await ana.boards.changeBoardWall({ ...one, isPrivate: true })
    expect(await waiting(bo)).toEqual([])
    await ana.boards.changeBoardWall({ ...one, isPrivate: false })
    await bo.proposals.declineProposal({ ...one, proposalId: proposal.id })
    expect(await waiting(bo)).toEqual([])
  })
})

describe('a hand-over', () => {
  test('of an own task to the partner happens when they accept it, also where it was let go of before they did', async () => {
    const { ana, bo, boardId, one, hers, task } = await sharedBoard()
    const { proposal } = await ana.proposals.proposeHandOver({ ...one, toCompanyId: bo.companyId, newCompanyId: bo.companyId, taskIds: [hers] })
    expect((await task(hers))?.companyId).toBe(ana.companyId)
    await writeBoard(ana, boardId, doc => setCompany(doc, hers, null))
    expect(await task(hers)).toMatchObject({ companyId: null, letGoBy: ana.companyId })
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    expect((await task(hers))?.companyId).toBe(bo.companyId)
  })

  test('of a task of theirs to oneself, or to nobody, too; only what is theirs changes hands', async () => {
    const { ana, bo, one, his, hers, task } = await sharedBoard()
    const take = await ana.proposals.proposeHandOver({ ...one, toCompanyId: bo.companyId, newCompanyId: ana.companyId, taskIds: [his] })
    await bo.proposals.acceptProposal({ ...one, proposalId: take.proposal.id })
    expect((await task(his))?.companyId).toBe(ana.companyId)
    const release = await ana.proposals.proposeHandOver({ ...one, toCompanyId: bo.companyId, newCompanyId: null, taskIds: [hers] })
    await bo.proposals.acceptProposal({ ...one, proposalId: release.proposal.id })
    expect((await task(hers))?.companyId).toBe(ana.companyId)
  })
})

describe('a removal', () => {
  test('of a task of theirs happens when they accept it, in their name, and only of what is theirs; it can be restored', async () => {
    const { ana, bo, one, his, hers, task, boardId } = await sharedBoard()
    const { proposal } = await ana.proposals.proposeRemoval({ ...one, toCompanyId: bo.companyId, taskIds: [his, hers, 'nowhere'], note: 'Done twice' })
    expect(proposal).toMatchObject({ kind: 'removal', newCompanyId: null, tasks: [{ taskId: his, plan: null }, { taskId: hers }, { taskId: 'nowhere' }] })
    expect((await task(his))?.removed).toBeNull()
    expect(await refusalOf(ana.proposals.acceptProposal({ ...one, proposalId: proposal.id }))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    expect([(await task(his))?.removed?.userId, (await task(hers))?.removed]).toEqual([bo.userId, null])
    await writeBoard(ana, boardId, doc => restoreTask(doc, his))
    expect((await task(his))?.removed).toBeNull()
  })

  test('is refused with a sentence where it is none; declined, nothing is gone', async () => {
    const { ana, bo, one, his, task } = await sharedBoard()
    const ask = (change: object) => ana.proposals.proposeRemoval({ ...one, toCompanyId: bo.companyId, taskIds: [his], ...change })
    const wrong = [{ taskIds: [] }, { taskIds: ['../x'] }, { taskIds: [''] }, { taskIds: his }, { taskIds: Array.from({ length: 501 }, () => his) }, { newCompanyId: ana.companyId }, { note: 'x'.repeat(1001) }]
    for (const change of wrong) expect(await refusalOf(ask(change)), JSON.stringify(change).slice(0, 80)).toMatchObject({ status: 422, code: 'invalid' })
    for (const toCompanyId of [ana.companyId, crypto.randomUUID()]) expect(await refusalOf(ask({ toCompanyId }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    const { proposal: { id: proposalId } } = await ask({})
    await bo.proposals.declineProposal({ ...one, proposalId })
    expect([(await task(his))?.removed, await states(ana, one)]).toEqual([null, ['declined']])
  })
})

describe('what is asked wrongly', () => {
  test('is refused with a sentence: nobody to ask, third parties, no tasks, plans that are none', async () => {
    const { ana, bo, one, his, workspaceId } = await sharedBoard()
    const move = (change: object) => ana.proposals.proposeMove({ ...one, toCompanyId: bo.companyId, moves: [{ taskId: his, plan: later }], ...change })
    expect(await refusalOf(move({ toCompanyId: ana.companyId }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    expect(await refusalOf(move({ toCompanyId: crypto.randomUUID() }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    const plan = (change: object) => ({ moves: [{ taskId: his, plan: { ...later, ...change } }] })
    const wrong = [{ moves: [] }, { moves: [{ taskId: '../x', plan: later }] }, { moves: [{ taskId: his }] }, plan({ duration: -1 }), plan({ duration: 1e12 }), plan({ constraintAt: 'soon' }), plan({ more: 1 }), { note: 'x'.repeat(1001) }, { state: 'accepted' }]
    for (const change of wrong) expect(await refusalOf(move(change)), JSON.stringify(change).slice(0, 80)).toMatchObject({ status: 422, code: 'invalid' })
    const handOver = { ...one, toCompanyId: bo.companyId, taskIds: [his] }
    expect(await refusalOf(ana.proposals.proposeHandOver({ ...handOver, newCompanyId: crypto.randomUUID() }))).toMatchObject({ status: 422, code: 'invalid' })
    const { board } = await ana.boards.createBoard({ workspaceId, title: 'Ours', isPrivate: true })
    expect(await refusalOf(move({ boardId: board.id }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    expect(await states(ana, one)).toEqual([])
  })

  test('in an archived board nothing is asked and nothing decided', async () => {
    const { ana, bo, one, proposeMove } = await sharedBoard()
    const { proposal: { id: proposalId } } = await proposeMove()
    await ana.boards.archiveBoard(one)
    expect(await refusalOf(proposeMove())).toMatchObject({ status: 409, code: 'boardArchived' })
    expect(await refusalOf(bo.proposals.acceptProposal({ ...one, proposalId }))).toMatchObject({ status: 409, code: 'boardArchived' })
    expect(await states(bo, one)).toEqual(['open'])
  })
})
