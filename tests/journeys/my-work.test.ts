import { beforeAll, describe, expect, test } from 'vitest'
import { type BoardField, putField } from '@kopa/shared/boards/field.ts'
import { valueKeysOf } from '@kopa/shared/boards/field-values.ts'
import { setExtra } from '@kopa/shared/boards/side.ts'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { moveTask } from '@kopa/shared/boards/task-verbs.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { followingId } from '@kopa/shared/boards/recurrence.ts'
import { renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import { addDays, dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { myTasks, sideOf, untilMyTasks, withBoard, writeBoard, writeTasks, type BoardWorld } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { colleague, refusalOf, twoCompanies, type Person } from '../support/world.ts'

/** Tasks are done and put off where their board is not open. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

async function look<T>(person: Person, documentId: string, at: (doc: ReturnType<typeof openPage>['doc']) => T): Promise<T> {
  const reader = openPage(person, documentId)
  await reader.synced
  const seen = at(reader.doc)
  reader.leave()
  return seen
}

const taskIn = (person: Person, documentId: string, id: string): Promise<Task | null> => look(person, documentId, doc => findTask(doc, id))
const columnOf = async ({ ana, boardId }: BoardWorld, stage: string): Promise<string> => look(ana, boardId, doc => columnsOf(doc).find(column => column.stage === stage)?.id ?? '')
const anyId = (): string => crypto.randomUUID()

describe('a task of my list', () => {
  test('is done in the board\'s column for that, and stands where it stood when that is taken back', async () => {
    const world = await withBoard(app.url)
    const { ana, bo, boardId, one } = world
    const [done, open] = [await columnOf(world, 'done'), await columnOf(world, 'open')]
    const [taskId = '', other = ''] = await writeTasks(ana, boardId, [{ title: 'Ours', for: ana, column: open, order: 'V1V', companyId: bo.companyId }, { title: 'Done before', column: done, order: 'U1V' }])
    const { from } = await ana.myWork.finishTask({ ...one, taskId })
    const finished = await taskIn(bo, boardId, taskId)
    expect(finished).toMatchObject({ column: done, companyId: bo.companyId })
    expect(finished?.flow.done).toBeGreaterThan(0)
    expect((finished?.order ?? '') < ((await taskIn(bo, boardId, other))?.order ?? '')).toBe(true)
    expect(await ana.myWork.finishTask({ ...one, taskId })).toEqual({ from: null })
    await ana.myWork.reopenTask({ ...one, taskId, ...from && { from } })
    expect(await taskIn(bo, boardId, taskId)).toMatchObject({ column: open, order: 'V1V', flow: { since: null, begun: null, done: null } })
    expect(await refusalOf(ana.myWork.reopenTask({ ...one, taskId, ...from && { from } }))).toMatchObject({ code: 'taskMovedOn' })
    expect(await ana.myWork.reopenTask({ ...one, taskId })).toEqual({ from: null })
  })

  test('is to be done again, and stands where it stood as done when that is taken back: then, there, and nothing comes again', async () => {
    const world = await withBoard(app.url)
    const { ana, bo, boardId, one } = world
    const [done, open] = [await columnOf(world, 'done'), await columnOf(world, 'open')]
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Report', for: ana, column: open, deadline: { day: '2036-03-03' }, repeat: { unit: 'week', every: 1, weekdays: [] } }])
    const next = (await ana.myWork.finishTask({ ...one, taskId })).from?.next ?? ''
    await writeBoard(ana, boardId, doc => { moveTask(doc, taskId, done, 'X7V'); doc.getMap('tasks').delete(next) })
    const before = await taskIn(bo, boardId, taskId)
    const tasks = await look(bo, boardId, doc => [...doc.getMap('tasks').keys()])
    const { from } = await ana.myWork.reopenTask({ ...one, taskId })
    expect((await taskIn(bo, boardId, taskId))?.column).toBe(open)
    expect(await ana.myWork.finishTask({ ...one, taskId, ...from && { from } })).toEqual({ from: null })
    expect(await taskIn(bo, boardId, taskId)).toEqual(before)
    expect(await look(bo, boardId, doc => [...doc.getMap('tasks').keys()])).toEqual(tasks)
    expect(await refusalOf(ana.myWork.finishTask({ ...one, taskId, ...from && { from } }))).toMatchObject({ code: 'taskMovedOn' })
    await ana.myWork.reopenTask({ ...one, taskId })
    // Nobody is moved to where nothing is done, nor to a column that is not there.
    for (const column of [open, 'nowhere']) expect(await refusalOf(ana.myWork.finishTask({ ...one, taskId, ...from && { from: { ...from, column } } }))).toMatchObject({ code: 'taskMovedOn' })
  })

  test('that comes again makes its next one, with what the own company says of it; taken back, that one is gone, and comes again later', async () => {
    const world = await withBoard(app.url)
    const { ana, boardId, one } = world
    const side = await sideOf(ana, one)
    const field: BoardField = { id: 'cost', name: 'Cost', kind: 'number', order: 'U', currency: 'EUR', formula: '', options: [] }
    const [key = ''] = valueKeysOf(field)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Report', for: ana, deadline: { day: '2036-03-03' }, repeat: { unit: 'week', every: 1, weekdays: [] } }])
    await writeBoard(ana, side, doc => { putField(doc, field); setExtra(doc, taskId, key, 7) })
    const { from } = await ana.myWork.finishTask({ ...one, taskId })
    const next = from?.next ?? ''
    expect(await taskIn(ana, boardId, next)).toMatchObject({ title: 'Report', deadline: { day: '2036-03-10' }, assignees: [{ userId: ana.userId }] })
    expect(await look(ana, side, doc => doc.getMap('extras').get(`${next}/${key}`))).toBe(7)
    await ana.myWork.reopenTask({ ...one, taskId, ...from && { from } })
    expect(await taskIn(ana, boardId, next)).toBeNull()
    expect((await ana.myWork.finishTask({ ...one, taskId })).from?.next).toBe(next)
    expect(await taskIn(ana, boardId, next)).toMatchObject({ title: 'Report', removed: null })
  })

  test('taken back leaves a next one in which somebody has written', async () => {
    const { ana, bo, boardId, one } = await withBoard(app.url)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Report', for: ana, companyId: bo.companyId, deadline: { day: '2036-03-03' }, repeat: { unit: 'week', every: 1, weekdays: [] } }])
    const { from } = await ana.myWork.finishTask({ ...one, taskId })
    const next = from?.next ?? ''
    await writeBoard(bo, boardId, doc => renameTask(doc, next, 'Bo wrote here'))
    await ana.myWork.reopenTask({ ...one, taskId, ...from && { from } })
    expect(await taskIn(bo, boardId, next)).toMatchObject({ title: 'Bo wrote here', removed: null })
  })

  test('that only the own company sees is done in its own document: the partner hears nothing, and lists know what its column means', async () => {
    const world = await withBoard(app.url)
    const { ana, bo, boardId, one } = world
    const side = await sideOf(ana, one)
    const [taskId = ''] = await writeTasks(ana, side, [{ title: 'Ours alone', for: ana, column: await columnOf(world, 'open') }])
    await untilMyTasks(ana, ['Ours alone'])
    const before = await look(bo, boardId, doc => JSON.stringify(doc.getMap('tasks')))
    await ana.myWork.finishTask({ ...one, taskId, isInSide: true })
    await ana.myWork.changeTaskDeadline({ ...one, taskId, isInSide: true, deadline: { day: '2036-03-04' } })
    expect(await taskIn(ana, side, taskId)).toMatchObject({ column: await columnOf(world, 'done'), deadline: { day: '2036-03-04' } })
    expect(await look(bo, boardId, doc => JSON.stringify(doc.getMap('tasks')))).toBe(before)
    await untilMyTasks(ana, [])
    await until(async () => (await ana.boards.listMyTasks({ show: 'all' })).tasks[0]?.stage === 'done')
    for (const isInSide of [true, false]) expect(await refusalOf(bo.myWork.finishTask({ ...one, taskId, isInSide })), String(isInSide)).toMatchObject({ code: 'notFound' })
  })

  test('is put off and brought forward: a day, a moment, nothing', async () => {
    const { ana, bo, boardId, one } = await withBoard(app.url)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Ours', for: ana }])
    for (const deadline of [{ day: '2036-03-04' }, { instant: '2036-03-04T12:30:00.000Z' }, null]) {
      await ana.myWork.changeTaskDeadline({ ...one, taskId, deadline })
      expect((await taskIn(bo, boardId, taskId))?.deadline).toEqual(deadline)
    }
    await ana.myWork.changeTaskDeadline({ ...one, taskId, deadline: { day: '2036-03-04' } })
    expect(await bo.myWork.changeTaskDeadline({ ...one, taskId, deadline: { day: '2036-03-05' } })).toEqual({ from: { deadline: { day: '2036-03-04' } } })
    expect(await refusalOf(ana.myWork.changeTaskDeadline({ ...one, taskId, deadline: null, was: { day: '2036-03-04' } }))).toMatchObject({ code: 'taskMovedOn' })
    expect((await taskIn(bo, boardId, taskId))?.deadline).toEqual({ day: '2036-03-05' })
    expect(await ana.myWork.changeTaskDeadline({ ...one, taskId, deadline: { day: '2036-03-05' } })).toEqual({ from: null })
    await bo.myWork.changeTaskDeadline({ ...one, taskId, deadline: null, was: { day: '2036-03-05' } })
    expect((await taskIn(bo, boardId, taskId))?.deadline).toBeNull()
    for (const deadline of [{}, { day: '2036-02-31' }, { day: '2036-03-04', instant: '2036-03-04T12:30:00.000Z' }, { day: 'soon' }, { instant: 'soon' }, { when: 'x' }]) {
      expect(await refusalOf(ana.myWork.changeTaskDeadline({ ...one, taskId, deadline })), JSON.stringify(deadline)).toMatchObject({ code: 'invalid' })
      expect(await refusalOf(ana.myWork.changeTaskDeadline({ ...one, taskId, deadline: null, was: deadline })), JSON.stringify(deadline)).toMatchObject({ code: 'invalid' })
    }
  })
})

describe('what somebody else has sent', () => {
  test('changes nothing where it is not theirs: other boards, other walls, readers, archived boards, tasks that are gone', async () => {
    const { ana, bo, boardId, one, workspaceId } = await withBoard(app.url)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Ours', for: ana }])
    const vera = await colleague(ana, workspaceId, 'Vera', 'viewer')
    const { ana: stranger, workspaceId: elsewhere } = await twoCompanies(app.url)
    const { board: hidden } = await ana.boards.createBoard({ workspaceId, title: 'Hidden', isPrivate: true, columns: [{ title: 'Done', stage: 'done' }] })
    const before = JSON.stringify(await taskIn(ana, boardId, taskId))
    expect(await refusalOf(vera.myWork.finishTask({ ...one, taskId }))).toMatchObject({ code: 'forbidden' })
    for (const [person, place] of [[stranger, one], [stranger, { workspaceId: elsewhere, boardId }], [bo, { workspaceId, boardId: hidden.id }], [ana, { workspaceId, boardId: anyId() }]] as const) {
      expect((await refusalOf(person.myWork.finishTask({ ...place, taskId }))).status).toBe(404)
      expect((await refusalOf(person.myWork.reopenTask({ ...place, taskId }))).status).toBe(404)
      expect((await refusalOf(person.myWork.changeTaskDeadline({ ...place, taskId, deadline: null }))).status).toBe(404)
    }
    for (const gone of [anyId(), '__proto__', 'constructor']) expect((await refusalOf(ana.myWork.finishTask({ ...one, taskId: gone }))).status, gone).toBe(404)
    const made = { column: 'nowhere', order: 'U', flow: [], to: '', next: null, at: 0 }
    expect(await refusalOf(ana.myWork.reopenTask({ ...one, taskId, from: made }))).toMatchObject({ code: 'taskMovedOn' })
    expect((await refusalOf(ana.myWork.reopenTask({ ...one, taskId, from: { ...made, flow: [1, 2, 3, 4] } }))).status).toBe(422)
    expect(JSON.stringify(await taskIn(ana, boardId, taskId))).toBe(before)
    await ana.boards.archiveBoard(one)
    expect(await refusalOf(ana.myWork.finishTask({ ...one, taskId }))).toMatchObject({ code: 'boardArchived' })
  })

  test('cannot take away a task that it did not make, and says so where a board has no column for what is done', async () => {
    const { ana, bo, one, workspaceId } = await withBoard(app.url)
    const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: 'Without', columns: [{ title: 'To do', stage: 'open' }] })
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Ours' }])
    expect(await refusalOf(ana.myWork.finishTask({ workspaceId, boardId, taskId }))).toMatchObject({ code: 'noDoneColumn' })
    const done = anyId()
    await writeTasks(ana, one.boardId, [{ title: 'Done', id: done }])
    const after = followingId(done) ?? ''
    await writeTasks(ana, one.boardId, [{ title: 'Another', id: after }])
    const { from } = await ana.myWork.finishTask({ ...one, taskId: done })
    await bo.myWork.reopenTask({ ...one, taskId: done, ...from && { from: { ...from, next: after, at: 0 } } })
    expect(await taskIn(ana, one.boardId, after)).not.toBeNull()
  })
})

test('the groups of my work are counted whole, by the calendar of who asks, and hold nothing of others', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  const zone = 'Pacific/Kiritimati'
  const day = (days: number): string => addDays(dayAt(Date.now(), zone), days)
  const side = await sideOf(ana, one)
  await writeTasks(ana, boardId, [
    ...Array.from({ length: 130 }, (_, index) => ({ title: `Later ${index}`, for: ana, deadline: { day: day(30 + index) } })),
    { title: 'Late', for: ana, deadline: { day: day(-1) } }, { title: 'Late by the hour', for: ana, deadline: { instant: new Date(Date.now() - 60_000).toISOString() } },
    { title: 'Today', for: ana, deadline: { day: day(0) } }, { title: 'Some day', for: ana }, { title: 'Of Bo', for: bo },
  ])
  await writeTasks(ana, side, [{ title: 'Some day, ours', for: ana }])
  await until(async () => (await ana.myWork.countMyTasks({ zone })).undated === 2)
  expect(await ana.myWork.countMyTasks({ zone })).toEqual({ late: 2, today: 1, week: 0, later: 130, undated: 2, done: 0 })
  expect(await myTasks(ana)).toHaveLength(100)
  expect(await bo.myWork.countMyTasks({ zone, whose: 'mine' })).toMatchObject({ undated: 1, later: 0 })
  expect(await refusalOf(ana.myWork.countMyTasks({ zone: 'Mars/Base' }))).toMatchObject({ code: 'invalid' })
})
