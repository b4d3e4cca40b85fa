import { readdir, rm } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { putTaskFile } from '@kopa/shared/boards/task-verbs.ts'
import { findTask, tasksOf } from '@kopa/shared/boards/tasks.ts'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { sideOf, withBoard, writeBoard, writeTasks, type BoardWorld } from '../../tests/support/board-client.ts'
import { bringFile, takeBoard } from '../../tests/support/board-files.ts'
import { tinyImage } from '../../tests/support/isolated-world.ts'
import { openPage } from '../../tests/support/page-client.ts'
import { colleague, refusalOf, signUp, visit, type Person } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })

interface Sent { status: number, json: { id: string, name: string, size: number, type: string, error?: { code: string } } }

async function send(person: Person, { workspaceId, boardId }: BoardWorld['one'], { bytes = 'Offer', name = 'offer.pdf', query = '' }: { bytes?: string | Buffer, name?: string, query?: string } = {}): Promise<Sent> {
  const form = new FormData()
  form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
  const response = await fetch(`${app.url}/api/workspaces/${workspaceId}/boards/${boardId}/files${query}`, { method: 'POST', headers: person.headers, body: form })
  return { status: response.status, json: await response.json() as Sent['json'] }
}

const load = (person: { headers: Record<string, string> }, id: string) => fetch(`${app.url}/api/files/${id}`, { headers: person.headers })
const statusOf = async (person: { headers: Record<string, string> }, id: string) => (await load(person, id)).status
const storedFiles = async () => (await readdir(`${app.dataFolder}/files`, { recursive: true, withFileTypes: true }).catch(() => [])).filter(entry => entry.isFile()).length

test('a file of any kind is kept for a task, and saved by browsers, never run; an image is shown', async () => {
  const { ana, bo, one } = await withBoard(app.url)
  const page = await send(ana, one, { bytes: '<script>alert(1)</script>', name: '..\\..\\exe\u202efdp.html' })
  expect(page).toEqual({ status: 200, json: { id: page.json.id, name: 'exefdp.html', size: 25, type: 'application/octet-stream' } })
  const taken = await load(bo, page.json.id)
  expect([await taken.text(), taken.headers.get('content-type'), taken.headers.get('x-content-type-options'), taken.headers.get('content-disposition')])
    .toEqual(['<script>alert(1)</script>', 'application/octet-stream', 'nosniff', 'attachment; filename*=UTF-8\'\'exefdp.html'])
  expect(taken.headers.get('content-security-policy')).toContain('sandbox')
  const image = await send(bo, one, { bytes: tinyImage, name: 'photo.txt' })
  const shown = await load(ana, image.json.id)
  expect([image.json.type, shown.headers.get('content-type'), shown.headers.get('content-disposition')]).toEqual(['image/png', 'image/png', 'inline; filename*=UTF-8\'\'photo.txt'])
  const empty = await send(ana, one, { bytes: '', name: 'empty.txt' })
  expect([empty.status, empty.json.size, await (await load(bo, empty.json.id)).text()]).toEqual([200, 0, ''])
})

test('a file of a private task is there for its own company only, and on a board that is private', async () => {
  const { ana, bo, one } = await withBoard(app.url)
  const side = await sideOf(ana, one)
  const hidden = await send(ana, one, { query: '?sees=company' })
  expect([hidden.status, await statusOf(ana, hidden.json.id), await statusOf(bo, hidden.json.id)]).toEqual([200, 200, 404])
  const { board } = await ana.boards.createBoard({ workspaceId: one.workspaceId, title: 'Ours', isPrivate: true })
  const own = { ...one, boardId: board.id }
  const onOurs = await send(ana, own)
  expect([await statusOf(ana, onOurs.json.id), await statusOf(bo, onOurs.json.id), (await send(bo, own)).status]).toEqual([200, 404, 404])
  // Bo has no side of this board, and Ana's is no board.
  expect([(await send(bo, one, { query: '?sees=company' })).status, (await send(bo, { ...one, boardId: side }, {})).status, (await send(ana, one, { query: '?sees=everybody' })).status]).toEqual([404, 404, 422])
})

test('what is made of a board has the files of its tasks for itself: who sees the copy loads them, also when the board is gone behind a wall; of a private task there is none', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Draft' }])
  const { json: file } = await send(ana, one)
  const { json: secret } = await send(ana, { ...one }, { query: await sideOf(ana, one) && '?sees=company', bytes: 'Margin', name: 'margin.txt' })
  await writeBoard(ana, boardId, doc => { for (const { id, name, size, type } of [file, secret]) putTaskFile(doc, taskId, { id, name, size, type, userId: ana.userId, at: 1 }) })
  const before = await storedFiles()
  const tasksIn = async (person: Person, documentId: string) => {
    const reader = openPage(person, documentId)
    await reader.synced
    const found = [...tasksOf(reader.doc).values()]
    reader.leave()
    return found
  }
  const filesIn = async (person: Person, documentId: string) => (await tasksIn(person, documentId)).flatMap(({ files }) => files)
  const { board: template } = await ana.boardCopies.keepBoardTemplate({ ...one, title: 'T' })
  const { board: made } = await ana.boardCopies.createBoardFromTemplate({ workspaceId: one.workspaceId, templateId: template.id, title: 'Made', isPrivate: true })
  const { board: twin } = await bo.boardCopies.duplicateBoard({ ...one, title: 'Twin' })
  const own = await Promise.all([filesIn(ana, template.id), filesIn(ana, made.id), filesIn(bo, twin.id)])
  expect(own.map(files => files.map(({ name, size }) => [name, size]))).toEqual([[['offer.pdf', 5]], [['offer.pdf', 5]], [['offer.pdf', 5]]])
  expect(new Set([file.id, ...own.flat().map(({ id }) => id)]).size).toBe(4)
  const [ofTemplate = '', ofMade = '', ofTwin = ''] = own.flat().map(({ id }) => id)
  expect([await statusOf(bo, ofTemplate), await statusOf(bo, ofMade), await statusOf(ana, ofMade), await (await load(ana, ofTwin)).text()]).toEqual([200, 404, 200, 'Offer'])
  expect(await storedFiles()).toBe(before + 3)
  // A file whose bytes are gone stays behind, and nothing else does.
  await rm(`${app.dataFolder}/files/${file.id.slice(-2)}/${file.id}`)
  const { board: without } = await bo.boardCopies.duplicateBoard({ ...one, title: 'Without' })
  expect((await tasksIn(bo, without.id)).map(({ title, files }) => [title, files])).toEqual([['Draft', []]])
})

