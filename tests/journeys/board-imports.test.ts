import { readFile } from 'node:fs/promises'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { columnsOf } from '@kopa/shared/boards/column.ts'
import { putField } from '@kopa/shared/boards/field.ts'
import { linksOf } from '@kopa/shared/boards/link.ts'
import { rowsOf } from '@kopa/shared/boards/outline.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { readPage } from '@kopa/shared/pages/page-content.ts'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import type { Mapping } from '@kopa/shared/transfer/mapping.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { bringFile, type BroughtFile, previewFile, takeBoard } from '../support/board-files.ts'
import { sideOf, untilMyTasks, withBoard, writeBoard, writeTasks } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { colleague, type Person, twoCompanies } from '../support/world.ts'

/** A file becomes a board: looked at first, then all of it or nothing. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const project = () => readFile(new URL('../transfer/samples/project.xml', import.meta.url))

async function read<T>(person: Person, documentId: string, look: (doc: Y.Doc) => T): Promise<T> {
  const page = openPage(person, documentId)
  await page.synced
  const seen = look(page.doc)
  page.leave()
  return seen
}
const outlineOf = (doc: Y.Doc) => rowsOf(liveTasksOf(doc)).map(({ task, level }) => `${'-'.repeat(level)}${task.title}`)
const boardsOf = async (person: Person, workspaceId: string) => (await person.boards.listBoards({ workspaceId })).boards.map(({ title }) => title)

test('a project of Microsoft Project: what it is, then the board, with people who are here, and a page for every note', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const file = { name: 'C:\\plans\\launch.xml', content: await project() }
  const { result: preview } = await previewFile(ana, workspaceId, file)
  expect(preview).toMatchObject({
    kind: 'projectXml', title: 'Kopīga palaišana', counts: { tasks: 6, columns: 3, links: 4, calendars: 2, baselines: 2, descriptions: 1 }, table: null,
    people: [{ name: 'Ana Alksne', userId: ana.userId }, { name: 'Bo Birk', userId: bo.userId }], report: [{ code: 'materialResources', examples: ['Paper'] }],
  })
  expect(preview?.tasks.slice(0, 3)).toMatchObject([{ title: 'Preparation', column: 'To do', level: 0 }, { title: 'Draft contract & annex', column: 'In progress', level: 1 }, { title: 'Review by lawyers', column: 'To do', level: 1 }])
  for (const task of preview?.tasks.slice(1, 3) ?? []) expect(task.planned, task.title).toEqual({ start: expect.stringMatching(/^2026-/), finish: expect.stringMatching(/^2026-/) })
  expect(await boardsOf(ana, workspaceId), 'looking at it stores nothing').toEqual([])
  const { result, progress } = await bringFile(ana, workspaceId, file)
  expect(result).toMatchObject({ board: { title: 'Kopīga palaišana', privateTo: null }, report: preview?.report })
  expect(progress.length).toBeGreaterThan(0)
  const boardId = result?.board.id ?? ''
  expect(await boardsOf(bo, workspaceId)).toEqual(['Kopīga palaišana'])
  expect(await read(bo, boardId, outlineOf)).toEqual(['Preparation', '-Draft contract & annex', '-Review by lawyers', 'Signatures', 'Night move of servers', 'Party'])
  expect(await read(bo, boardId, doc => linksOf(doc).map(({ type }) => type))).toEqual(['FS', 'SS', 'FF', 'SF'])
  await untilMyTasks(ana, ['Draft contract & annex', 'Review by lawyers'])
  const pageId = await read(ana, boardId, doc => [...liveTasksOf(doc).values()].find(({ title }) => title.startsWith('Draft'))?.pageId ?? '')
  expect(await read(bo, pageId, doc => readPage(doc).content)).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'First line' }] }, { type: 'paragraph', content: [{ type: 'text', text: 'Second line' }] }])
})

test('a table: the columns as they are understood, and as a person says', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const file = { name: 'plan.csv', content: 'What;When;Who\nA;03/04/2026;Ana Alksne\nB;;Nobody\n' }
  const { result: guessed } = await previewFile(ana, workspaceId, file)
  expect(guessed?.table).toEqual({ heads: ['What', 'When', 'Who'], samples: [['A', '03/04/2026', 'Ana Alksne'], ['B', '', 'Nobody']], mapping: { fields: ['title', 'own:date', 'own:text'], dates: 'dmy', encoding: 'utf-8' } })
  const mapping: Mapping = { fields: ['title', 'deadline', 'people'], dates: 'mdy', encoding: null }
  const { result: looked } = await previewFile(ana, workspaceId, { ...file, query: { mapping: JSON.stringify(mapping) } })
  expect(looked?.tasks.map(({ title, planned, due }) => [title, planned, due])).toEqual([['A', null, '2026-03-04'], ['B', null, null]])
  const { result } = await bringFile(ana, workspaceId, { ...file, query: { mapping: JSON.stringify(mapping), sees: 'company' } })
  expect(result).toMatchObject({ board: { title: 'plan', privateTo: ana.companyId }, report: [{ code: 'peopleNotHere', count: 1, examples: ['Nobody'] }] })
  expect(await read(ana, result?.board.id ?? '', doc => [...liveTasksOf(doc).values()].map(({ title, deadline, assignees }) => [title, deadline, assignees.map(({ userId }) => userId)]))).toEqual(expect.arrayContaining([['A', { day: '2026-03-04' }, [ana.userId]], ['B', null, []]]))
  for (const wrong of ['{', '{}', JSON.stringify({ ...mapping, dates: 'x' }), 'x'.repeat(11_000)]) expect((await previewFile(ana, workspaceId, { ...file, query: { mapping: wrong } })).status, wrong.slice(0, 20)).toBe(422)
})

test('who is called otherwise in a file is who somebody says, in a table as in a project: what was theirs to do is given to them', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const mapping: Mapping = { fields: ['title', 'people'], dates: 'ymd', encoding: null }
  const table = { name: 'plan.csv', content: 'What;Who\nA;Worker 1\nB;Ana Alksne\n', query: { mapping: JSON.stringify(mapping) } }
  const { result: preview } = await previewFile(ana, workspaceId, table)
  expect(preview?.people).toEqual([{ id: 'worker 1', name: 'Worker 1', userId: null }, { id: 'ana alksne', name: 'Ana Alksne', userId: ana.userId }])
  expect(preview?.here).toEqual(expect.arrayContaining([{ id: ana.userId, name: 'Ana Alksne' }, { id: bo.userId, name: 'Bo Birk' }]))
  const people = JSON.stringify({ 'worker 1': bo.userId })
  const query = { ...table.query, people }
  expect((await previewFile(ana, workspaceId, { ...table, query })).result).toMatchObject({ people: [{ userId: bo.userId }, { userId: ana.userId }], report: [] })
  const { result } = await bringFile(ana, workspaceId, { ...table, query })
  expect(await read(bo, result?.board.id ?? '', doc => [...liveTasksOf(doc).values()].map(({ title, assignees }) => [title, assignees.map(({ userId }) => userId)]))).toEqual(expect.arrayContaining([['A', [bo.userId]], ['B', [ana.userId]]]))
  const renamed = { name: 'launch.xml', content: String(await project()).replaceAll('Bo Birk', 'Worker 2').replaceAll(/<EmailAddress>[^<]*<\/EmailAddress>/g, '') }
  const worker = (await previewFile(ana, workspaceId, renamed)).result?.people.find(({ name }) => name === 'Worker 2')
  expect(worker?.userId).toBeNull()
  const mapped = (await previewFile(ana, workspaceId, { ...renamed, query: { people: JSON.stringify({ [worker?.id ?? '']: bo.userId }) } })).result
  expect(mapped?.people.find(({ name }) => name === 'Worker 2')?.userId).toBe(bo.userId)
  // Nobody is reached who is not in the workspace.
  const { ana: stranger } = await twoCompanies(app.url)
  expect((await previewFile(ana, workspaceId, { ...table, query: { ...query, people: JSON.stringify({ 'worker 1': stranger.userId }) } })).result?.people[0]?.userId).toBeNull()
  for (const wrong of ['{', '[7]', '{"worker 1":7}', 'x'.repeat(9_000)]) expect((await previewFile(ana, workspaceId, { ...table, query: { people: wrong } })).status, wrong.slice(0, 20)).toBe(422)
})

test('what was taken along comes back: columns, people, companies; and it is told what was private', async () => {
  const { ana, boardId, one, workspaceId } = await withBoard(app.url)
  await writeTasks(ana, boardId, [{ title: 'Shared', for: ana, companyId: ana.companyId }])
  const side = await sideOf(ana, one)
  await writeTasks(ana, side, [{ title: 'Ours' }])
  await writeBoard(ana, side, doc => putField(doc, { id: 'f', name: 'Margin', kind: 'number', order: 'A', currency: 'EUR', formula: '' }))
  const { bytes, name } = await takeBoard(ana, one, 'json', { include: 'own' })
  const { result } = await bringFile(ana, workspaceId, { name, content: bytes, query: { sees: 'company' } })
  expect(result?.report).toEqual([{ code: 'privateTasks', count: 1, examples: ['Ours'] }, { code: 'privateFields', count: 1, examples: ['Margin'] }])
  const again = await read(ana, result?.board.id ?? '', doc => ({ columns: columnsOf(doc).map(({ title }) => title), tasks: [...liveTasksOf(doc).values()].map(({ title, companyId, assignees }) => [title, companyId, assignees.length]) }))
  expect(again).toEqual({ columns: ['To do', 'Done'], tasks: expect.arrayContaining([['Shared', ana.companyId, 1], ['Ours', null, 0]]) as never })
})

/** Ten times ten times ... `depth` times. */
const bomb = `<!DOCTYPE Project [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1 < 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><Project><Name>&a8;</Name></Project>`

