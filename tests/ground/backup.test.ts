import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listChains, listLinks } from '../../server/audit/queries.ts'
import { openConnection, openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { migrate } from '../../server/core/migrate.ts'
import { Oracle } from '../engine/oracle.ts'
import { startApp } from '../support/app.ts'
import { verifyChain } from '../support/audit.ts'
import { kopa, manifestOf, partsOf } from '../support/backups.ts'
import { writeTasks } from '../support/board-client.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { randomForTest } from '../support/random.ts'
import { createDatabase, startKopa, temporaryFolder, until, type TestKopa } from '../support/services.ts'
import { password, twoCompanies, visit, type Person } from '../support/world.ts'

async function upload(person: Person, workspaceId: string, pageId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'picture.png')
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  return (await response.json() as { id: string }).id
}

/** Two companies with everything: a shared page with a version, one behind a wall with a picture, a script's token, a board with a side and a task. */
async function furnish(url: string) {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(url)
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
  const { token } = await ana.people.createToken({ name: 'script' })
  const fileId = await upload(ana, workspaceId, page.id)
  const { version } = await bo.versions.createVersion({ workspaceId, pageId, name: 'Before the storm' })
  const { board } = await ana.boards.createBoard({ workspaceId, title: 'Launch' })
  const [taskId = ''] = await writeTasks(ana, board.id, [{ title: 'Draft contract', for: bo, deadline: { day: '2026-03-02' } }])
  await ana.boards.openTaskPage({ workspaceId, boardId: board.id, taskId })
  await ana.boards.openBoardSide({ workspaceId, boardId: board.id })
  await until(async () => (await bo.boards.listMyTasks({})).tasks.length === 1)
  return { ana, bo, workspaceId, pageId, boardId: board.id, token, fileId, versionId: version.id }
}
type Furnished = Awaited<ReturnType<typeof furnish>>

/** Types until it is told to stop; the pauses make the story, they wait for nothing. */
async function typeWhile(oracle: Oracle, below: (limit: number) => number, work: Promise<unknown>): Promise<void> {
  let isOver = false
  void work.finally(() => { isOver = true }).catch(() => undefined)
  while (!isOver) {
    oracle.type(below)
    await pause(5)
  }
}

/** Everybody comes to a server that was restored, with nothing but what they know by heart. */
async function expectFurnished(second: TestKopa, { ana, bo, workspaceId, pageId, boardId, token, fileId, versionId }: Furnished): Promise<Person> {
  const anew = Object.assign(visit(second.url), { userId: ana.userId, companyId: ana.companyId, name: ana.name, email: ana.email })
  anew.cookie = ana.cookie
  expect((await anew.people.getSession({})).me).toBeNull()
  await anew.people.signIn({ email: ana.email, password })
  const file = await fetch(`${second.url}/api/files/${fileId}`, { headers: anew.headers })
  expect(Buffer.from(await file.arrayBuffer()).equals(tinyImage)).toBe(true)
  expect((await anew.versions.listVersions({ workspaceId, pageId })).versions.map(({ id }) => id)).toContain(versionId)
  const script = visit(second.url)
  script.token = token
  expect((await script.people.getSession({})).me?.id).toBe(ana.userId)
  const partner = visit(second.url)
  await partner.people.signIn({ email: bo.email, password })
  expect((await partner.boards.listMyTasks({})).tasks).toMatchObject([{ title: 'Draft contract', boardId, boardTitle: 'Launch', deadlineDay: '2026-03-02' }])
  expect((await partner.ask('GET', `/files/${fileId}`)).status).toBe(404)
  return anew
}