test('when a board is hidden later its files are hidden too; not from a company that has put one into it', async () => {
  const { ana, bo, one } = await withBoard(app.url)
  const { json: { id } } = await send(ana, one)
  expect(await statusOf(bo, id)).toBe(200)
  await ana.boards.changeBoardWall({ ...one, isPrivate: true })
  expect([await statusOf(ana, id), await statusOf(bo, id)]).toEqual([200, 404])
  await ana.boards.changeBoardWall({ ...one, isPrivate: false })
  const his = await send(bo, one)
  expect(await refusalOf(ana.boards.changeBoardWall({ ...one, isPrivate: true }))).toMatchObject({ code: 'wallShared' })
  expect(await statusOf(bo, his.json.id)).toBe(200)
})

test('who is not in the workspace, is no longer, or only reads gets or stores nothing', async () => {
  const { ana, one } = await withBoard(app.url)
  const { json: { id } } = await send(ana, one)
  const [eve, vera, sam] = [await signUp(app.url, { name: 'Eve', companyName: 'Elsewhere' }), await colleague(ana, one.workspaceId, 'Vera', 'viewer'), await colleague(ana, one.workspaceId, 'Sam', 'editor')]
  const before = await storedFiles()
  expect([await statusOf(eve, id), (await send(eve, one)).status, await statusOf(vera, id), (await send(vera, one)).status, await statusOf(visit(app.url), id)]).toEqual([404, 404, 200, 403, 401])
  await ana.workspaces.removeMember({ workspaceId: one.workspaceId, userId: sam.userId })
  expect([await statusOf(sam, id), (await send(sam, one)).status]).toEqual([404, 404])
  await ana.boards.archiveBoard(one)
  expect([(await send(ana, one)).json.error?.code, await statusOf(ana, id)]).toEqual(['boardArchived', 200])
  expect(await storedFiles()).toBe(before)
})

test('the id of somebody else\'s file, written into a board by a raw client, gives nobody its bytes, its name or its size', async () => {
  const { ana, bo, boardId, one } = await withBoard(app.url)
  await sideOf(ana, one)
  const secret = await send(ana, one, { bytes: 'Takeover in May', name: 'takeover.pdf', query: '?sees=company' })
  const [task = ''] = await writeTasks(bo, boardId, [{ title: 'Bait' }])
  const forged = { name: 'mine.pdf', size: 1, type: 'image/png', userId: bo.userId, at: 1 }
  await writeBoard(bo, boardId, doc => {
    putTaskFile(doc, task, { id: secret.json.id, ...forged })
    putTaskFile(doc, task, { id: '../session', ...forged })
  })
  expect(await statusOf(bo, secret.json.id)).toBe(404)
  const reader = openPage(ana, boardId)
  await reader.synced
  expect(findTask(reader.doc, task)?.files).toEqual([{ id: secret.json.id, ...forged }])
  reader.leave()
  const { text } = await takeBoard(bo, one, 'json')
  expect([text.includes('takeover'), text.includes('mine.pdf'), text.includes('session')]).toEqual([false, true, false])
  // Whoever owns it may still read it, whatever is said of it.
  expect(await (await load(ana, secret.json.id)).text()).toBe('Takeover in May')
})

test('a board that leaves as JSON names its files; where it comes in, the report says that they did not', async () => {
  const { ana, boardId, one, workspaceId } = await withBoard(app.url)
  const { json } = await send(ana, one)
  const [task = ''] = await writeTasks(ana, boardId, [{ title: 'Draft' }])
  await writeBoard(ana, boardId, doc => putTaskFile(doc, task, { ...json, userId: ana.userId, at: 5 }))
  const { text } = await takeBoard(ana, one, 'json')
  expect((JSON.parse(text) as PortableBoard).tasks[0]?.files).toEqual([{ name: 'offer.pdf', size: 5, addedBy: ana.userId, addedAt: 5 }])
  const { result } = await bringFile(ana, workspaceId, { name: 'board.json', content: text })
  expect(result?.report).toContainEqual({ code: 'attachments', count: 1, examples: ['offer.pdf'] })
  const copy = (await takeBoard(ana, { ...one, boardId: result?.board.id ?? '' }, 'json')).text
  expect([copy.includes('Draft'), copy.includes('offer.pdf')]).toEqual([true, false])
})
