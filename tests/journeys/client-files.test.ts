import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'

/** The built client, as browsers fetch it. */
let url: string
beforeAll(async () => { url = (await startApp()).url })

interface Fetched { headers: Record<string, string | string[] | undefined>, bytes: Buffer }

/** As it comes over the wire: `fetch` would unpack it. */
const get = (path: string, encodings = 'identity'): Promise<Fetched> => new Promise((resolve, reject) => {
  request(url + path, { headers: { 'accept-encoding': encodings } }, answer => {
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