test('a backup made while people write brings everything back on an empty folder: all that was acknowledged before, files, versions, audit', async () => {
  const random = randomForTest()
  const first = await startKopa({ env: { LOG_LEVEL: 'error' } })
  const world = await furnish(first.url)
  const [before, during] = [new Oracle(first.url), new Oracle(first.url)]
  await before.sitDown([world.pageId], [world.ana, world.bo])
  for (let round = 0; round < 40; round++) before.type(limit => random.below(limit))
  await until(() => before.allAcknowledged())
  before.leave()

  await during.sitDown([world.pageId], [world.ana, world.bo])
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  const making = kopa(['backup', file], { KOPA_DATA: first.dataFolder })
  await typeWhile(during, limit => random.below(limit), making)
  const made = await making
  expect(made, made.words).toMatchObject({ code: 0, words: expect.stringContaining(createHash('sha256').update(await fs.readFile(file)).digest('hex')) })
  expect((await fs.stat(file)).mode & 0o077).toBe(0)
  expect((await kopa(['backup', file], { KOPA_DATA: first.dataFolder }))).toMatchObject({ code: 2, words: expect.stringContaining('is there already') })
  const onto = await kopa(['restore', file], { KOPA_DATA: first.dataFolder })
  expect(onto, onto.words).toMatchObject({ code: 1, words: expect.stringContaining('Another Kopa is already running') })
  during.leave()
  expect(during.owed).toBeGreaterThan(50)
  await first.stop()
  await fs.rm(first.dataFolder, { recursive: true })

  const dataFolder = path.join(await temporaryFolder(), 'new')
  const restored = await kopa(['restore', file], { KOPA_DATA: dataFolder })
  expect(restored, restored.words).toMatchObject({ code: 0 })
  const verified = await kopa(['verify'], { KOPA_DATA: dataFolder })
  expect(verified, verified.words).toMatchObject({ code: 0, words: expect.stringContaining('Whole: ') })
  const second = await startKopa({ dataFolder, env: { LOG_LEVEL: 'error', PORT: new URL(first.url).port } })
  expect(await before.missing(await expectFurnished(second, world)), `seed ${random.seed}`).toEqual([])
  expect(before.owed).toBeGreaterThan(70)
  await second.stop()
})

test('a backup proves itself: verified in a folder of its own, which is gone afterwards; one with a wrong bit does not', async () => {
  const app = await startApp()
  await furnish(app.url)
  const folder = await temporaryFolder()
  const file = path.join(folder, 'monday.kopa')
  await kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })
  const aside = path.join(folder, 'aside')
  await fs.mkdir(aside)
  const verified = await kopa(['verify', file], { TMPDIR: aside, KOPA_DATA: path.join(folder, 'never made') })
  expect(verified, verified.words).toMatchObject({ code: 0, words: expect.stringMatching(/Whole: 5 documents, 1 version, 1 file and 3 chains/) })
  const bytes = await fs.readFile(file)
  await fs.writeFile(file, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1))
  expect(await kopa(['verify', file], { TMPDIR: aside })).toMatchObject({ code: 1, words: expect.stringContaining('is not a whole backup of Kopa') })
  expect(await fs.readdir(aside)).toEqual([])
  expect((await fs.readdir(folder)).toSorted()).toEqual(['aside', 'monday.kopa'])
})

test('a file that is gone from the data folder does not stop a backup, but is told; everything else comes back', async () => {
  const app = await startApp()
  const { fileId } = await furnish(app.url)
  await fs.rm(path.join(app.dataFolder, 'files'), { recursive: true })
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  expect(await kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })).toMatchObject({ code: 1, words: expect.stringContaining(fileId) })
  expect(manifestOf(await fs.readFile(file)).missing).toEqual([fileId])
  const dataFolder = await temporaryFolder()
  const { connectionString } = await createDatabase()
  expect(await kopa(['restore', file], { DATABASE_URL: connectionString, KOPA_DATA: dataFolder })).toMatchObject({ code: 0 })
  expect(await kopa(['verify'], { DATABASE_URL: connectionString, KOPA_DATA: dataFolder })).toMatchObject({ code: 1, words: expect.stringContaining(`File ${fileId}: it is not in the data folder`) })
})

