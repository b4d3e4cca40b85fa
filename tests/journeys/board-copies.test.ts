import { beforeAll, describe, expect, test } from 'vitest'
import { settingsOf } from '@kopa/shared/boards/board-settings.ts'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { tasksOf } from '@kopa/shared/boards/tasks.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { exportOf } from '../support/audit.ts'
import { foundTasks, myTasks, sideOf, untilMyTasks, withBoard, writeTasks } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { closingOf } from '../support/told.ts'
import { colleague, type Person, refusalOf } from '../support/world.ts'

/** Boards that are made of boards: templates, what is made from them, duplicates. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

async function read<T>(person: Person, documentId: string, look: (doc: ReturnType<typeof openPage>['doc']) => T): Promise<T> {
  const reader = openPage(person, documentId)
  await reader.synced
  const seen = look(reader.doc)
  reader.leave()
  return seen
}

const titlesIn = (person: Person, documentId: string) => read(person, documentId, doc => [...tasksOf(doc).values()].map(({ title }) => title).toSorted())

test('a board is kept as a template, and what is made from it has its tasks with their descriptions, without what a company keeps beside it', async () => {
  const { ana, bo, boardId, one, workspaceId } = await withBoard(app.url)
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Draft contract', for: ana, deadline: { day: '2026-03-02' } }, { title: 'Sign it', for: bo }])
  await writeTasks(bo, await sideOf(bo, one), [{ title: 'His margin' }])
  const { pageId } = await ana.boards.openTaskPage({ ...one, taskId })
  await plant(ana, pageId, [paragraph('as agreed in Riga')])
  await until(async () => (await foundTasks(ana, 'agreed in Riga')).length === 1)
  const { board: template } = await bo.boardCopies.keepBoardTemplate({ ...one, title: ' Contract ' })
  expect(template).toMatchObject({ title: 'Contract', isTemplate: true, privateTo: null, archivedAt: null })
  const { board } = await ana.boardCopies.createBoardFromTemplate({ workspaceId, templateId: template.id, title: 'Contract with Nord', begin: '2026-09-14' })
  expect(board).toMatchObject({ title: 'Contract with Nord', isTemplate: false, privateTo: null })
  expect(await titlesIn(bo, board.id)).toEqual(['Draft contract', 'Sign it'])
  const draft = await read(ana, board.id, doc => [...tasksOf(doc).values()].find(({ title }) => title === 'Draft contract'))
  expect(draft).toMatchObject({ deadline: { day: '2026-09-14' }, assignees: [{ userId: ana.userId }] })
  expect(draft?.id).not.toBe(taskId)
  const { pageId: own } = await bo.boards.openTaskPage({ workspaceId, boardId: board.id, taskId: draft?.id ?? '' })
  expect([own === pageId, draft?.pageId]).toEqual([false, own])
  expect(await read(bo, own, doc => JSON.stringify(contentOf(doc).toJSON()))).toContain('as agreed in Riga')
  expect(await read(ana, board.id, doc => [settingsOf(doc).title, ...columnsOf(doc).map(({ title }) => title)])).toEqual(['Contract with Nord', 'To do', 'Done'])
  await until(async () => (await foundTasks(bo, 'agreed in Riga')).length === 2)
})

test('the tasks of a template are in no list, no search and no calendar; they change like those of any board', async () => {
  const { ana, boardId, one, workspaceId } = await withBoard(app.url)
  await writeTasks(ana, boardId, [{ title: 'Real work', for: ana, deadline: { day: '2026-03-02' } }])
  const { board: { id: templateId } } = await ana.boardCopies.keepBoardTemplate({ ...one, title: 'Zebra work' })
  await writeTasks(ana, templateId, [{ title: 'Work of the template', for: ana, deadline: { day: '2026-03-01' } }])
  await writeTasks(ana, await sideOf(ana, { workspaceId, boardId: templateId }), [{ title: 'Private work of the template', for: ana }])
  await writeTasks(ana, boardId, [{ title: 'More real work', for: ana }])
  await untilMyTasks(ana, ['Real work', 'More real work'])
  await until(async () => (await app.database.selectFrom('documents').select('id').where('id', '=', templateId).where('snapshotPosition', '>', 1).execute()).length === 1)
  expect([await myTasks(ana, { show: 'all' }), await foundTasks(ana, 'work')]).toEqual([['Real work', 'More real work'], ['More real work', 'Real work']])
  expect((await ana.search.search({ words: 'zebra', workspaceId })).found).toEqual([])
  expect(await titlesIn(ana, templateId)).toEqual(['Real work', 'Work of the template'])
  expect((await ana.boards.listBoards({ workspaceId })).boards.filter(({ isTemplate }) => isTemplate)).toHaveLength(1)
})

test('a duplicate stands behind its board with the same dates, and one of a template is a template', async () => {
  const { ana, bo, boardId, one, workspaceId } = await withBoard(app.url)
  await ana.boards.createBoard({ workspaceId, title: 'Last' })
  await writeTasks(ana, boardId, [{ title: 'Draft', deadline: { day: '2026-03-02' } }])
  await writeTasks(ana, await sideOf(ana, one), [{ title: 'Margin' }, { title: 'Real price' }])
  await until(async () => (await app.database.selectFrom('tasks').select('taskId').where('boardId', '=', boardId).execute()).length === 3)
  const { board: copy, left } = await bo.boardCopies.duplicateBoard({ ...one, title: 'Copy of Launch' })
  expect((await ana.boards.listBoards({ workspaceId })).boards.map(({ title }) => title)).toEqual(['Launch', 'Copy of Launch', 'Last'])
  expect(await read(ana, copy.id, doc => [...tasksOf(doc).values()].map(({ deadline }) => deadline))).toEqual([{ day: '2026-03-02' }])
  // What the own company keeps beside it stays behind, and who copies is told how much that is; of the partner's nothing is said.
  expect([left, (await ana.boardCopies.duplicateBoard({ ...one, title: 'Hers' })).left]).toEqual([0, 2])
  const { board: template } = await ana.boardCopies.keepBoardTemplate({ ...one, title: 'T' })
  expect((await ana.boardCopies.duplicateBoard({ workspaceId, boardId: template.id, title: 'T2' })).board.isTemplate).toBe(true)
})

test('a copied task has a description of its own that says the same, in the side of a company as on the board; of what nobody may read none is made', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  const [taskId = '', copy = ''] = await writeTasks(ana, boardId, [{ title: 'Draft' }, { title: 'Copy of Draft' }])
  const { pageId } = await ana.boards.openTaskPage({ ...one, taskId })
  await plant(ana, pageId, [paragraph('as agreed in Riga')])
  const { pageId: own } = await bo.boards.openTaskPage({ ...one, taskId: copy, copyOf: taskId })
  // Where there is one already nothing is read, let alone copied.
  const again = await Promise.all([taskId, crypto.randomUUID()].map(copyOf => ana.boards.openTaskPage({ ...one, taskId: copy, copyOf })))
  expect([own === pageId, ...again.map(found => found.pageId)]).toEqual([false, own, own])
  expect(await read(ana, own, doc => JSON.stringify(contentOf(doc).toJSON()))).toContain('as agreed in Riga')
  await until(async () => (await foundTasks(ana, 'agreed in Riga')).length === 2)
  const [hers = '', copyOfHers = ''] = await writeTasks(ana, await sideOf(ana, one), [{ title: 'Margin' }, { title: 'Copy of Margin' }])
  await plant(ana, (await ana.boards.openTaskPage({ ...one, taskId: hers, isInSide: true })).pageId, [paragraph('ten per cent')])
  const { pageId: inSide } = await ana.boards.openTaskPage({ ...one, taskId: copyOfHers, isInSide: true, copyOf: hers })
  expect(await read(ana, inSide, doc => JSON.stringify(contentOf(doc).toJSON()))).toContain('ten per cent')
  expect(await closingOf(bo, inSide)).toBe(closeCode.noSuchDocument)
  await sideOf(bo, one)
  const nothing = await refusalOf(bo.boards.openTaskPage({ ...one, taskId: 'x', copyOf: crypto.randomUUID() }))
  for (const tried of [{ taskId: 'x', copyOf: hers }, { taskId: 'x', copyOf: hers, isInSide: true }, { taskId: 'x', copyOf: copy, isInSide: true }]) expect(await refusalOf(bo.boards.openTaskPage({ ...one, ...tried }))).toEqual(nothing)
})

describe('behind a wall', () => {
  test('a template of a private board stays there, and so does a duplicate; what is made from it is shown only by who says so', async () => {
    const { ana, bo, one, workspaceId, boardId } = await withBoard(app.url, { isPrivate: true })
    await writeTasks(ana, boardId, [{ title: 'Our margin' }])
    const { board: template } = await ana.boardCopies.keepBoardTemplate({ ...one, title: 'Secret', isPrivate: false })
    const { board: copy } = await ana.boardCopies.duplicateBoard({ ...one, title: 'Secret copy' })
    const { board: hidden } = await ana.boardCopies.createBoardFromTemplate({ workspaceId, templateId: template.id, title: 'Secret board' })
    expect([template.privateTo, copy.privateTo, hidden.privateTo]).toEqual([ana.companyId, ana.companyId, ana.companyId])
    const nothing = await refusalOf(bo.boardCopies.duplicateBoard({ workspaceId, boardId: crypto.randomUUID(), title: 'x' }))
    for (const id of [boardId, template.id]) {
      const his = { workspaceId, boardId: id, title: 'x' }
      const tries = [bo.boardCopies.keepBoardTemplate(his), bo.boardCopies.createBoardFromTemplate({ workspaceId, templateId: id, title: 'x' }), bo.boardCopies.duplicateBoard(his)]
      for (const refusal of await Promise.all(tries.map(refusalOf))) expect(refusal).toEqual(nothing)
    }
    expect(await closingOf(bo, template.id)).toBe(closeCode.noSuchDocument)
    const { board: shown } = await ana.boardCopies.createBoardFromTemplate({ workspaceId, templateId: template.id, title: 'For both', isPrivate: false })
    expect([shown.privateTo, await titlesIn(bo, shown.id)]).toEqual([null, ['Our margin']])
    expect((await exportOf(app.database, workspaceId, bo.companyId)).join('\n')).not.toMatch(new RegExp(`${boardId}|${template.id}|${copy.id}|${hidden.id}`))
  })

  test('of a shared board a company may keep a template for itself', async () => {
    const { ana, bo, one, workspaceId } = await withBoard(app.url)
    const { board: template } = await bo.boardCopies.keepBoardTemplate({ ...one, title: 'Ours', isPrivate: true })
    expect(template.privateTo).toBe(bo.companyId)
    expect((await ana.boards.listBoards({ workspaceId })).boards.map(({ id }) => id)).not.toContain(template.id)
  })
})

test('what is archived, foreign, not a template, too long or no day is refused with a sentence, and nothing is made', async () => {
  const { ana, one, workspaceId } = await withBoard(app.url)
  const elsewhere = await withBoard(app.url)
  const vera = await colleague(ana, workspaceId, 'Vera', 'viewer')
  const { board: { id: templateId } } = await ana.boardCopies.keepBoardTemplate({ ...one, title: 'T' })
  const template = { workspaceId, templateId }
  const count = async () => (await ana.boards.listBoards({ workspaceId })).boards.length
  const before = await count()
  const refused = async (tried: Promise<unknown>) => { const { status, code } = await refusalOf(tried); return [status, code] }
  expect(await refused(ana.boardCopies.createBoardFromTemplate({ workspaceId, templateId: one.boardId, title: 'x' }))).toEqual([409, 'notATemplate'])
  for (const begin of ['2026-02-30', '2026-9-1', 'today', '', '0001-01-01', '9999-01-01', 7, null]) expect(await refused(ana.boardCopies.createBoardFromTemplate({ ...template, title: 'x', begin } as never)), String(begin)).toEqual([422, 'invalid'])
  for (const extra of [{ isTemplate: true }, { privateTo: ana.companyId }, { title: 7 }, { isPrivate: 'yes' }]) expect(await refused(ana.boardCopies.keepBoardTemplate({ ...one, title: 'x', ...extra } as never))).toEqual([422, 'invalid'])
  expect(await refused(ana.boardCopies.duplicateBoard({ ...one, title: 'x'.repeat(301) }))).toEqual([422, 'titleTooLong'])
  const all = (person: Person, workspaceId: string, id: string) => [person.boardCopies.createBoardFromTemplate({ workspaceId, templateId: id, title: 'x' }),
    ...[person.boardCopies.keepBoardTemplate, person.boardCopies.duplicateBoard].map(act => act({ workspaceId, boardId: id, title: 'x' }))]
  for (const code of await Promise.all(all(vera, workspaceId, templateId).map(refused))) expect(code).toEqual([403, 'forbidden'])
  for (const code of await Promise.all([...all(ana, workspaceId, elsewhere.boardId), ...all(ana, elsewhere.workspaceId, elsewhere.boardId)].map(refused))) expect(code).toEqual([404, 'notFound'])
  await ana.boards.archiveBoard(one)
  await ana.boards.archiveBoard({ workspaceId, boardId: templateId })
  expect(await refused(ana.boardCopies.keepBoardTemplate({ ...one, title: 'x' }))).toEqual([409, 'boardArchived'])
  expect(await refused(ana.boardCopies.duplicateBoard({ ...one, title: 'x' }))).toEqual([409, 'boardArchived'])
  expect(await refused(ana.boardCopies.createBoardFromTemplate({ ...template, title: 'x' }))).toEqual([409, 'boardArchived'])
  expect(await count()).toBe(before)
  await ana.boards.restoreBoard({ workspaceId, boardId: templateId })
  expect((await ana.boardCopies.createBoardFromTemplate({ ...template, title: 'Again' })).board.title).toBe('Again')
  await app.database.insertInto('documents').values(Array.from({ length: 1001 }, (_, n) => ({ id: idOf(n), kind: 'page' as const, workspaceId, createdAt: new Date() }))).execute()
  await app.database.insertInto('taskPages').values(Array.from({ length: 1001 }, (_, n) => ({ pageId: idOf(n), documentId: templateId, boardId: templateId, taskId: `t${n}`, createdBy: ana.userId, createdAt: new Date() }))).execute()
  expect(await refused(ana.boardCopies.duplicateBoard({ workspaceId, boardId: templateId, title: 'x' }))).toEqual([409, 'copyTooLarge'])
})

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
