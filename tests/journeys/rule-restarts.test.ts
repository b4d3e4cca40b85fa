import { beforeAll, expect, test } from 'vitest'
import type { RuleDoing, Trigger } from '@kopa/shared/boards/rule.ts'
import { setPriority } from '@kopa/shared/boards/task-verbs.ts'
import { finishUndoing } from '../../server/boards/rule-commands.ts'
import { readConfig } from '../../server/config.ts'
import { contextFor } from '../../server/core/context.ts'
import { openConnection } from '../../server/core/database.ts'
import { createOutbox } from '../../server/core/outbox.ts'
import { openEngine } from '../../server/documents/engine.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { writeBoard, writeTasks } from '../support/board-client.ts'
import { ruled, soon } from '../support/ruled-board.ts'
import { until } from '../support/services.ts'

/** What a server leaves half-way that dies while a rule runs, or while that is taken back: who comes after finds out what is in the board. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const high: RuleDoing = { do: 'prioritise', priority: 'high' }
const added: Trigger = { on: 'added' }

test('a rule is carried out by who comes after, when a server has died between writing and saying so: once', async () => {
  const { ana, boardId, todo, rule, runs, untilRuns, task } = await ruled(app.url)
  await rule(ana, added, [{ do: 'checklist', lines: ['Only once'] }, high], { conditions: [{ of: 'priority', priority: 'none', is: true }] })
  const [id = ''] = await writeTasks(ana, boardId, [{ title: 'Survives', column: todo }])
  await untilRuns(['done'])
  const [run] = await runs()
  // What it sets off must not be lost either: the fold takes it for answered.
  await rule(ana, { on: 'prioritised', priority: 'high' }, [{ do: 'checklist', lines: ['Then this'] }])
  // As a server leaves it that dies right after the board is written: taken, and never finished.
  await app.database.updateTable('ruleRuns').set({ state: 'waiting', claimedUntil: new Date(0), carriedPosition: null, finishedAt: null }).where('id', '=', run?.id ?? '').execute()
  await until(async () => (await app.database.selectFrom('ruleRuns').select('finishedAt').where('boardId', '=', boardId).executeTakeFirst())?.finishedAt != null)
  await untilRuns(['done', 'done'])
  await expect.poll(async () => (await task(id)).checklist.map(({ text }) => text), soon).toEqual(['Only once', 'Then this'])
})

test('a rule is not carried out again by who comes after, when somebody has changed it back before: it is in the board, and that is known', async () => {
  const { ana, bo, boardId, todo, rule, runs, untilRuns, task } = await ruled(app.url)
  await rule(ana, added, [high])
  const [id = ''] = await writeTasks(ana, boardId, [{ title: 'Survives', column: todo }])
  await untilRuns(['done'])
  await writeBoard(bo, boardId, doc => setPriority(doc, id, 'low'))
  const run = app.database.updateTable('ruleRuns').where('id', '=', (await runs())[0]?.id ?? '')
  // As a server leaves it that dies right after the board is written.
  await run.set({ state: 'waiting', claimedUntil: new Date(0), carriedPosition: null, finishedAt: null }).execute()
  await untilRuns(['done'])
  await until(async () => (await app.database.selectFrom('ruleRuns').select('finishedAt').where('boardId', '=', boardId).executeTakeFirst())?.finishedAt != null)
  expect((await task(id)).priority).toBe('low')
  // As one leaves it that dies right before: what it was about to write is nowhere in the board.
  await run.set({ state: 'waiting', claimedUntil: new Date(0), carriedPosition: null, finishedAt: null, written: JSON.stringify({ client: 7, clock: 1 }) }).execute()
  await expect.poll(async () => (await task(id)).priority, soon).toBe('high')
  await untilRuns(['done'])
})

test('what was being taken back when a server died is told as it is: taken back, or not', async () => {
  const { ana, bo, one, boardId, todo, rule, untilRuns, runs, task } = await ruled(app.url)
  await rule(ana, added, [high])
  const [first = '', second = ''] = await writeTasks(ana, boardId, [{ title: 'First', column: todo, priority: 'low' }, { title: 'Second', column: todo, priority: 'low' }])
  await untilRuns(['done', 'done'])
  const runOf = async (id: string): Promise<string> => (await runs()).find(({ taskId }) => taskId === id)?.id ?? ''
  const [back, left] = [await runOf(first), await runOf(second)]
  await bo.rules.undoRuleRun({ ...one, runId: back })
  await writeBoard(ana, boardId, doc => setPriority(doc, first, 'high'))
  // As a server leaves them that dies right after the board is written, and right before.
  const dead = (id: string, written: object) => app.database.updateTable('ruleRuns').set({ undoneAt: null, undoneBy: null, undoingBy: bo.userId, claimedUntil: new Date(0), ...written }).where('id', '=', id).execute()
  await dead(back, {})
  await dead(left, { written: JSON.stringify({ client: 7, clock: 1 }) })
  const parts = { database: app.database, log: app.app.log, outbox: createOutbox(app.database, app.app.log) }
  const documents = await openEngine({
    ...parts, openConnection: () => openConnection({ connectionString: app.connectionString }), now: () => new Date(), projections: {}, findAccess: async () => null, isSignedIn: async () => true,
  })
  await finishUndoing(contextFor({ ...parts, config: readConfig({}) }, null), documents)
  await documents.close()
  await expect.poll(async () => new Map((await runs()).map(({ id, undoneBy }) => [id, undoneBy])), soon).toEqual(new Map([[back, bo.userId], [left, null]]))
  expect([(await task(first)).priority, (await task(second)).priority]).toEqual(['high', 'high'])
  await bo.rules.undoRuleRun({ ...one, runId: left })
  const facts = await app.database.selectFrom('events').select('userId').where('name', '=', 'rule.runUndone').where('workspaceId', '=', one.workspaceId).execute()
  expect(facts).toEqual([{ userId: bo.userId }, { userId: bo.userId }, { userId: bo.userId }])
})