test('that it was restored, and to when, is the last entry of every chain; a backup that is only tried has no such entry', async () => {
  const app = await startApp()
  await furnish(app.url)
  const before = await listChains(app.database)
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  await kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })
  const { connectionString } = await createDatabase()
  const restored = await kopa(['restore', file], { DATABASE_URL: connectionString, KOPA_DATA: await temporaryFolder() })
  const at = /the backup of (\S+),/.exec(restored.words)?.[1]
  const database = openDatabase({ connectionString }, createLog('silent'), { most: 1 })
  const chains = await listChains(database)
  expect(chains.filter(({ kind }) => kind !== 'server').map(({ id, head }) => [id, head.sequence])).toEqual(before.map(({ id, head }) => [id, head.sequence + 1]))
  expect(chains.map(({ kind }) => kind)).toContain('server')
  for (const { id, head } of chains) {
    const [last] = await listLinks(database, id, { after: head.sequence - 1, last: head.sequence, most: 1 })
    expect(last?.entry, id).toMatchObject({ name: 'server.restored', payload: { backupOf: at } })
    expect(await verifyChain(database, id)).toMatchObject({ fault: null })
  }
  await database.destroy()
})

test('nobody\'s session and no password is in a backup, and every other table is', async () => {
  const app = await startApp()
  const { ana, token } = await furnish(app.url)
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  await kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })
  const backup = await fs.readFile(file)
  const text = partsOf(backup).map(({ bytes }) => bytes.toString('latin1')).join('')
  expect([password, token, ana.cookie.split('=')[1] ?? ''].filter(secret => text.includes(secret))).toEqual([])
  const { rows } = manifestOf(backup)
  expect(rows).toMatchObject({ users: 2, companies: 2, documents: 5, boards: 1, board_sides: 1, task_pages: 1, tasks: 1, task_people: 1, files: 1, versions: 1 })
  const client = await openConnection({ connectionString: app.connectionString })
  const tables = await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`)
  await client.end()
  expect(Object.keys(rows).toSorted()).toEqual(tables.rows.map(({ name }) => name).filter(name => name !== 'sessions').toSorted())
})

test('a backup of an older Kopa is restored as it was and then brought up to date', async () => {
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'), { most: 1 })
  const client = await openConnection({ connectionString })
  await client.query('drop schema public cascade; create schema public')
  await migrate(database, { last: '0001-start' })
  const id = crypto.randomUUID()
  await client.query(`insert into companies (id, name, language, time_zone, created_at) values ('${id}', 'Old Oak', 'lv', 'Europe/Riga', now())`)
  await client.query(`insert into events (id, name, company_id, payload, at) values ('${crypto.randomUUID()}', 'company.created', '${id}', '{"companyId":"${id}"}', '2026-01-01T00:00:00.123Z')`)
  await client.end()
  await database.destroy()
  const file = path.join(await temporaryFolder(), 'old.kopa')
  const made = await kopa(['backup', file], { DATABASE_URL: connectionString, KOPA_DATA: await temporaryFolder() })
  expect(made, made.words).toMatchObject({ code: 0 })
  const verified = await kopa(['verify', file], {})
  expect(verified, verified.words).toMatchObject({ code: 0, words: expect.stringContaining('1 chain of the audit') })
})

test('a backup that is begun while an update writes a table anew has all of that table', async () => {
  const app = await startApp()
  await furnish(app.url)
  const update = await openConnection({ connectionString: app.connectionString })
  const watcher = await openConnection({ connectionString: app.connectionString })
  await update.query('begin')
  await update.query('alter table versions alter column state_size type bigint')
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  const making = kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })
  await until(async () => (await watcher.query(`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) and relation = 'versions'::regclass and mode = 'AccessShareLock'`)).rowCount === 1)
  await update.query('commit')
  const made = await making
  expect(made, made.words).toMatchObject({ code: 0 })
  expect(manifestOf(await fs.readFile(file)).rows).toMatchObject({ versions: 1 })
  await Promise.all([update.end(), watcher.end()])
})
