import { readdir } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../tests/support/app.ts'
import { refusalOf, signUp, twoCompanies, type Person } from '../../tests/support/world.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

/** A PNG header with the given size; enough for everybody who only looks at what kind of file it is. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(25)
  head.writeUInt32BE(13, 0)
  head.write('IHDR', 4, 'latin1')
  head.writeUInt32BE(width, 8)
  head.writeUInt32BE(height, 12)
  head.set([8, 6, 0, 0, 0], 16)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), head, deflateSync(Buffer.alloc(64))])
}

async function upload(person: Person, workspaceId: string, pageId: string, bytes: Buffer, name = 'photo.png', type = 'image/png') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const response = await fetch(`${app.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: person.headers, body: form })
  return { status: response.status, json: await response.json() as { id: string, url: string, width: number, error?: { code: string, message: string } } }
}

const storedFiles = async () => (await readdir(`${app.dataFolder}/files`, { recursive: true, withFileTypes: true }).catch(() => [])).filter(entry => entry.isFile()).length

test('an image is stored and shown to those who may read its page, to nobody else', async () => {
  const { ana, bo, workspaceId, pageId } = await twoCompanies(app.url)
  const bytes = png(640, 480)
  const { status, json } = await upload(ana, workspaceId, pageId, bytes)
  expect({ status, width: json.width }).toEqual({ status: 200, width: 640 })
  const shown = await fetch(app.url + json.url, { headers: bo.headers })
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  const stranger = await signUp(app.url, { name: 'Stranger', companyName: 'Outside' })
  expect(await refusalOf(stranger.files.downloadFile({ fileId: json.id }))).toMatchObject({ status: 404 })
  expect((await fetch(app.url + json.url)).status).toBe(401)
})

test('an image of a private page does not exist for the other company', async () => {
  const { ana, bo, workspaceId } = await twoCompanies(app.url)
  const { page } = await ana.pages.createPage({ workspaceId, title: 'Ours', isPrivate: true })
  const { json } = await upload(ana, workspaceId, page.id, png(1, 1))
  expect(await refusalOf(bo.files.downloadFile({ fileId: json.id }))).toMatchObject({ status: 404 })
  expect((await upload(bo, workspaceId, page.id, png(1, 1))).status).toBe(404)
})

test('a file that is no image is refused whatever it calls itself, and nothing is stored', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const before = await storedFiles()
  const fakes = [Buffer.from('<script>alert(1)</script>'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), Buffer.alloc(0), Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    Buffer.from('GIF'), Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(600_000, 0xff), png(100_000, 100_000), png(0, 0)]
  for (const fake of fakes) {
    const { status, json } = await upload(ana, workspaceId, pageId, fake)
    expect({ status, code: json.error?.code }).toEqual({ status: 415, code: 'notAnImage' })
  }
  expect(await storedFiles()).toBe(before)
})

test('an upload of 100 MB gets a sentence, stores nothing, and the server goes on', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const before = await storedFiles()
  const { status, json } = await upload(ana, workspaceId, pageId, Buffer.concat([png(10, 10), Buffer.alloc(100 * 2 ** 20)]))
  expect({ status, code: json.error?.code }).toEqual({ status: 413, code: 'fileTooLarge' })
  expect(json.error?.message).toContain('20 MB')
  expect(await storedFiles()).toBe(before)
  expect((await upload(ana, workspaceId, pageId, png(2, 2))).status).toBe(200)
})

test('a name with paths, quotes and line breaks is only a name', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const { json } = await upload(ana, workspaceId, pageId, png(3, 3), '../../etc/"x\r\nSet-Cookie: a=b.png')
  const shown = await fetch(app.url + json.url, { headers: ana.headers })
  expect(shown.headers.get('set-cookie')).toBeNull()
  expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[^"\r\n/]+$/)
})

test('a body that is no form is refused', async () => {
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const answer = await ana.ask('POST', `/workspaces/${workspaceId}/pages/${pageId}/files`, { file: 'x' })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})
