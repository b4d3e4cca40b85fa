import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'

const folder = fileURLToPath(new URL('../../client/dist', import.meta.url))

/** The built client. Every address that is a screen answers with the one page; the router in it does the rest. */
export async function registerClientFiles(app: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) return app.log.warn('the client is not built: only the API answers')
  await app.register(fastifyStatic, { root: folder, wildcard: false, cacheControl: false, preCompressed: true, setHeaders: setCaching })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (!isScreen(request.url)) throw new AppError('notFound')
    return sendPage(reply)
  })
}

const isScreen = (url: string): boolean => {
  const path = url.split('?')[0] ?? ''
  return !path.startsWith('/api/') && !path.startsWith('/sync/') && !/\.\w+$/.test(path)
}

const sendPage = (reply: FastifyReply): FastifyReply => reply.sendFile('index.html')

/** Files with a hash in their name never change; all others are asked for each time. */
function setCaching(reply: FastifyReply, path: string): void {
  const isHashed = path.includes('/assets/')
  reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}