const hostile: [string, () => BroughtFile, number, string][] = [
  ['is cut off', () => ({ name: 'a.xml', content: '<Project><Tasks><Task><UID>1</UID>' }), 422, 'importNotWhole'],
  ['is an XML bomb', () => ({ name: 'a.xml', content: bomb }), 422, 'importUnsafe'],
  ['is a zip bomb', () => ({ name: 'a.xlsx', content: zipSync({ 'xl/sharedStrings.xml': new Uint8Array(200 * 2 ** 20) }) }), 422, 'importUnsafe'],
  ['asks for a file of the server', () => ({ name: 'a.xml', content: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Name>&x;</Name></Project>' }), 422, 'importUnsafe'],
  ['is in other letters than it says', () => ({ name: 'a.xml', content: new Uint8Array([...strToU8('<?xml version="1.0" encoding="utf-8"?><Project><Name>'), 0xff, 0xfe]) }), 422, 'importEncoding'],
  ['is JSON that reaches into the program', () => ({ name: 'a.json', content: '{"format":"kopa-board","__proto__":{"x":1}}' }), 422, 'importUnsafe'],
  ['is JSON without an end', () => ({ name: 'a.json', content: '[{"a":1' }), 422, 'importNotWhole'],
  ['is JSON a million deep', () => ({ name: 'a.json', content: '['.repeat(1_000_000) + ']'.repeat(1_000_000) }), 422, 'importUnsafe'],
  ['says that it is a board of ours', () => ({ name: 'a.json', content: '{"format":"kopa-board","version":1,"title":7}' }), 422, 'importBadFormat'],
  ['is something else', () => ({ name: 'a.xlsx', content: gzipSync(strToU8('hello')) }), 422, 'importUnknownKind'],
  ['is empty', () => ({ name: 'a.csv', content: '' }), 422, 'importNothing'],
  ['is a calendar that is cut off', () => ({ name: 'a.ics', content: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n' }), 422, 'importNotWhole'],
  ['has a head and no rows', () => ({ name: 'a.csv', content: 'Title,Due\n' }), 422, 'importNothing'],
  ['holds more tasks than a board', () => ({ name: 'a.csv', content: `Title\n${'x\n'.repeat(20_001)}` }), 422, 'importTooMany'],
  ['is larger than what is taken', () => ({ name: 'a.csv', content: `Title\n${'x'.repeat(10 * 2 ** 20)}` }), 413, 'fileTooLarge'],
]

test('a hostile file gets a sentence in the person\'s language, and changes nothing', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  await ana.people.changeMe({ language: 'lv' })
  const facts = async () => (await app.database.selectFrom('events').select(({ fn }) => fn.countAll<number>().as('count')).where('workspaceId', '=', workspaceId).executeTakeFirstOrThrow()).count
  const before = await facts()
  await Promise.all(hostile.map(async ([what, make, status, code], at) => {
    const { status: answered, error } = await (at % 2 === 0 ? bringFile : previewFile)(ana, workspaceId, make())
    expect({ what, status: answered, code: error?.code }).toEqual({ what, status, code })
    expect(error?.message, what).toMatch(/Nekas netika/)
    expect(error?.message).not.toMatch(/\{|undefined/)
  }))
  expect(await boardsOf(ana, workspaceId)).toEqual([])
  expect(await facts()).toBe(before)
})

test('whoever stops it before its end has no board', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const stop = new AbortController()
  const rows = Array.from({ length: 5000 }, (_, at) => `Task ${at},Words of ${at}\n`).join('')
  const bringing = bringFile(ana, workspaceId, { name: 'a.csv', content: `Title,Description\n${rows}`, signal: stop.signal })
  stop.abort()
  await expect(bringing).rejects.toThrow()
  expect((await bringFile(ana, workspaceId, { name: 'b.csv', content: 'Title\nx\ny' })).status).toBe(200)
  expect(await boardsOf(ana, workspaceId)).toEqual(['b'])
})

test('it is one fact, and undone by putting the board away', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const { result } = await bringFile(ana, workspaceId, { name: 'a.csv', content: 'Title,Notes\nx,a\ny,b' })
  const boardId = result?.board.id ?? ''
  const facts = await app.database.selectFrom('events').select(['name', 'payload']).where('workspaceId', '=', workspaceId).where('name', 'like', 'board.%').orderBy('name').execute()
  expect(facts).toEqual([{ name: 'board.created', payload: { workspaceId, boardId, privateTo: null } }, { name: 'board.imported', payload: { workspaceId, boardId, kind: 'csv', tasks: 2, privateTo: null } }])
  await ana.boards.archiveBoard({ workspaceId, boardId })
  expect((await ana.boards.listBoards({ workspaceId })).boards.filter(({ archivedAt }) => archivedAt === null)).toEqual([])
})

test('who may only read makes no boards of files', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const vera = await colleague(ana, workspaceId, 'Vera', 'viewer')
  expect((await bringFile(vera, workspaceId, { name: 'a.csv', content: 'Title\nx\ny' })).status).toBe(403)
  expect((await previewFile(vera, workspaceId, { name: 'a.csv', content: 'Title\nx\ny' })).status).toBe(403)
})

test('a table of 6,000 tasks with their links goes in whole', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const rows = Array.from({ length: 6000 }, (_, at) => `${at + 1},Task ${at} ${'ā'.repeat(80)},Doing,2026-03-02,2d,${at > 0 ? `${at}FS` : ''}\n`).join('')
  const { result } = await bringFile(ana, workspaceId, { name: 'large.csv', content: `ID,Title,Column,Start,Duration,Predecessors\n${rows}` })
  expect(result?.report).toEqual([])
  expect(await read(ana, result?.board.id ?? '', doc => [liveTasksOf(doc).size, linksOf(doc).length])).toEqual([6000, 5999])
  const { tasks, links } = JSON.parse((await takeBoard(ana, { workspaceId, boardId: result?.board.id ?? '' }, 'json')).text) as PortableBoard
  expect([tasks.length, links.length, tasks[5999]?.title.slice(0, 9)]).toEqual([6000, 5999, 'Task 5999'])
})
