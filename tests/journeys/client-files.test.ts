import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { appendNodes } from '@kopa/shared/pages/page-json.ts'
import { choosePageSettings } from '@kopa/shared/pages/page-settings.ts'
import { startApp } from '../support/app.ts'
import { openPage } from '../support/page-client.ts'
import { until } from '../support/services.ts'
import { type Person, twoCompanies } from '../support/world.ts'

/** The built client, as browsers fetch it. */
let url: string
beforeAll(async () => { url = (await startApp()).url })

interface Fetched { headers: Record<string, string | string[] | undefined>, bytes: Buffer }

/** As it comes over the wire: `fetch` would unpack it. */
const get = (path: string, encodings = 'identity', person?: Person): Promise<Fetched> => new Promise((resolve, reject) => {
  request(url + path, { headers: { 'accept-encoding': encodings, ...person?.headers } }, answer => {
    buffer(answer).then(bytes => resolve({ headers: answer.headers, bytes }), reject)
  }).on('error', reject).end()
})

/** A script that the page names, and that is worth packing. */
async function largeScript(): Promise<string> {
  const { bytes } = await get('/')
  const path = /"(\/assets\/react-[^"]+\.js)"/.exec(bytes.toString())?.[1]
  if (!path) throw new Error('the page names no such script')
  return path
}

test('come in the smallest form that the browser knows, and say the same in each', async () => {
  const path = await largeScript()
  const [plain, gzip, brotli] = [await get(path), await get(path, 'gzip, deflate'), await get(path, 'gzip, deflate, br, zstd')]
  expect([plain, gzip, brotli].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip', 'br'])
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes)
  expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes)
  expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 2)
  for (const { headers } of [plain, gzip, brotli]) expect(headers).toMatchObject({ 'content-type': 'application/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
})

test('a screen is the one page, asked for each time, also in a small form', async () => {
  const [plain, gzip] = [await get('/'), await get('/w/somewhere/p/something', 'gzip')]
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes)
  expect(gzip.headers['cache-control']).toBe('no-cache')
})

describe('the first look at a page', () => {
  const words = 'Seen before any script'
  const look = async (path: string, person?: Person) => (await get(path, 'identity', person)).bytes.toString()

  /** A page with these words, folded. */
  async function writtenPage(person: Person, workspaceId: string, isPrivate: boolean): Promise<string> {
    const { page } = await person.pages.createPage({ workspaceId, title: 'Plan <b> & "more"', isPrivate })
    const client = openPage(person, page.id)
    await client.synced
    client.doc.transact(() => {
      appendNodes(contentOf(client.doc), [{ type: 'paragraph', content: [{ type: 'text', text: words }] }])
      choosePageSettings(client.doc, { width: 'full' })
    })
    const path = `/w/${workspaceId}/p/${page.id}`
    await until(async () => (await look(path, person)).includes(words))
    client.leave()
    return path
  }

  test('stands in the document for who may read the page, in every form, and is kept by nobody', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(url)
    const path = await writtenPage(ana, workspaceId, false)
    const [plain, gzip, brotli] = [await get(`${path}?find=x`, 'identity', bo), await get(path, 'br;q=0, gzip', bo), await get(path, 'gzip, br', bo)]
    expect(plain.bytes.toString()).toContain(`<title>Plan &lt;b&gt; &amp; &quot;more&quot; · Kopa</title>`)
    expect(plain.bytes.toString()).toMatch(new RegExp(`<article class="page-paper" data-width="full">.*${words}.*<div id="root">`, 's'))
    expect([gzip, brotli].map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'br'])
    expect([gunzipSync(gzip.bytes), brotliDecompressSync(brotli.bytes)]).toEqual([plain.bytes, plain.bytes])
    for (const { headers } of [plain, gzip, brotli]) expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store', vary: 'accept-encoding, cookie' })
    expect(plain.headers['content-security-policy']).toContain("script-src 'self'")
  })

  test('is for nobody else: behind the wall, elsewhere, signed out and after leaving, the document is that of any screen', async () => {
    const { ana, bo, workspaceId } = await twoCompanies(url)
    const [path, other] = [await writtenPage(ana, workspaceId, true), await twoCompanies(url)]
    const bare = await look('/')
    expect(await look(path, ana)).toContain(words)
    for (const person of [bo, other.ana, undefined]) expect(await look(path, person)).toBe(bare)
    expect(await look(path.replace(workspaceId, other.workspaceId), ana)).toBe(bare)
    await ana.people.signOut({})
    expect(await look(path, ana)).toBe(bare)
  })

  test('addresses of anything else are screens', async () => {
    const { ana, workspaceId, pageId } = await twoCompanies(url)
    const bare = await look('/')
    for (const path of [`/w/${workspaceId}/p/${'0'.repeat(36)}`, `/w/${workspaceId}/p/%27%3B--`, `/w/x/p/${pageId}`, `/w/${workspaceId}/p/${pageId}/x`, `/w/${workspaceId}/b/${pageId}`])
      expect(await look(path, ana), path).toBe(bare)
  })
})
