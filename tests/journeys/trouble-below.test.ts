import { readdir, rm } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openDatabaseProxy } from '../engine/database-proxy.ts'
import { startApp } from '../support/app.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { plant } from '../support/plant.ts'
import { createDatabase, startKopa, temporaryFolder, until } from '../support/services.ts'
import { mountSmallDisk, whyNoDisk } from '../support/small-disk.ts'
import { refusalOf, twoCompanies, type Person } from '../support/world.ts'

/** The disk is full, or the database is away: a sentence that says so, nothing half done, and all is well again by itself. */

async function upload(person: Person, workspaceId: string, pageId: string, bytes: Buffer): Promise<{ status: number, code: string | undefined }> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.png')
  const response = await fetch(`${person.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  const json = await response.json() as { error?: { code: string } }
  return { status: response.status, code: json.error?.code }
}

const filesIn = async (folder: string) =>
  (await readdir(`${folder}/files`, { recursive: true, withFileTypes: true }).catch(() => [])).filter(entry => entry.isFile()).map(({ name }) => name)

test('the database is away: every request says so, pages of people are not lost, and it comes back by itself', async () => {
  const { connectionString } = await createDatabase()
  const proxy = await openDatabaseProxy(connectionString)
  const kopa = await startKopa({ env: { DATABASE_URL: proxy.connectionString } })
  const { ana, workspaceId, pageId } = await twoCompanies(kopa.url)
  proxy.cut()
  const calls = [ana.workspaces.listWorkspaces({}), ana.pages.createPage({ workspaceId, title: 'Lost?' }), ana.people.signIn({ email: ana.email, password: 'x' }), ana.pages.renamePage({ workspaceId, pageId, title: 'Lost?' })]
  for (const refusal of await Promise.all(calls.map(refusalOf))) expect(refusal).toMatchObject({ status: 503, code: 'unavailable' })
  expect((await fetch(`${kopa.url}/api/health`)).status).toBe(503)
  expect((await fetch(`${kopa.url}/api/openapi.json`)).status).toBe(200)
  proxy.mend()
  await until(async () => (await fetch(`${kopa.url}/api/health`)).status === 200)
  expect((await ana.pages.listPages({ workspaceId })).pages.map(({ title }) => title)).toEqual(['Launch plan'])
  await kopa.stop()
  await proxy.close()
})

test('only the answer of a COMMIT is lost: what it stored has its bytes, of an upload as of a copy', async () => {
  const { connectionString } = await createDatabase()
  const proxy = await openDatabaseProxy(connectionString)
  const app = await startApp({ beside: { connectionString: proxy.connectionString, dataFolder: await temporaryFolder() } })
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const stored = async () => (await app.database.selectFrom('files').select('id').orderBy('id').execute()).map(({ id }) => id)
  proxy.loseCommitAfter('insert into "files"')
  expect(await upload(ana, workspaceId, pageId, tinyImage)).toEqual({ status: 503, code: 'unavailable' })
  const [id = ''] = await stored()
  expect(await filesIn(app.dataFolder)).toEqual([id])
  await plant(ana, pageId, [['image', { src: `/api/files/${id}`, alt: '' }]])
  proxy.loseCommitAfter('insert into "files"')
  expect(await refusalOf(ana.pageCopies.duplicatePage({ workspaceId, pageId, title: 'Twin' }))).toMatchObject({ code: 'unavailable' })
  expect((await ana.pages.listPages({ workspaceId })).pages.map(({ title }) => title)).toContain('Twin')
  expect((await filesIn(app.dataFolder)).toSorted()).toEqual(await stored())
  expect(await stored()).toHaveLength(2)
  await app.close()
  await proxy.close()
})

describe.skipIf(whyNoDisk() !== null)('on a small disk', () => {
  test('an upload that does not fit says so and leaves nothing; what is stored can still be seen; it goes on when there is room', async () => {
    const disk = await mountSmallDisk(8)
    const app = await startApp({ env: { KOPA_DATA: disk.folder } })
    const { ana, workspaceId, pageId } = await twoCompanies(app.url)
    expect((await upload(ana, workspaceId, pageId, tinyImage)).status).toBe(200)
    const before = await filesIn(disk.folder)
    const large = Buffer.concat([tinyImage, Buffer.alloc(12 * 2 ** 20)])
    expect(await upload(ana, workspaceId, pageId, large)).toEqual({ status: 507, code: 'storageFull' })
    expect(await filesIn(disk.folder)).toEqual(before)
    expect((await fetch(`${app.url}/api/files/${before[0]}`, { headers: ana.headers })).status).toBe(200)
    expect((await upload(ana, workspaceId, pageId, tinyImage)).status).toBe(200)
  })
})

test('a file whose bytes are gone is an error of the server, not a half-sent image', async () => {
  const app = await startApp()
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  expect((await upload(ana, workspaceId, pageId, tinyImage)).status).toBe(200)
  const [id = ''] = await filesIn(app.dataFolder)
  await rm(`${app.dataFolder}/files/${id.slice(-2)}/${id}`)
  const response = await fetch(`${app.url}/api/files/${id}`, { headers: ana.headers })
  expect({ status: response.status, json: await response.json(), cache: response.headers.get('cache-control') })
    .toMatchObject({ status: 500, json: { error: { code: 'broken' } }, cache: 'no-store' })
})

test('a large upload to a page that is not there is answered, and an upload that breaks off leaves nothing', async () => {
  const app = await startApp()
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const large = Buffer.concat([tinyImage, Buffer.alloc(15 * 2 ** 20)])
  expect(await upload(ana, workspaceId, crypto.randomUUID(), large)).toEqual({ status: 404, code: 'notFound' })
  const giveUp = new AbortController()
  const body = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc'))
      await until(async () => (await filesIn(app.dataFolder)).length === 1)
      giveUp.abort()
    },
  })
  const sending = fetch(`${app.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`,
    { method: 'POST', headers: { ...ana.headers, 'content-type': 'multipart/form-data; boundary=x' }, body, duplex: 'half', signal: giveUp.signal } as RequestInit)
  await expect(sending).rejects.toThrow()
  await until(async () => (await filesIn(app.dataFolder)).length === 0)
})
