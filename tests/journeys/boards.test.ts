import { beforeAll, describe, expect, test } from 'vitest'
import { renameTask } from '@kopa/shared/boards/task-verbs.ts'
import { tasksOf } from '@kopa/shared/boards/tasks.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { exportOf } from '../support/audit.ts'
import { foundTasks, myTasks, sideOf, untilMyTasks, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { allFolded, closingOf, openScreen, toldOf } from '../support/told.ts'
import { colleague, refusalOf } from '../support/world.ts'

/** What two companies do with one board, and what one of them keeps to itself. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

describe('a private board', () => {
  test('does not exist for the other company: not in a list, a search, presence, a socket, the audit, nor among the tasks assigned to them', async () => {
    const world = await withBoard(app.url)
    const { ana, bo, workspaceId } = world
    await allFolded(app, world)
    const his = await openScreen(bo)
    const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: 'Our margin', isPrivate: true })
    const one = { workspaceId, boardId }
    const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Margin of Bo', for: bo, deadline: { day: '2026-01-01' } }, { title: 'Margin of Ana', for: ana }])
    const { pageId } = await ana.boards.openTaskPage({ ...one, taskId })
    await plant(ana, pageId, [paragraph('margin in words')])
    await untilMyTasks(ana, ['Margin of Ana'])
    await until(async () => (await foundTasks(ana, 'margin in words')).length === 1)
    const hers = openPage(ana, boardId)
    await hers.synced
    hers.provider.awareness.setLocalStateField('state', 'active')
    await until(async () => (await ana.boards.listBoardPresence({ workspaceId })).boards.some(board => board.boardId === boardId))
    await ana.boards.renameBoard({ ...one, title: 'Still our margin' })
    await ana.boards.moveBoard({ ...one, after: null })

    const answers = [await bo.boards.listBoards({ workspaceId }), await bo.boards.searchTasks({ words: 'margin' }), await bo.boards.listMyTasks({ show: 'all' }), await bo.boards.listBoardPresence({ workspaceId }), await bo.pages.searchPages({ words: 'margin' })]
    expect(JSON.stringify(answers)).not.toMatch(new RegExp(`margin|${boardId}|${pageId}`, 'i'))
    const nothing = await refusalOf(bo.boards.getBoard({ workspaceId, boardId: crypto.randomUUID() }))
    const tries = [bo.boards.getBoard(one), bo.boards.renameBoard({ ...one, title: 'x' }), bo.boards.moveBoard({ ...one, after: null }), bo.boards.archiveBoard(one), bo.boards.restoreBoard(one),
      bo.boards.changeBoardWall({ ...one, isPrivate: false }), bo.boards.openBoardSide(one), bo.boards.openTaskPage({ ...one, taskId }), bo.boards.openTaskPage({ ...one, taskId, isInSide: true }),
      bo.boards.createBoard({ workspaceId, after: boardId }), bo.versions.listVersions({ workspaceId, pageId: boardId }), bo.versions.listVersions({ workspaceId, pageId })]
    for (const refusal of await Promise.all(tries.map(refusalOf))) expect(refusal).toEqual(nothing)
    expect([await closingOf(bo, boardId), await closingOf(bo, pageId)]).toEqual([closeCode.noSuchDocument, closeCode.noSuchDocument])
    expect(await toldOf(his, bo)).toEqual(['me'])
    expect((await exportOf(app.database, workspaceId, bo.companyId)).join('\n')).not.toMatch(new RegExp(`${boardId}|${pageId}`))
    hers.leave()
  })

  test('needs no side; one from the time when it was shared stays', async () => {
    const { ana, one } = await withBoard(app.url, { isPrivate: true })
    expect(await ana.boards.openBoardSide(one)).toEqual({ documentId: null })
    await ana.boards.changeBoardWall({ ...one, isPrivate: false })
    const side = await sideOf(ana, one)
    await ana.boards.changeBoardWall({ ...one, isPrivate: true })
    expect(await sideOf(ana, one)).toBe(side)
  })

  test('closes for the other company at once, with the pages of its tasks, and comes back when it is shared', async () => {
    const { ana, bo, boardId, one } = await withBoard(app.url)
    const { pageId } = await ana.boards.openTaskPage({ ...one, taskId: 'task' })
    const screens = [openPage(bo, boardId), openPage(bo, pageId)]
    await Promise.all(screens.map(({ synced }) => synced))
    await ana.boards.changeBoardWall({ ...one, isPrivate: true })
    expect(await Promise.all(screens.map(({ closed }) => closed))).toEqual([closeCode.rightsChanged, closeCode.rightsChanged])
    for (const screen of screens) screen.leave()
    expect([await closingOf(bo, boardId), await closingOf(bo, pageId)]).toEqual([closeCode.noSuchDocument, closeCode.noSuchDocument])
    await ana.boards.changeBoardWall({ ...one, isPrivate: false })
    const again = openPage(bo, pageId)
    await again.synced
    again.leave()
    expect(await bo.boards.openTaskPage({ ...one, taskId: 'task' })).toEqual({ pageId })
  })
})

describe('a company\'s side of a shared board', () => {
  test('is never seen by the partner: no bytes, no rows, no hint', async () => {
    const world = await withBoard(app.url)
    const { ana, bo, boardId, one, workspaceId } = world
    await allFolded(app, world)
    const before = await bo.boards.listBoards({ workspaceId })
    const his = await openScreen(bo)
    const side = await sideOf(ana, one)
    const [taskId = ''] = await writeTasks(ana, side, [{ title: 'Secret discount', for: bo }, { title: 'Secret floor', for: ana }])
    const { pageId } = await ana.boards.openTaskPage({ ...one, taskId, isInSide: true })
    await untilMyTasks(ana, ['Secret floor'])
    expect((await ana.boards.listMyTasks({})).tasks).toMatchObject([{ documentId: side, boardId, boardTitle: 'Launch', privateTo: ana.companyId }])
    expect(await foundTasks(ana, 'secret')).toEqual(['Secret discount', 'Secret floor'])
    expect(await ana.boards.getBoard(one)).toMatchObject({ sideId: side })

    expect(await bo.boards.getBoard(one)).toMatchObject({ sideId: null })
    expect(await bo.boards.listBoards({ workspaceId })).toEqual(before)
    expect([await myTasks(bo, { show: 'all' }), await foundTasks(bo, 'secret')]).toEqual([[], []])
    expect(await refusalOf(bo.boards.openTaskPage({ ...one, taskId, isInSide: true }))).toMatchObject({ code: 'notFound' })
    expect([await closingOf(bo, side), await closingOf(bo, pageId)]).toEqual([closeCode.noSuchDocument, closeCode.noSuchDocument])
    expect(await toldOf(his, bo)).toEqual(['me'])
    expect((await exportOf(app.database, workspaceId, bo.companyId)).join('\n')).not.toMatch(new RegExp(`${side}|${pageId}`))
    const board = openPage(bo, boardId)
    await board.synced
    expect(JSON.stringify([...tasksOf(board.doc).values()])).not.toContain('Secret')
    board.leave()
    expect(await sideOf(bo, one)).not.toBe(side)
  })

  test('keeps nobody from hiding a board in which they alone have written, and is there again when it is shared', async () => {
    const { ana, bo, one } = await withBoard(app.url)
    const his = await sideOf(bo, one)
    await writeTasks(bo, his, [{ title: 'Bo\'s own', for: bo }])
    await untilMyTasks(bo, ['Bo\'s own'])
    await ana.boards.changeBoardWall({ ...one, isPrivate: true })
    expect([await myTasks(bo), await foundTasks(bo, 'own')]).toEqual([[], []])
    await ana.boards.changeBoardWall({ ...one, isPrivate: false })
    expect([await myTasks(bo), await sideOf(bo, one)]).toEqual([['Bo\'s own'], his])
  })

  test('is one for all colleagues; who only reads finds it, and does not make it', async () => {
    const { ana, one, workspaceId } = await withBoard(app.url)
    const [eva, vera] = [await colleague(ana, workspaceId, 'Eva', 'editor'), await colleague(ana, workspaceId, 'Vera', 'viewer')]
    expect(await refusalOf(vera.boards.openBoardSide(one))).toMatchObject({ code: 'forbidden' })
    const side = await sideOf(eva, one)
    expect(await sideOf(ana, one)).toBe(side)
    expect(await vera.boards.getBoard(one)).toMatchObject({ sideId: side })
    const hers = openPage(vera, side)
    await hers.synced
    hers.leave()
  })
})

test('an archived board can be read, with its sides and the pages of its tasks; nobody writes in them until it is restored', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  const [side, [taskId = '']] = [await sideOf(ana, one), await writeTasks(ana, boardId, [{ title: 'Task', for: ana }])]
  const [{ pageId }, { pageId: sidePage }] = [await ana.boards.openTaskPage({ ...one, taskId }), await ana.boards.openTaskPage({ ...one, taskId: 'x', isInSide: true })]
  await untilMyTasks(ana, ['Task'])
  const documents = [boardId, side, pageId, sidePage]
  const before = documents.map(id => openPage(ana, id))
  await Promise.all(before.map(({ synced }) => synced))
  await bo.boards.archiveBoard(one)
  expect(await Promise.all(before.map(({ closed }) => closed))).toEqual(documents.map(() => closeCode.rightsChanged))
  for (const client of before) client.leave()
  expect([await myTasks(ana), await foundTasks(ana, 'task')]).toEqual([[], []])
  const late = documents.map(id => openPage(ana, id))
  await Promise.all(late.map(({ synced }) => synced))
  for (const { doc } of late.slice(0, 2)) doc.getMap('settings').set('title', 'late')
  for (const { doc } of late.slice(2)) titleOf(doc).insert(0, 'late')
  await app.app.inject('/api/health') // it writes behind everything that waits to be written
  await bo.boards.restoreBoard(one)
  await Promise.all(late.map(({ closed }) => closed))
  for (const client of late) client.leave()
  expect(await myTasks(ana)).toEqual(['Task'])
  await writeBoard(ana, boardId, doc => renameTask(doc, taskId, 'Goes on'))
  await untilMyTasks(ana, ['Goes on'])
  const read = documents.map(id => openPage(ana, id))
  await Promise.all(read.map(({ synced }) => synced))
  expect(read.map(({ doc }, index) => (index < 2 ? doc.getMap('settings').get('title') : titleOf(doc).toJSON()))).toEqual(['Launch', undefined, '', ''])
  for (const client of read) client.leave()
})

test('what a version of a board says otherwise of the partner\'s tasks is told to whoever restores it, and is not done; on a private board all is', async () => {
  const { ana, bo, boardId, workspaceId } = await withBoard(app.url)
  const document = { workspaceId, pageId: boardId }
  const [own = '', theirs = ''] = await writeTasks(ana, boardId, [{ title: 'Contract', companyId: ana.companyId }, { title: 'Pilot', companyId: bo.companyId }])
  const { version } = await ana.versions.createVersion({ ...document, name: 'As planned' })
  await writeBoard(ana, boardId, doc => renameTask(doc, own, 'Contract of May'))
  await writeBoard(bo, boardId, doc => renameTask(doc, theirs, 'Pilot in May'))
  const [later = ''] = await writeTasks(bo, boardId, [{ title: 'Press', companyId: bo.companyId }])
  const titles = async () => {
    const { version: now } = await ana.versions.createVersion({ ...document, name: 'Now' })
    const { tasks } = (await ana.versions.getVersion({ ...document, versionId: now.id })).board as { tasks: Record<string, { title: string }> }
    return [own, theirs, later].map(id => tasks[id]?.title)
  }
  const { keptTasks } = await ana.versions.restoreVersion({ ...document, versionId: version.id })
  expect(keptTasks.toSorted()).toEqual([theirs, later].toSorted())
  expect(await titles()).toEqual(['Contract', 'Pilot in May', 'Press'])

  const alone = await withBoard(app.url, { isPrivate: true })
  const [planned = ''] = await writeTasks(alone.ana, alone.boardId, [{ title: 'Pilot', companyId: alone.bo.companyId }])
  const itself = { workspaceId: alone.workspaceId, pageId: alone.boardId }
  const { version: first } = await alone.ana.versions.createVersion({ ...itself, name: 'First' })
  await writeBoard(alone.ana, alone.boardId, doc => renameTask(doc, planned, 'Pilot in May'))
  expect(await alone.ana.versions.restoreVersion({ ...itself, versionId: first.id })).toEqual({ keptTasks: [] })
  const open = openPage(alone.ana, alone.boardId)
  await until(() => tasksOf(open.doc).get(planned)?.title === 'Pilot')
  open.leave()
})

test('a board says again what a version of it said, for all who have it open', async () => {
  const { ana, bo, boardId, one, workspaceId } = await withBoard(app.url)
  const document = { workspaceId, pageId: boardId }
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Draft contract', for: bo }])
  await untilMyTasks(bo, ['Draft contract'])
  const { version } = await bo.versions.createVersion({ ...document, name: 'As planned' })
  await writeBoard(ana, boardId, doc => renameTask(doc, taskId, 'Wiped'))
  const his = openPage(bo, boardId)
  await his.synced
  const { title, board } = await ana.versions.getVersion({ ...document, versionId: version.id })
  expect({ title, board }).toMatchObject({ title: 'Launch', board: { tasks: { [taskId]: { title: 'Draft contract' } } } })
  expect(await ana.versions.restoreVersion({ ...document, versionId: version.id })).toEqual({ keptTasks: [] })
  await until(() => tasksOf(his.doc).get(taskId)?.title === 'Draft contract')
  his.leave()
  await ana.boards.archiveBoard(one)
  expect(await refusalOf(ana.versions.restoreVersion({ ...document, versionId: version.id }))).toMatchObject({ code: 'boardArchived' })
  const side = await ana.boards.restoreBoard(one).then(() => sideOf(ana, one))
  expect(await refusalOf(bo.versions.listVersions({ workspaceId, pageId: side }))).toMatchObject({ code: 'notFound' })
  expect(await ana.versions.listVersions({ workspaceId, pageId: side })).toEqual({ versions: [] })
})
