import { beforeAll, describe, expect, test } from 'vitest'
import { removeColumn } from '@kopa/shared/boards/column.ts'
import { putLabel } from '@kopa/shared/boards/label.ts'
import type { RuleDoing, Trigger } from '@kopa/shared/boards/rule.ts'
import { addTask, moveTask, setPriority, setRepeat } from '@kopa/shared/boards/task-verbs.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import { listDueTasks } from '../../server/boards/rule-queries.ts'
import { noteAnswers, setOffDue } from '../../server/boards/rule-run-commands.ts'
import { readConfig } from '../../server/config.ts'
import { contextFor } from '../../server/core/context.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { sideOf, writeBoard, writeTasks } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { ruled, soon } from '../support/ruled-board.ts'
import { until } from '../support/services.ts'
import { colleague, type Person, refusalOf } from '../support/world.ts'

/** Automation rules of a board that two companies share: what they do, what they must not, and what their log tells. */
let app: TestApp
/** Another node: it folds the same boards, and looks for the same runs. */
let other: TestApp
beforeAll(async () => {
  app = await startApp()
  other = await startApp({ beside: app })
})

const high: RuleDoing = { do: 'prioritise', priority: 'high' }
const added: Trigger = { on: 'added' }

const workContext = () => contextFor({ database: app.database, config: readConfig({}), log: app.app.log, outbox: createOutbox(app.database, app.app.log) }, null)

