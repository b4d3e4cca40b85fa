import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addColumn } from '@kopa/shared/boards/column.ts'
import { setBoardTitle } from '@kopa/shared/boards/board-settings.ts'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { addTask, assignTask, moveTask, removeTask, renameTask, setCompany, setDeadline, setPriority, setProgress, unassignTask } from '@kopa/shared/boards/task-verbs.ts'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { writeBoard, writeTasks } from '../../tests/support/board-client.ts'
import { openPage } from '../../tests/support/page-client.ts'
import { until } from '../../tests/support/services.ts'
import { twoCompanies, type Person, type World } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })

interface BoardWorld extends World { boardId: string }

async function withBoard(): Promise<BoardWorld> {
  const world = await twoCompanies(app.url)
  const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }] })
  return { ...world, boardId: board.id }
}

const act = { userId: 'ana', at: 1 }
const rowsOf = (documentId: string) => app.database.selectFrom('tasks')
  .select(['taskId', 'title', 'stage', 'companyId', 'priority', 'deadlineDay', 'deadlineAt', 'percent', 'parent', 'boardId']).where('documentId', '=', documentId).orderBy('taskId').execute()
const peopleOf = async (documentId: string) =>
  (await app.database.selectFrom('taskPeople').select(['taskId', 'userId']).where('documentId', '=', documentId).orderBy('taskId').execute()).map(({ taskId, userId }) => `${taskId} ${userId}`)
const titlesIn = async (documentId: string): Promise<string[]> => (await rowsOf(documentId)).map(({ title }) => title)

/** Until the keeper has folded what was written. */
const settled = (documentId: string, titles: string[]) => until(async () => JSON.stringify(await titlesIn(documentId)) === JSON.stringify(titles))

const task = (doc: Y.Doc, id: string, title: string, rest: object = {}) => addTask(doc, { id, title, column: '', order: 'U1V', rank: 'U1V', ...rest }, act)

describe('the rows of a board', () => {
  test('say what people have written over a socket', async () => {
    const { ana, bo, boardId } = await withBoard()
    await writeBoard(bo, boardId, doc => {
      addColumn(doc, { id: 'done', title: 'Done', order: 'z', stage: 'done', limit: null })
      task(doc, 'a', 'Draft contract')
      task(doc, 'b', 'Sign', { parent: 'a', column: 'done' })
      setDeadline(doc, 'a', { day: '2026-03-02' })
      setDeadline(doc, 'b', { instant: '2026-03-02T14:00:00Z' })
      setPriority(doc, 'a', 'high')
      setCompany(doc, 'a', ana.companyId)
      setProgress(doc, 'b', { percent: 40, start: null, finish: null })
      assignTask(doc, 'a', { userId: ana.userId, units: 100, work: null })
      assignTask(doc, 'a', { userId: bo.userId, units: 50, work: null })
    })
    await settled(boardId, ['Draft contract', 'Sign'])
    expect(await rowsOf(boardId)).toEqual([
      { taskId: 'a', title: 'Draft contract', stage: 'open', companyId: ana.companyId, priority: 'high', deadlineDay: '2026-03-02', deadlineAt: null, percent: 0, parent: null, boardId },
      { taskId: 'b', title: 'Sign', stage: 'done', companyId: null, priority: null, deadlineDay: null, deadlineAt: new Date('2026-03-02T14:00:00Z'), percent: 40, parent: 'a', boardId },
    ])
    expect(new Set(await peopleOf(boardId))).toEqual(new Set([`a ${ana.userId}`, `a ${bo.userId}`]))
  })

  test('follow what changes, and let go of what is removed', async () => {
    const { ana, bo, boardId } = await withBoard()
    await writeBoard(ana, boardId, doc => {
      for (const id of ['a', 'b', 'c']) task(doc, id, `Task ${id}`)
      assignTask(doc, 'a', { userId: ana.userId, units: 100, work: null })
      assignTask(doc, 'b', { userId: ana.userId, units: 100, work: null })
    })
    await settled(boardId, ['Task a', 'Task b', 'Task c'])
    await writeBoard(bo, boardId, doc => {
      renameTask(doc, 'a', 'Renamed')
      unassignTask(doc, 'a', ana.userId)
      assignTask(doc, 'a', { userId: bo.userId, units: 100, work: null })
      removeTask(doc, 'b', act)
      setBoardTitle(doc, 'Launch in spring')
    })
    await settled(boardId, ['Renamed', 'Task c'])
    expect(await peopleOf(boardId)).toEqual([`a ${bo.userId}`])
    expect(await app.database.selectFrom('boards').select(['title', 'changedBy']).where('id', '=', boardId).execute()).toEqual([{ title: 'Launch in spring', changedBy: bo.userId }])
  })

  test('that say what they said are not written again', async () => {
    const { ana, boardId } = await withBoard()
    const placeOf = async () => (await app.database.selectFrom('tasks').select(['taskId', sql<string>`ctid`.as('place')]).where('documentId', '=', boardId).orderBy('taskId').execute())
      .map(({ taskId, place }) => `${taskId} ${place}`)
    await writeBoard(ana, boardId, doc => { for (const id of ['a', 'b', 'c']) task(doc, id, `Task ${id}`) })
    await settled(boardId, ['Task a', 'Task b', 'Task c'])
    const before = await placeOf()
    await writeBoard(ana, boardId, doc => { renameTask(doc, 'b', 'Changed'); moveTask(doc, 'c', '', 'Z') })
    await settled(boardId, ['Task a', 'Changed', 'Task c'])
    const after = await placeOf()
    expect([after[0], after[2]]).toEqual([before[0], before[2]])
    expect(after[1]).not.toBe(before[1])
  })

  test('of a side lie behind its wall, and tell the board nothing', async () => {
    const { ana, workspaceId, boardId } = await withBoard()
    const { documentId } = await ana.boards.openBoardSide({ workspaceId, boardId })
    if (documentId === null) throw new Error('a shared board has sides')
    // What it begins with is folded in its own time, and that is a change of it.
    await until(async () => (await app.database.selectFrom('documents').select('foldedAt').where('id', '=', boardId).executeTakeFirstOrThrow()).foldedAt !== null)
    const before = (await ana.boards.getBoard({ workspaceId, boardId })).board
    const [taskId] = await writeTasks(ana, documentId, [{ title: 'Our margin' }])
    await settled(documentId, ['Our margin'])
    expect(await rowsOf(documentId)).toMatchObject([{ taskId, boardId }])
    expect(await titlesIn(boardId)).toEqual([])
    expect((await ana.boards.getBoard({ workspaceId, boardId })).board.changedAt).toBe(before.changedAt)
  })
})

