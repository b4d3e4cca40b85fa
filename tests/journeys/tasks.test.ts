import { beforeAll, describe, expect, test } from 'vitest'
import { entryOf } from '@kopa/shared/boards/board.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { addColumn } from '@kopa/shared/boards/column.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { foundTasks, myTasks, sideOf, untilMyTasks, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { intentions } from '../support/planned-board.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { colleague, refusalOf, twoCompanies } from '../support/world.ts'

/** Tasks of all boards in one list, and the pages that describe them. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

describe('my tasks', () => {
  test('come from all workspaces, by deadline, without what is done', async () => {
    const { ana, bo, boardId, workspaceId, one } = await withBoard(app.url)
    const { workspace } = await ana.workspaces.createWorkspace({ name: 'Second' })
    const { board: second } = await ana.boards.createBoard({ workspaceId: workspace.id, title: 'Elsewhere' })
    const side = await sideOf(ana, one)
    const [, doneId = ''] = await writeTasks(ana, boardId, [
      { title: 'Soon', for: ana, deadline: { day: '2026-03-02' }, priority: 'high', companyId: ana.companyId }, { title: 'Done', for: ana }, { title: 'Some day', for: ana }, { title: 'Of Bo', for: bo },
    ])
    await writeBoard(ana, boardId, doc => {
      const done = [...doc.getMap('columns').keys()].find(id => entryOf(doc, 'columns', id)?.get('stage') === 'done') ?? ''
      entryOf(doc, 'tasks', doneId)?.set('board', [done, 'U1V'])
    })
    await writeTasks(ana, second.id, [{ title: 'At noon', for: ana, deadline: { instant: '2026-03-02T12:00:00Z' } }])
    await writeTasks(ana, side, [{ title: 'First', for: ana, deadline: { day: '2026-02-28' } }])
    await untilMyTasks(ana, ['First', 'At noon', 'Soon', 'Some day'])
    expect(new Set(await myTasks(ana, { show: 'all' }))).toEqual(new Set(['First', 'At noon', 'Soon', 'Some day', 'Done']))
    expect(await myTasks(ana, { workspaceId: workspace.id })).toEqual(['At noon'])
    expect((await ana.boards.listMyTasks({})).tasks[2]).toMatchObject({
      workspaceId, workspaceName: 'Nordic launch', boardId, boardTitle: 'Launch', documentId: boardId, stage: 'open', priority: 'high', companyId: ana.companyId, deadlineDay: '2026-03-02', deadlineAt: null, percent: 0, privateTo: null,
    })
    await untilMyTasks(bo, ['Of Bo'])
  })

  test('what waits for a partner is what another company is responsible for, or what stands in a column that means waiting', async () => {
    const { ana, bo, boardId, one } = await withBoard(app.url)
    const [waiting = ''] = await writeTasks(ana, boardId, [
      { title: 'Waits', for: ana }, { title: 'Of Birch', companyId: bo.companyId, deadline: { day: '2036-03-02' } }, { title: 'Of Alder', companyId: ana.companyId }, { title: 'Of nobody' },
    ])
    await writeTasks(ana, await sideOf(ana, one), [{ title: 'Asked in private', companyId: bo.companyId }])
    await writeBoard(ana, boardId, doc => {
      addColumn(doc, { id: 'waiting', title: 'Waiting', order: 'U9', stage: 'waiting', limit: null })
      entryOf(doc, 'tasks', waiting)?.set('board', ['waiting', 'U1V'])
    })
    await until(async () => (await myTasks(ana, { whose: 'partner' })).length === 3)
    expect((await myTasks(ana, { whose: 'partner' }))[0]).toBe('Of Birch')
    expect(new Set(await myTasks(ana, { whose: 'partner' }))).toEqual(new Set(['Of Birch', 'Waits', 'Asked in private']))
    expect(new Set(await myTasks(bo, { whose: 'partner' }))).toEqual(new Set(['Of Alder', 'Waits']))
  })

  test('come by when they are planned as well, as everybody reads it on the board; what a company keeps for itself, and a plan without a beginning, has no days', async () => {
    const { ana, boardId, one } = await withBoard(app.url)
    const [first = '', second = ''] = await writeTasks(ana, boardId, [
      { title: 'First', for: ana, plan: intentions({ duration: 960 }) }, { title: 'Second', for: ana }, { title: 'Due between', for: ana, deadline: { day: '2036-03-04' } }, { title: 'Some day', for: ana },
      { title: 'Around the clock', for: ana, plan: intentions({ duration: 2 * 1440, isElapsed: true, constraint: 'SNET', constraintAt: '2036-03-08T00:00' }) },
    ])
    await until(async () => (await myTasks(ana)).length === 5)
    expect((await ana.boards.listMyTasks({})).tasks.map(({ startDay }) => startDay)).toEqual([null, null, null, null, null])
    await writeBoard(ana, boardId, doc => {
      changeSettings(doc, { start: '2036-03-03T08:00' })
      putLink(doc, { id: 'l', from: first, to: second, type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
    })
    await writeTasks(ana, await sideOf(ana, one), [{ title: 'Ours', for: ana, plan: intentions() }])
    const days = async () => (await ana.boards.listMyTasks({})).tasks.map(({ title, startDay, finishDay }) => [title, startDay, finishDay])
    await until(async () => (await days()).length === 6 && (await days())[0]?.[1] !== null)
    expect((await days()).slice(0, 4)).toEqual([['First', '2036-03-03', '2036-03-04'], ['Due between', null, null], ['Second', '2036-03-05', '2036-03-05'], ['Around the clock', '2036-03-08', '2036-03-09']])
    expect(new Set((await days()).slice(4))).toEqual(new Set([['Ours', null, null], ['Some day', null, null]]))
  })

  test('come a hundred at a time, each once', async () => {
    const { ana, boardId } = await withBoard(app.url)
    await writeTasks(ana, boardId, Array.from({ length: 250 }, (_, i) => ({ title: `Task ${i}`, for: ana, ...(i % 3 ? { deadline: { day: `2026-03-${String(1 + (i % 28)).padStart(2, '0')}` } } : {}) })))
    await until(async () => (await ana.boards.listMyTasks({})).tasks.length === 100)
    const titles: string[] = []
    for (let next: string | null | undefined; next !== null;) {
      const answer = await ana.boards.listMyTasks(next ? { after: next } : {})
      titles.push(...answer.tasks.map(({ title }) => title))
      next = answer.next
    }
    expect(titles).toHaveLength(250)
    expect(new Set(titles).size).toBe(250)
  })

  test('of somebody who has left a workspace are theirs no more', async () => {
    const { ana, boardId, workspaceId } = await withBoard(app.url)
    const eva = await colleague(ana, workspaceId, 'Eva', 'editor')
    await writeTasks(ana, boardId, [{ title: 'For Eva', for: eva }])
    await untilMyTasks(eva, ['For Eva'])
    await ana.workspaces.removeMember({ workspaceId, userId: eva.userId })
    expect([await myTasks(eva), await foundTasks(eva, 'eva')]).toEqual([[], []])
  })

  test('cannot be asked for with a place that no answer gave', async () => {
    const { ana } = await twoCompanies(app.url)
    const id = crypto.randomUUID()
    for (const after of ['', 'x', `infinity x y`, `-infinity ${id} x`, `0000-01-01T00:00:00.000Z ${id} x`, `9999-12-31T24:00:00Z ${id} x`, `2026-02-30T00:00:00.000Z ${id} x`, `2026-02-28 ${id} x`, `now ${id} x`]) {
      expect(await refusalOf(ana.boards.listMyTasks({ after })), after).toMatchObject({ code: 'invalid' })
    }
    expect((await ana.boards.listMyTasks({ after: `infinity ${id} ' or true --` })).tasks).toEqual([])
    expect(await foundTasks(ana, '100%_')).toEqual([])
  })
})

describe('the page of a task', () => {
  test('describes it to both, is found by its words, and stands in no tree', async () => {
    const { ana, bo, boardId, one, workspaceId } = await withBoard(app.url)
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Draft contract' }])
    const { pageId } = await bo.boards.openTaskPage({ ...one, taskId })
    expect(await ana.boards.openTaskPage({ ...one, taskId })).toEqual({ pageId })
    await plant(ana, pageId, [paragraph('with the liability clause')])
    await until(async () => (await foundTasks(bo, 'liability clause')).length === 1)
    expect((await bo.boards.searchTasks({ words: 'liability' })).found).toMatchObject([{ taskId, boardId, title: 'Draft contract', excerpt: 'with the liability clause' }])
    expect((await ana.pages.listPages({ workspaceId })).pages.map(({ id }) => id)).not.toContain(pageId)
    expect(await refusalOf(ana.pages.movePage({ workspaceId, pageId, parentId: null, after: null }))).toMatchObject({ code: 'notFound' })
    expect((await ana.pages.searchPages({ words: 'liability' })).found).toEqual([])
  })

  test('is made for a task that nobody has seen yet, but not for thousands of them', async () => {
    const { ana, boardId, one, workspaceId } = await withBoard(app.url)
    const createdAt = new Date()
    const ids = Array.from({ length: 199 }, () => crypto.randomUUID())
    await app.database.insertInto('documents').values(ids.map(id => ({ id, kind: 'page' as const, workspaceId, createdAt }))).execute()
    await app.database.insertInto('taskPages').values(ids.map(pageId => ({ pageId, documentId: boardId, taskId: pageId, boardId, createdBy: ana.userId, createdAt }))).execute()
    const { pageId } = await ana.boards.openTaskPage({ ...one, taskId: 'new' })
    // With copyOf, too, before anything is looked up to be copied.
    for (const copy of [{}, { copyOf: 'nothing' }]) expect(await refusalOf(ana.boards.openTaskPage({ ...one, taskId: 'another', ...copy }))).toMatchObject({ code: 'taskPagesFull' })
    expect(await ana.boards.openTaskPage({ ...one, taskId: 'new' })).toEqual({ pageId })
    const [known = ''] = await writeTasks(ana, boardId, [{ title: 'Known', for: ana }])
    await untilMyTasks(ana, ['Known'])
    await ana.boards.openTaskPage({ ...one, taskId: known })
  })

  test('is of no task with an id that none can have', async () => {
    const { ana, one } = await withBoard(app.url)
    for (const taskId of ['a b', '../x', 'x'.repeat(65), 'ü', '%00', 'a.b']) expect((await refusalOf(ana.boards.openTaskPage({ ...one, taskId }))).status, taskId).toBe(422)
    for (const body of [{ isInSide: 'yes' }, { pageId: crypto.randomUUID() }, { documentId: crypto.randomUUID() }]) {
      expect(await refusalOf(ana.boards.openTaskPage({ ...one, taskId: 't', ...body } as never))).toMatchObject({ status: 422 })
    }
  })
})