describe('a rule', () => {
  test('does its steps in order when a task enters the column, once, although two nodes fold the board', async () => {
    const world = await ruled(app.url)
    const { ana, bo, boardId, todo, done, rule, runs, untilRuns, task } = world
    await rule(ana, { on: 'entered', column: done }, [high, { do: 'assign', userId: ana.userId }, { do: 'checklist', lines: ['Tell the partner', 'Archive'] }])
    const [id = ''] = await writeTasks(ana, boardId, [{ title: 'Contract', column: todo }])
    const [here, there] = [openPage(ana, boardId), openPage(Object.assign(Object.create(bo) as Person, { url: other.url }), boardId)]
    await Promise.all([here.synced, there.synced])
    moveTask(here.doc, id, done, 'V')
    await untilRuns(['done'])
    await until(async () => findTask(there.doc, id)?.priority === 'high')
    here.leave()
    there.leave()
    await expect.poll(() => task(id), soon).toMatchObject({ column: done, priority: 'high', assignees: [{ userId: ana.userId }], checklist: [{ text: 'Tell the partner' }, { text: 'Archive' }] })
    expect(await runs(bo)).toMatchObject([{ taskId: id, state: 'done', event: { on: 'entered', column: done }, isChained: false, acts: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }] }])
    const facts = await app.database.selectFrom('events').select(['name', 'userId']).where('name', '=', 'rule.ran').where('workspaceId', '=', world.workspaceId).execute()
    expect(facts).toEqual([{ name: 'rule.ran', userId: ana.userId }])
  })

  test('looks at its conditions, and leaves alone what has happened before and what a company keeps for itself', async () => {
    const { ana, bo, boardId, one, todo, rule, untilRuns, task } = await ruled(app.url)
    const [old = ''] = await writeTasks(ana, boardId, [{ title: 'Old', column: todo }])
    await rule(ana, added, [high], { conditions: [{ of: 'company', companyId: ana.companyId, is: true }, { of: 'deadline', is: false }] })
    await writeTasks(ana, await sideOf(ana, one), [{ title: 'Ours alone', column: todo, companyId: ana.companyId }])
    const [hers = '', his = '', dated = ''] = await writeTasks(ana, boardId, [{ title: 'Hers', column: todo, companyId: ana.companyId }, { title: 'His', column: todo, companyId: bo.companyId }, { title: 'Dated', column: todo, companyId: ana.companyId, deadline: { day: '2026-03-02' } }])
    await untilRuns(['done'])
    await expect.poll(async () => (await task(hers)).priority, soon).toBe('high')
    expect([await task(his), await task(dated), await task(old)].map(({ priority }) => priority)).toEqual([null, null, null])
  })

  test('sets off others, none twice in a chain; a chain ends, and the log says where', async () => {
    const { ana, bo, boardId, todo, done, rule, untilRuns, runs } = await ruled(app.url)
    await rule(ana, { on: 'entered', column: todo }, [{ do: 'move', column: done }])
    await rule(bo, { on: 'entered', column: done }, [{ do: 'move', column: todo }])
    await writeTasks(ana, boardId, [{ title: 'To and fro', column: todo }])
    await untilRuns(['loop', 'done', 'done'])
    expect((await runs()).map(({ isChained }) => isChained)).toEqual([true, true, false])
  })

  test('chains end after three others', async () => {
    const { ana, boardId, todo, rule, untilRuns } = await ruled(app.url)
    await writeBoard(ana, boardId, doc => ['a', 'b', 'c', 'd', 'e'].forEach(id => putLabel(doc, { id, name: id, color: 0 })))
    await rule(ana, added, [{ do: 'label', label: 'a' }])
    for (const [from, to] of [['a', 'b'], ['b', 'c'], ['c', 'd'], ['d', 'e']] as const) await rule(ana, { on: 'labelled', label: from }, [{ do: 'label', label: to }])
    await writeTasks(ana, boardId, [{ title: 'Deep', column: todo }])
    await untilRuns(['tooDeep', 'done', 'done', 'done', 'done'])
  })

  test('that was written anew does not do the new thing for what came before', async () => {
    const { ana, bo, workspaceId, one, boardId, todo, rule, runs, untilRuns, task } = await ruled(app.url)
    const ruleId = await rule(ana, added, [high])
    const [id = ''] = await writeTasks(bo, boardId, [{ title: 'Came before', column: todo }])
    await untilRuns(['done'])
    const [run] = await runs()
    const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
    await eva.rules.changeRule({ ...one, ruleId, name: '', trigger: added, conditions: [], acts: [{ do: 'checklist', lines: ['The new thing'] }] })
    // As if nobody had come to it until now.
    await app.database.updateTable('ruleRuns').set({ state: 'waiting', acts: '[]', answered: '[]', claimedUntil: null, finishedAt: null }).where('id', '=', run?.id ?? '').execute()
    await untilRuns(['ruleOff'])
    expect((await task(id)).checklist).toEqual([])
  })

  test('that somebody else has taken meanwhile is not written', async () => {
    const { ana, boardId, todo, rule, runs, untilRuns } = await ruled(app.url)
    await rule(ana, added, [high])
    await writeTasks(ana, boardId, [{ title: 'Taken', column: todo }])
    await untilRuns(['done'])
    const id = (await runs())[0]?.id ?? ''
    await app.database.updateTable('ruleRuns').set({ state: 'waiting', acts: '[]', tries: 2, claimedUntil: new Date(Date.now() + 3_600_000) }).where('id', '=', id).execute()
    const note = (tries: number) => noteAnswers(workContext(), { boardId, userId: ana.userId, tries, runs: [] }, [{ runId: id, state: 'done', reason: null, acts: [{ act: high, outcome: 'done' }], events: [], after: null, followers: [] }], null)
    await expect(note(1)).rejects.toThrow('somebody else')
    await note(2)
    expect((await runs())[0]?.acts).toMatchObject([{ outcome: 'done' }])
  })

  test('does not run again on what comes after the task by what it does', async () => {
    const { ana, boardId, todo, done, rule, untilRuns } = await ruled(app.url)
    await rule(ana, added, [{ do: 'move', column: done }])
    await writeBoard(ana, boardId, doc => doc.transact(() => {
      const id = crypto.randomUUID()
      addTask(doc, { id, title: 'Every week', column: todo, order: 'U', rank: 'U', deadline: { day: '2026-03-02' } }, { userId: ana.userId, at: 0 })
      setRepeat(doc, id, { every: 1, unit: 'week', weekdays: [] })
    }))
    await untilRuns(['loop', 'done'])
    // Its fold has seen what comes after: there is nothing new in that.
    await until(async () => (await app.database.selectFrom('tasks').select('taskId').where('boardId', '=', boardId).execute()).length === 2)
    expect(await app.database.selectFrom('ruleRuns').select('state').where('boardId', '=', boardId).execute()).toHaveLength(2)
  })

  test('is told of a deadline that has passed, or comes near, once; not of what lies long back, nor of what is done', async () => {
    const { ana, boardId, todo, done, rule, untilRuns, runs, task } = await ruled(app.url)
    const ids = [await rule(ana, { on: 'overdue' }, [{ do: 'prioritise', priority: 'urgent' }]), await rule(ana, { on: 'due', days: 3 }, [high], { conditions: [{ of: 'priority', priority: 'none', is: true }] })]
    const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    const [late = '', soonDue = '', sorted = ''] = await writeTasks(ana, boardId, [
      { title: 'Late', column: todo, deadline: { day: ago(2) } }, { title: 'In two days', column: todo, deadline: { day: ago(-2) } }, { title: 'In two days, low', column: todo, priority: 'low', deadline: { day: ago(-2) } },
      { title: 'Long ago', column: todo, deadline: { day: ago(60) } }, { title: 'Later', column: todo, deadline: { day: ago(-9) } }, { title: 'Done', column: done, deadline: { day: ago(2) } },
    ])
    await until(async () => (await app.database.selectFrom('tasks').select('taskId').where('boardId', '=', boardId).execute()).length === 6)
    // As if they had been switched on long ago.
    await app.database.updateTable('rules').set({ onSince: new Date(0) }).where('id', 'in', ids).execute()
    const context = workContext()
    for (let round = 0; round < 2; round++) await setOffDue(context, await listDueTasks(app.database, new Date()))
    expect((await listDueTasks(app.database, new Date())).filter(one => one.boardId === boardId)).toEqual([])
    await untilRuns(['done', 'done'])
    expect((await runs()).map(({ taskId, event }) => [taskId, event.on]).toSorted(([, one = ''], [, other = '']) => one.localeCompare(other))).toEqual([[soonDue, 'due'], [late, 'overdue']])
    await expect.poll(async () => [(await task(late)).priority, (await task(soonDue)).priority, (await task(sorted)).priority], soon).toEqual(['urgent', 'high', 'low'])
  })
})

