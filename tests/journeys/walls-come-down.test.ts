import { once } from 'node:events'
import * as encoding from 'lib0/encoding'
import { beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { messageType, subprotocol, syncStep } from '@kopa/shared/documents/protocol.ts'
import { openConnection } from '../../server/core/database.ts'
import { markChecked } from '../../server/documents/commands.ts'
import { readPositions } from '../../server/documents/queries.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { openPage } from '../support/page-client.ts'
import { paragraph, plant } from '../support/plant.ts'
import { until } from '../support/services.ts'
import { refusalOf, twoCompanies, type Person } from '../support/world.ts'

/** What a company has written and deleted behind its wall stays its own when the wall comes down. */
let app: TestApp
beforeAll(async () => { app = await startApp() })

const secret = 'we would go down to forty per cent'

/** All bytes that the server gives to somebody who asks for everything since the beginning. */
async function everythingSince(person: Person, documentId: string): Promise<Buffer> {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}/sync/${documentId}?since=0`, [subprotocol], { headers: person.headers })
  const frames: Buffer[] = []
  const isAnswered = new Promise<void>(resolve => socket.on('message', (frame: Buffer) => {
    frames.push(frame)
    if (frame[0] === messageType.sync && frame[1] === syncStep.step2) resolve()
  }))
  await once(socket, 'open')
  socket.send(encoding.encode(encoder => {
    for (const number of [messageType.sync, syncStep.step1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint8Array(encoder, new Uint8Array([0]))
  }))
  await isAnswered
  socket.terminate()
  return Buffer.concat(frames)
}

test('the history of a page that was private is for its own company; the others begin with what it says now', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'Offer', isPrivate: true })
  await plant(ana, pageId, [paragraph(secret), paragraph('fifty per cent')])
  const { version } = await ana.versions.createVersion({ workspaceId, pageId, name: 'before the talks' })
  const hers = openPage(ana, pageId)
  await hers.synced
  await until(() => hers.doc.getXmlFragment('content').length >= 2)
  hers.doc.getXmlFragment('content').delete(0, hers.doc.getXmlFragment('content').toArray().findIndex(block => block.toJSON().includes(secret)) + 1)
  await until(async () => !(await everythingSaid(ana, pageId)).includes(secret))
  await ana.pages.changeWall({ workspaceId, pageId, isPrivate: false })
  expect(await app.database.selectFrom('documents').select(['epoch', 'privateTo']).where('id', '=', pageId).executeTakeFirst()).toEqual({ epoch: 1, privateTo: null })

  expect(await everythingSaid(bo, pageId)).toContain('fifty per cent')
  expect((await everythingSince(bo, pageId)).includes(secret)).toBe(false)
  expect((await bo.versions.listVersions({ workspaceId, pageId })).versions).toEqual([])
  expect((await refusalOf(bo.versions.getVersion({ workspaceId, pageId, versionId: version.id }))).status).toBe(404)
  expect((await refusalOf(bo.versions.restoreVersion({ workspaceId, pageId, versionId: version.id }))).status).toBe(404)
  expect((await ana.versions.listVersions({ workspaceId, pageId })).versions.map(({ name }) => name)).toContain('before the talks')
  expect(JSON.stringify(await ana.versions.getVersion({ workspaceId, pageId, versionId: version.id }))).toContain(secret)

  const { version: shared } = await ana.versions.createVersion({ workspaceId, pageId, name: 'as it was shown' })
  expect((await bo.versions.listVersions({ workspaceId, pageId })).versions.map(({ id }) => id)).toEqual([shared.id])
  expect(JSON.stringify(await bo.versions.getVersion({ workspaceId, pageId, versionId: shared.id }))).not.toContain(secret)
  // Whoever had it open goes on.
  hers.doc.getText('title').insert(0, 'Our ')
  await until(async () => (await everythingSaid(bo, pageId)).startsWith('Our Offer'))
  hers.leave()
})

test('nor is it remembered where all of the log was folded and let go', async () => {
  const { ana, workspaceId } = await twoCompanies(app.url)
  const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'Offer', isPrivate: true })
  await plant(ana, pageId, [paragraph(secret)])
  const foldedTo = async () => (await app.database.selectFrom('documents').select('snapshotPosition').where('id', '=', pageId).executeTakeFirstOrThrow()).snapshotPosition
  await until(async () => { const folded = await foldedTo(); return (await readPositions(app.database, [pageId])).every(({ position }) => position === folded) })
  await markChecked(app.database, pageId, await foldedTo())
  await ana.pages.changeWall({ workspaceId, pageId, isPrivate: false })
  const forgotten = await app.database.selectFrom('events').select('payload').where('name', '=', 'document.logForgotten').execute()
  expect(forgotten.filter(({ payload }) => (payload as { documentId: string }).documentId === pageId)).toHaveLength(1)
})

test('what is deleted while the wall is coming down stays its own company\'s, too', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const { page: { id: pageId } } = await ana.pages.createPage({ workspaceId, title: 'Offer', isPrivate: true })
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: 'Ours', isPrivate: true })
  const walls = [() => ana.pages.changeWall({ workspaceId, pageId, isPrivate: false }), () => ana.boards.changeBoardWall({ workspaceId, boardId, isPrivate: false })]
  for (const [index, id] of [pageId, boardId].entries()) {
    // Whoever changes a wall waits here.
    const holder = await openConnection({ connectionString: app.connectionString })
    await holder.query('begin')
    await holder.query('select from workspaces where id = $1 for no key update', [workspaceId])
    const coming = walls[index]?.()
    await until(async () => (await holder.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount === 1)
    // Only now: what was written before is forgotten by now, and sends away whoever is in it.
    const hers = openPage(ana, id)
    await hers.synced
    hers.doc.getText('title').insert(0, secret)
    hers.doc.getText('title').delete(0, secret.length)
    await until(async () => (await everythingSince(ana, id)).includes(secret))
    await holder.query('commit')
    await holder.end()
    await coming
    expect((await everythingSince(bo, id)).includes(secret), id).toBe(false)
    hers.leave()
  }
})

async function everythingSaid(person: Person, documentId: string): Promise<string> {
  const { doc, synced, leave } = openPage(person, documentId)
  await synced
  leave()
  return `${doc.getText('title').toJSON()} ${doc.getXmlFragment('content').toJSON()}`
}

test('the same holds for a board, and for the pages of its tasks', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: 'Ours', isPrivate: true })
  const { pageId } = await ana.boards.openTaskPage({ workspaceId, boardId, taskId: 'task1' })
  await plant(ana, pageId, [paragraph(secret)])
  const hers = openPage(ana, boardId)
  await hers.synced
  hers.doc.getMap('tasks').set('t', new Y.Map([['title', secret]]))
  hers.doc.getMap('tasks').delete('t')
  await until(async () => (await everythingSince(ana, boardId)).includes(secret))
  const page = openPage(ana, pageId)
  await page.synced
  await until(() => page.doc.getXmlFragment('content').length > 0)
  page.doc.getXmlFragment('content').delete(0, page.doc.getXmlFragment('content').length)
  await until(async () => !(await everythingSaid(ana, pageId)).includes(secret))
  const { version } = await ana.versions.createVersion({ workspaceId, pageId: boardId, name: 'ours' })
  await ana.boards.changeBoardWall({ workspaceId, boardId, isPrivate: false })
  for (const id of [boardId, pageId]) expect((await everythingSince(bo, id)).includes(secret), id).toBe(false)
  expect((await refusalOf(bo.versions.getVersion({ workspaceId, pageId: boardId, versionId: version.id }))).status).toBe(404)
  hers.leave()
  page.leave()
})

test('a renaming is written down with the wall that stands when it is stored, not with that of when it was asked for', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  // Within a transaction, who waits is told once and for all: hence two connections.
  const [holder, looker] = await Promise.all([1, 2].map(() => openConnection({ connectionString: app.connectionString })))
  if (!holder || !looker) throw new Error('no connections')
  await holder.query('begin')
  await holder.query('select from pages where id = $1 for update', [pageId])
  const renamed = ana.pages.renamePage({ workspaceId, pageId, title: 'Offer' })
  const isWaiting = async () => (await looker.query("select from pg_stat_activity where wait_event_type = 'Lock' and query like 'update \"pages\"%'")).rowCount === 1
  await until(isWaiting)
  await app.database.updateTable('documents').set({ privateTo: ana.companyId }).where('id', '=', pageId).execute()
  await holder.query('commit')
  await Promise.all([holder.end(), looker.end()])
  await renamed
  const { payload } = await app.database.selectFrom('events').select('payload').where('name', '=', 'page.renamed').where('workspaceId', '=', workspaceId).executeTakeFirstOrThrow()
  expect(payload).toMatchObject({ pageId, privateTo: ana.companyId })
})
