import { beforeAll, describe, expect, test } from 'vitest'
import { calendarsOf } from '@kopa/shared/boards/board-calendar.ts'
import { planTask, removeTask, setCompany } from '@kopa/shared/boards/task-verbs.ts'
import { addDaysOff, calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { writeBoard } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { boardOf, intentions } from '../support/planned-board.ts'
import { until } from '../support/services.ts'
import { type Person, refusalOf, secretOf, signUp, twoCompanies } from '../support/world.ts'

/** Whoever changes an own task may push the partner's by links: nobody has to be asked, and they are told. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

/** Contract (Ana's), then Pilot (Bo's), two days each; Logo (Bo's) of one day follows Sketch (Ana's) of one day: they have two days of slack. */
async function linked() {
  const world = await twoCompanies(app.url)
  const { ana, bo, workspaceId } = world
  const { id: boardId } = await boardOf(world, app.url, [
    { id: 'Contract', companyId: ana.companyId }, { id: 'Pilot', companyId: bo.companyId },
    { id: 'Sketch', companyId: ana.companyId, plan: intentions({ duration: 480 }) }, { id: 'Logo', companyId: bo.companyId, plan: intentions({ duration: 480 }) },
  ], [['Contract', 'Pilot'], ['Sketch', 'Logo']])
  const one = { workspaceId, boardId }
  const finishOf = async (taskId: string) => (await app.database.selectFrom('tasks').select('finish').where('boardId', '=', boardId).where('taskId', '=', taskId).executeTakeFirst())?.finish
  /** The keeper folds a moment after it was written. */
  const untilEnds = (taskId: string, finish: string): Promise<void> => until(async () => await finishOf(taskId) === finish)
  const lasts = (person: Person, taskId: string, duration: number) => writeBoard(person, boardId, doc => planTask(doc, taskId, intentions({ duration })))
  const told = async (person: Person) => (await person.proposals.listProposals(one)).proposals.filter(({ kind }) => kind === 'push')
  await untilEnds('Pilot', '2026-03-05T17:00')
  return { ...world, one, untilEnds, lasts, told }
}

test('whoever is pushed past their slack by another company\'s change is told, on the board and in "My work", until it is so no longer', async () => {
  const { ana, bo, untilEnds, lasts, told } = await linked()
  await lasts(ana, 'Contract', 1440)
  await untilEnds('Pilot', '2026-03-06T17:00')
  const pushed = { was: '2026-03-05T17:00', late: '2026-03-05T17:00', is: '2026-03-06T17:00' }
  const [first] = await told(bo)
  expect(first).toMatchObject({ kind: 'push', state: 'open', fromCompanyId: ana.companyId, toCompanyId: bo.companyId, proposedBy: ana.userId, tasks: [{ taskId: 'Pilot', plan: null, pushed }] })
  expect((await bo.proposals.listWaiting({})).proposals).toMatchObject([{ kind: 'push', titles: ['Pilot'], pushed: [pushed], proposedBy: ana.name }])
  expect([(await ana.proposals.listWaiting({ whose: 'partner' })).proposals, (await ana.proposals.listWaiting({})).proposals]).toEqual([[], []])
  await lasts(ana, 'Contract', 1920)
  await untilEnds('Pilot', '2026-03-09T17:00')
  expect(await told(bo)).toMatchObject([{ id: first?.id, tasks: [{ taskId: 'Pilot', pushed: { ...pushed, is: '2026-03-09T17:00' } }] }])
  await lasts(ana, 'Contract', 960)
  await untilEnds('Pilot', '2026-03-05T17:00')
  expect(await told(bo)).toEqual([])
  expect(await told(ana)).toEqual([])
})

test('on a private board, within the slack and by the own company nobody is told', async () => {
  const { ana, bo, untilEnds, lasts, told, one } = await linked()
  await ana.boards.changeBoardWall({ ...one, isPrivate: true })
  await lasts(ana, 'Contract', 1440)
  await untilEnds('Pilot', '2026-03-06T17:00')
  await ana.boards.changeBoardWall({ ...one, isPrivate: false })
  expect(await told(bo)).toEqual([])
  await lasts(ana, 'Sketch', 960)
  await untilEnds('Logo', '2026-03-04T17:00')
  await lasts(bo, 'Pilot', 1920)
  await untilEnds('Pilot', '2026-03-10T17:00')
  expect([await told(bo), await told(ana)]).toEqual([[], []])
})

test('nobody is told of what they have agreed to', async () => {
  const { ana, bo, one, untilEnds, lasts, told } = await linked()
  const { proposal } = await ana.proposals.proposeMove({ ...one, toCompanyId: bo.companyId, moves: [{ taskId: 'Pilot', plan: intentions({ duration: 1440 }) }] })
  await Promise.all([bo.proposals.acceptProposal({ ...one, proposalId: proposal.id }), lasts(ana, 'Sketch', 960)])
  await untilEnds('Pilot', '2026-03-06T17:00')
  await untilEnds('Logo', '2026-03-04T17:00')
  expect(await told(bo)).toEqual([])
})

test('who was pushed notes it, for good: who pushed cannot take it away, and a third company knows nothing', async () => {
  const { ana, bo, one, workspaceId, untilEnds, lasts, told } = await linked()
  const cai = await signUp(app.url, { name: 'Cai', companyName: 'Cedar', invitation: secretOf((await ana.people.inviteCompany({ workspaceId, role: 'admin', daysValid: 1 })).url) })
  await lasts(ana, 'Contract', 1440)
  await untilEnds('Pilot', '2026-03-06T17:00')
  const proposalId = (await told(bo))[0]?.id ?? ''
  const decided = { ...one, proposalId }
  for (const act of ['withdrawProposal', 'acceptProposal', 'declineProposal'] as const) expect(await refusalOf(ana.proposals[act](decided))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
  expect(await refusalOf(cai.proposals.acceptProposal(decided))).toMatchObject({ status: 404 })
  expect(await told(cai)).toEqual([])
  await bo.proposals.acceptProposal(decided)
  expect(await told(bo)).toMatchObject([{ id: proposalId, state: 'accepted', decidedBy: bo.userId }])
  expect((await bo.proposals.listWaiting({})).proposals).toEqual([])
  await lasts(ana, 'Contract', 1920)
  await untilEnds('Pilot', '2026-03-09T17:00')
  expect((await told(bo)).map(({ state, tasks }) => [state, tasks[0]?.pushed?.was])).toEqual([['open', '2026-03-06T17:00'], ['accepted', '2026-03-05T17:00']])
})

test('who was pushed may object, which who pushed reads; also where a program writes the partner\'s working days', async () => {
  const { ana, bo, one, untilEnds, told } = await linked()
  await writeBoard(ana, one.boardId, doc => addDaysOff(doc, bo.companyId, { title: 'Away', from: '2026-03-04', to: '2026-03-04' }))
  await untilEnds('Pilot', '2026-03-06T17:00')
  const [pushed] = await told(bo)
  expect(pushed).toMatchObject({ fromCompanyId: ana.companyId, proposedBy: ana.userId, tasks: [{ taskId: 'Pilot', pushed: { was: '2026-03-05T17:00', is: '2026-03-06T17:00' } }] })
  await bo.proposals.declineProposal({ ...one, proposalId: pushed?.id ?? '', note: 'We work that day' })
  expect(await told(ana)).toMatchObject([{ state: 'declined', answer: 'We work that day', decidedBy: bo.userId }])
  expect((await bo.proposals.listWaiting({})).proposals).toEqual([])
})

test('a task that is taken over or removed is told of no longer', async () => {
  const { ana, bo, one, untilEnds, lasts, told } = await linked()
  await lasts(ana, 'Contract', 1440)
  await lasts(ana, 'Sketch', 2400)
  await untilEnds('Logo', '2026-03-09T17:00')
  expect((await told(bo)).flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId)).toSorted()).toEqual(['Logo', 'Pilot'])
  await writeBoard(bo, one.boardId, doc => { removeTask(doc, 'Logo', { userId: bo.userId, at: 1 }); setCompany(doc, 'Pilot', null) })
  await until(async () => (await told(bo)).length === 0)
})