test('deadlines of long ago on one board hold up no rule of another; what was told is not told again', async () => {
  const [theirs, ours] = [await ruled(app.url), await ruled(app.url)]
  const ids = await Promise.all([theirs, ours].map(({ rule, ana }) => rule(ana, { on: 'overdue' }, [high])))
  const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10)
  const old = Array.from({ length: 2100 }, (_, n) => ({ documentId: theirs.boardId, boardId: theirs.boardId, taskId: `old${n}`, title: '', stage: 'open' as const, percent: 0, rank: '', deadlineDay: eightDaysAgo }))
  await app.database.insertInto('tasks').values(old).execute()
  const anHourAgo = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000 + 700).toISOString()
  const [late = ''] = await writeTasks(ours.ana, ours.boardId, [{ title: 'Late', column: ours.todo, deadline: { instant: anHourAgo } }])
  await until(async () => (await app.database.selectFrom('tasks').select('taskId').where('boardId', '=', ours.boardId).execute()).length === 1)
  await app.database.updateTable('rules').set({ onSince: new Date(0) }).where('id', 'in', ids).execute()
  const due = async () => (await listDueTasks(app.database, new Date())).filter(one => one.boardId === ours.boardId)
  expect((await due()).map(({ taskId }) => taskId)).toEqual([late])
  await setOffDue(workContext(), await due())
  expect(await due()).toEqual([])
})

