import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { escapeHtml } from '@kopa/shared/escape-html.ts'
import type { Caller } from './context.ts'

const folder = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** `html`: safe to stand in a document. */
export interface FirstLook { title: string, html: string }
/** What is to be seen at an address before any script is read, by whoever asks; null: nothing yet. */
export type FindFirstLook = (caller: Caller | null, path: string) => Promise<FirstLook | null>

/** The built client. Every address that is a screen answers with the one page; the router in it does the rest. */
export async function registerClientFiles(app: FastifyInstance, findFirstLook: FindFirstLook): Promise<void> {
  if (!existsSync(folder)) return app.log.warn('the client is not built: only the API answers')
  await app.register(fastifyStatic, { root: folder, wildcard: false, cacheControl: false, preCompressed: true, setHeaders: setCaching })
  const [before, after] = await readPage()
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (!isScreen(path)) throw new AppError('notFound')
    // Without it the page is only seen later.
    const look = await findFirstLook(request.caller, path).catch((error: unknown) => request.log.warn(error, 'no first look') ?? null)
    if (!look) return reply.sendFile('index.html')
    return sendPacked(reply, request.headers['accept-encoding'], withLook(before, look) + after)
  })
}

const isScreen = (path: string): boolean => !path.startsWith('/api/') && !path.startsWith('/sync/') && !/\.\w+$/.test(path)

/** The one page, cut where the first look stands. */
async function readPage(): Promise<[before: string, after: string]> {
  const page = await fs.readFile(`${folder}/index.html`, 'utf8')
  const root = page.indexOf('<div id="root">')
  if (root < 0) throw new Error('index.html has no #root')
  return [page.slice(0, root), page.slice(root)]
}

const withLook = (before: string, { title, html }: FirstLook): string =>
  (title === '' ? before : before.replace(/<title>[^<]*/, () => `<title>${escapeHtml(title)} · Kopa`)) + html

const [brotli, gzip] = [promisify(zlib.brotliCompress), promisify(zlib.gzip)]
/** Five times as quick as the usual one, and hardly larger: this page is packed for one reader. */
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }

/** What somebody may read is kept by nobody on the way, nor shown by the button "Back" after they have left. */
async function sendPacked(reply: FastifyReply, accepted: string | string[] | undefined, page: string): Promise<FastifyReply> {
  const encodings = String(accepted ?? '').split(',').filter(encoding => !/;\s*q=0(\.0*)?\s*$/.test(encoding)).map(encoding => encoding.split(';')[0]?.trim())
  const encoding = ['br', 'gzip'].find(known => encodings.includes(known))
  reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'private, no-store', vary: 'accept-encoding, cookie' })
  if (encoding === undefined) return reply.send(page)
  return reply.header('content-encoding', encoding).send(encoding === 'br' ? await brotli(page, quick) : await gzip(page))
}

/** Files with a hash in their name never change; all others are asked for each time. */
function setCaching(reply: FastifyReply, path: string): void {
  const isHashed = path.includes('/assets/')
  reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}