/** Written past the verbs, as a hostile client does. */
function writeAnything(doc: Y.Doc, values: Record<string, Record<string, unknown>>): void {
  for (const [id, entry] of Object.entries(values)) {
    task(doc, id, 'x')
    const map = doc.getMap('tasks').get(id) as Y.Map<unknown>
    for (const [key, value] of Object.entries(entry)) map.set(key, value)
  }
}

describe('whatever a client writes into a board', () => {
  const long = 'x'.repeat(100_000)
  /** The two hundredth character is half of one. */
  const halved = `${'x'.repeat(199)}\u{1f600}`
  const hostile: Record<string, Record<string, unknown>> = {
    a: { title: 'zero\0character' }, b: { company: 'no id', 'person:nobody': { units: 1 }, 'person:': {}, [`person:${'x'.repeat(100)}`]: {} },
    c: { deadline: { day: '0000-01-01' } }, d: { deadline: { instant: '0000-01-01T00:00:00Z' } }, e: { deadline: { instant: '9999-12-31T24:00:00Z' } },
    f: { deadline: { day: '9999-12-31' } }, g: { progress: { percent: 1e308 } }, h: { title: long, outline: [long, `rank\0`] }, i: { title: { a: 1 }, priority: '__proto__' },
    j: { deadline: { instant: '2026-02-28T24:00Z' } }, k: { outline: ['\0', '\0'], company: '\0' }, m: { deadline: { day: '0001-01-01' } },
    n: { board: ['\0', '\0'] }, o: { board: [halved, halved] }, p: { 'label:\0': true, 'label:': true, [`label:${halved}`]: true }, q: { board: ['done', '\0'], 'label:x': true },
    ['x'.repeat(100)]: {}, ['zero\0']: {}, ['it\'s "quoted", {}']: {}, 'ünicode': {},
  }

  test('it settles: what a row cannot hold is left out, the rest is there', async () => {
    const { ana, workspaceId, boardId } = await withBoard()
    const before = await app.database.selectFrom('boards').select('title').where('id', '=', boardId).executeTakeFirst()
    expect(before?.title).toBe('Launch')
    const one = { workspaceId, boardId, name: '', conditions: [] }
    await writeBoard(ana, boardId, doc => addColumn(doc, { id: 'done', title: 'Done', order: 'z', stage: 'done', limit: null }))
    await ana.rules.createRule({ ...one, trigger: { on: 'entered', column: null }, acts: [{ do: 'move', column: 'done' }] })
    await ana.rules.createRule({ ...one, trigger: { on: 'labelled', label: null }, acts: [{ do: 'prioritise', priority: 'low' }] })
    await writeBoard(ana, boardId, doc => {
      doc.transact(() => writeAnything(doc, hostile))
      doc.getMap('settings').set('title', 'Zero\0 title')
    })
    await until(async () => (await rowsOf(boardId)).length > 0)
    const rows = await rowsOf(boardId)
    expect(rows.map(({ taskId }) => taskId)).toEqual('abcdefghijkmnopq'.split(''))
    const of = (id: string) => rows.find(({ taskId }) => taskId === id)
    expect(of('a')?.title).toBe('zerocharacter')
    expect([of('b')?.companyId, of('c')?.deadlineDay, of('d')?.deadlineAt, of('e')?.deadlineAt, of('f')?.deadlineDay]).toEqual([null, null, null, null, null])
    expect([of('g')?.percent, of('h')?.title.length, of('h')?.parent, of('i')?.title, of('i')?.priority]).toEqual([100, 500, null, '', null])
    expect([of('j')?.deadlineAt, of('m')?.deadlineDay]).toEqual([new Date('2026-03-01T00:00:00Z'), '0001-01-01'])
    expect(await peopleOf(boardId)).toEqual([])
    await until(async () => (await ana.rules.listRuleRuns({ workspaceId, boardId })).runs.every(({ state }) => state !== 'waiting'))
    await until(async () => (await app.database.selectFrom('tasks').select('taskId').where('documentId', '=', boardId).where('columnId', '=', 'done').execute()).length === rows.length)
    expect((await app.database.selectFrom('boards').select('title').where('id', '=', boardId).executeTakeFirst())?.title).toBe('Zero title')
  })
})

test('a page with a zero character in it settles like any other', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  await writePage(ana, pageId, 'Plan\0 B')
  await until(async () => (await ana.pages.listPages({ workspaceId })).pages.some(({ title }) => title.startsWith('Plan') && title.endsWith('B')))
})

async function writePage(person: Person, pageId: string, title: string): Promise<void> {
  const client = openPage(person, pageId)
  await client.synced
  titleOf(client.doc).delete(0, client.title().length)
  titleOf(client.doc).insert(0, title)
  await until(async () => (await app.database.selectFrom('documentUpdates').select('position').where('documentId', '=', pageId).execute()).length > 1)
  client.leave()
}