describe('a rule of one company', () => {
  test('neither gives out the other\'s tasks nor sets their dates; it may sort them', async () => {
    const { ana, bo, boardId, todo, done, rule, untilRuns, runs, task } = await ruled(app.url)
    await rule(ana, added, [{ do: 'assign', userId: bo.userId }, { do: 'deadline', days: 1, isWorking: false }, { do: 'move', column: done }])
    const [id = ''] = await writeTasks(ana, boardId, [{ title: 'His', column: todo, companyId: bo.companyId }])
    await untilRuns(['done'])
    expect((await runs())[0]?.acts.map(({ outcome }) => outcome)).toEqual(['partnersTask', 'partnersTask', 'done'])
    await expect.poll(() => task(id), soon).toMatchObject({ column: done, assignees: [], deadline: null, companyId: bo.companyId })
  })

  test('is seen by the other, who may switch it off, and nothing else', async () => {
    const { ana, bo, one, workspaceId, rule } = await ruled(app.url)
    const ruleId = await rule(ana, added, [high], { name: 'Ours' })
    const vera = await colleague(bo, workspaceId, 'Vera', 'viewer')
    const body = { ...one, ruleId, name: 'Theirs', trigger: added, conditions: [], acts: [high] }
    expect((await bo.rules.listRules(one)).rules).toMatchObject([{ id: ruleId, name: 'Ours', companyId: ana.companyId, isOn: true }])
    expect(await refusalOf(bo.rules.changeRule(body))).toMatchObject({ status: 403, code: 'otherCompanysRule' })
    expect(await refusalOf(bo.rules.removeRule({ ...one, ruleId }))).toMatchObject({ status: 403, code: 'otherCompanysRule' })
    expect(await refusalOf(vera.rules.switchRule({ ...one, ruleId, isOn: false }))).toMatchObject({ status: 403, code: 'forbidden' })
    await bo.rules.switchRule({ ...one, ruleId, isOn: false })
    expect(await refusalOf(bo.rules.switchRule({ ...one, ruleId, isOn: true }))).toMatchObject({ status: 403, code: 'otherCompanysRule' })
    expect((await ana.rules.listRules(one)).rules).toMatchObject([{ isOn: false, offReason: null }])
  })

  test('ends with the rights of who it acts for', async () => {
    const { ana, bo, one, boardId, workspaceId, todo, rule, untilRuns, task } = await ruled(app.url)
    const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
    await rule(eva, added, [high])
    await ana.workspaces.changeMember({ workspaceId, userId: eva.userId, role: 'viewer' })
    const [id = ''] = await writeTasks(bo, boardId, [{ title: 'Later', column: todo }])
    await untilRuns(['makerGone'])
    expect((await task(id)).priority).toBeNull()
    expect((await ana.rules.listRules(one)).rules).toMatchObject([{ isOn: false, offReason: 'makerGone' }])
  })

  test('that cannot do what it says is switched off when it has failed five times', async () => {
    const { ana, one, boardId, todo, done, rule, untilRuns } = await ruled(app.url)
    await rule(ana, added, [{ do: 'move', column: done }])
    await writeBoard(ana, boardId, doc => removeColumn(doc, done))
    await writeTasks(ana, boardId, ['1', '2', '3', '4', '5'].map(title => ({ title, column: todo })))
    await untilRuns(Array<string>(5).fill('failed'))
    expect((await ana.rules.listRules(one)).rules).toMatchObject([{ isOn: false, offReason: 'failed' }])
  })

  test('runs two hundred times in an hour; the log says once what was left out', async () => {
    const { ana, boardId, todo, rule, runs } = await ruled(app.url)
    await rule(ana, added, [high])
    await writeBoard(ana, boardId, doc => doc.transact(() => {
      for (let n = 0; n < 230; n++) addTask(doc, { id: crypto.randomUUID(), title: String(n), column: todo, order: 'U', rank: 'U' }, { userId: ana.userId, at: 0 })
    }))
    await until(async () => (await app.database.selectFrom('ruleRuns').select('id').where('boardId', '=', boardId).where('state', '=', 'done').execute()).length === 200)
    const left = await app.database.selectFrom('ruleRuns').select(['reason', 'leftOut']).where('boardId', '=', boardId).where('state', '<>', 'done').execute()
    expect(left).toEqual([{ reason: 'tooMany', leftOut: 30 }])
    expect(await runs()).toHaveLength(50)
    // Four edits of fifty each, and the writer's own: what the server writes for a person uses up few of their client ids.
    expect((await app.database.selectFrom('documentClients').select('clientId').where('documentId', '=', boardId).execute()).length).toBeLessThan(6)
  })
})