describe('working days of the partner', () => {
  const calendarOf = async (person: Person, boardId: string, companyId: string) => {
    const reader = openPage(person, boardId)
    await reader.synced
    const found = calendarOfCompany(calendarsOf(reader.doc), companyId)
    reader.leave()
    return found
  }
  const days = { title: 'Summer', from: '2026-07-06', to: '2026-07-10' }

  test('stay as they are until they accept; then hours, country and days off are theirs, in their name', async () => {
    const { ana, bo, one } = await linked()
    const before = await calendarOf(ana, one.boardId, bo.companyId)
    const changes = [{ change: 'country' as const, country: 'EE' as const }, { change: 'hours' as const, weekday: 4, shifts: [[480, 720] as const] }, { change: 'daysAdded' as const, days }]
    const { proposal } = await ana.proposals.proposeCalendar({ ...one, toCompanyId: bo.companyId, changes: [...changes], note: 'As you said' })
    expect(proposal).toMatchObject({ kind: 'calendar', state: 'open', tasks: [], calendar: changes, note: 'As you said' })
    expect(await calendarOf(ana, one.boardId, bo.companyId)).toEqual(before)
    expect((await bo.proposals.listWaiting({})).proposals).toMatchObject([{ id: proposal.id, kind: 'calendar', titles: [], count: 0, mayDecide: true }])
    expect(await refusalOf(ana.proposals.acceptProposal({ ...one, proposalId: proposal.id }))).toMatchObject({ status: 403, code: 'otherCompanyDecides' })
    await bo.proposals.acceptProposal({ ...one, proposalId: proposal.id })
    const after = await calendarOf(ana, one.boardId, bo.companyId)
    expect([after?.country, after?.week[4], after?.exceptions.map(({ title }) => title)]).toEqual(['EE', [[480, 720]], ['Summer']])
    const back = await ana.proposals.proposeCalendar({ ...one, toCompanyId: bo.companyId, changes: [{ change: 'daysRemoved', days }, { change: 'daysAdded', days: { ...days, to: '2026-01-01' } }] })
    await bo.proposals.acceptProposal({ ...one, proposalId: back.proposal.id })
    expect((await calendarOf(ana, one.boardId, bo.companyId))?.exceptions).toEqual([])
    expect((await calendarOf(ana, one.boardId, ana.companyId))?.country).not.toBe('EE')
  })

  test('are not asked about oneself, nor with what is no change; declined, nothing is changed', async () => {
    const { ana, bo, one } = await linked()
    const ask = (change: object) => ana.proposals.proposeCalendar({ ...one, toCompanyId: bo.companyId, changes: [{ change: 'country', country: 'EE' }], ...change })
    const hours = (shifts: unknown, weekday: unknown = 1) => ({ changes: [{ change: 'hours', weekday, shifts }] })
    const wrong = [
      { changes: [] }, { changes: [{ change: 'country', country: 'XX' }] }, { changes: [{ change: 'country' }] }, { changes: [{ change: 'country', country: 'EE', companyId: ana.companyId }] }, { changes: [{ change: 'week' }] },
      hours([[480]]), hours([[480, 720, 900]]), hours([[-1, 720]]), hours([[480, 1441]]), hours('8-12'), hours([], 7), hours(Array.from({ length: 25 }, () => [480, 720])),
      { changes: [{ change: 'daysAdded', days: { ...days, from: 'soon' } }] }, { changes: [{ change: 'daysAdded', days: { ...days, title: 'x'.repeat(201) } }] }, { changes: Array.from({ length: 61 }, () => ({ change: 'country', country: 'EE' })) }, { state: 'accepted' },
    ]
    for (const change of wrong) expect(await refusalOf(ask(change)), JSON.stringify(change).slice(0, 80)).toMatchObject({ status: 422, code: 'invalid' })
    expect(await refusalOf(ask({ toCompanyId: ana.companyId }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    expect(await refusalOf(ask({ toCompanyId: crypto.randomUUID() }))).toMatchObject({ status: 422, code: 'nobodyToAsk' })
    const before = await calendarOf(bo, one.boardId, bo.companyId)
    const { proposal } = await ask({})
    await bo.proposals.declineProposal({ ...one, proposalId: proposal.id })
    expect(await calendarOf(bo, one.boardId, bo.companyId)).toEqual(before)
  })
})