describe('a run', () => {
  test('is taken back wholly, and sets off nothing by that; or not at all, when the task says something else by now', async () => {
    const { ana, bo, one, boardId, todo, done, rule, untilRuns, runs, task } = await ruled(app.url)
    await rule(ana, { on: 'entered', column: todo }, [{ do: 'move', column: done }, high])
    const [first = '', second = ''] = await writeTasks(ana, boardId, [{ title: 'First', column: todo }, { title: 'Second', column: todo }])
    await untilRuns(['done', 'done'])
    const runOf = async (id: string): Promise<string> => (await runs()).find(({ taskId }) => taskId === id)?.id ?? ''
    await bo.rules.undoRuleRun({ ...one, runId: await runOf(first) })
    expect(await task(first)).toMatchObject({ column: todo, priority: null })
    await writeBoard(bo, boardId, doc => setPriority(doc, second, 'low'))
    expect(await refusalOf(bo.rules.undoRuleRun({ ...one, runId: await runOf(second) }))).toMatchObject({ status: 409, code: 'runNotUndoable' })
    expect(await refusalOf(bo.rules.undoRuleRun({ ...one, runId: await runOf(first) }))).toMatchObject({ status: 409, code: 'runNotUndoable' })
    expect(await task(second)).toMatchObject({ column: done, priority: 'low' })
    const settled = async () => (await app.database.selectFrom('tasks').select(['taskId', 'columnId']).where('boardId', '=', boardId).execute()).find(({ taskId }) => taskId === first)?.columnId
    await until(async () => await settled() === todo)
    expect(new Set((await runs()).map(({ undoneBy }) => undoneBy))).toEqual(new Set([bo.userId, null]))
    expect(await runs()).toHaveLength(2)
  })
})

describe('what is asked wrongly', () => {
  test('is refused with a sentence', async () => {
    const { ana, one } = await ruled(app.url)
    const make = (change: object) => ana.rules.createRule({ ...one, name: 'x', trigger: added, conditions: [], acts: [high], ...change })
    const wrong = [
      { acts: [] }, { acts: Array.from({ length: 9 }, () => high) }, { acts: [{ do: 'remove' }] }, { acts: [{ do: 'move', column: '' }] }, { acts: [{ do: 'move', column: '../x' }] }, { acts: [{ do: 'checklist', lines: [] }] },
      { acts: [{ do: 'checklist', lines: ['  '] }] }, { acts: [{ do: 'checklist', lines: ['a\0b'] }] }, { acts: [{ do: 'checklist', lines: ['a\ud800'] }] }, { acts: [{ do: 'deadline', days: -1, isWorking: true }] }, { acts: [{ do: 'deadline', days: 1e9, isWorking: true }] }, { acts: [{ do: 'assign', userId: 'ana' }] },
      { trigger: { on: 'never' } }, { trigger: { on: 'due', days: 1.5 } }, { trigger: { on: 'entered' } }, { conditions: [{ of: 'label', label: 'x' }] }, { conditions: [{ of: 'secret', is: true }] }, { name: 'x'.repeat(121) }, { companyId: ana.companyId },
    ]
    for (const change of wrong) expect(await refusalOf(make(change)), JSON.stringify(change).slice(0, 80)).toMatchObject({ status: 422, code: 'invalid' })
    expect((await ana.rules.listRules(one)).rules).toEqual([])
    await ana.boards.archiveBoard(one)
    expect(await refusalOf(make({}))).toMatchObject({ status: 409, code: 'boardArchived' })
  })

  test('a company has fifty rules on a board at most, whatever the other has', async () => {
    const { ana, bo, one, rule } = await ruled(app.url)
    const made = await Promise.allSettled(Array.from({ length: 52 }, () => rule(ana, added, [high])))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    await rule(bo, added, [high])
    expect((await ana.rules.listRules(one)).rules).toHaveLength(51)
  })
})
