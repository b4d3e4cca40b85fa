import { createHash, timingSafeEqual } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import type { MetricsConfig } from '../config.ts'

export interface MetricsDoor { close: () => Promise<void> }

/** Answers `GET /metrics`, and nothing else, on a port of its own: never on the one that people use. */
export async function openMetricsDoor({ host, port, secret }: MetricsConfig, read: () => Promise<string>, contentType: string): Promise<MetricsDoor> {
  const server = http.createServer({ requestTimeout: 5000, maxHeaderSize: 8192 }, (request, response) => {
    const answer = (status: number, text: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers }).end(text)
    if (request.url !== '/metrics' || request.method !== 'GET') return answer(404, 'Only GET /metrics is here.\n')
    if (secret !== null && !knows(request, secret)) return answer(401, 'Authorization: Bearer <KOPA_METRICS_SECRET> is needed.\n', { 'www-authenticate': 'Bearer' })
    read().then(text => answer(200, text, { 'content-type': contentType }), () => answer(500, 'The figures could not be read.\n'))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

/** Digests have one length, so that comparing them tells nothing about the secret. */
function knows({ headers: { authorization = '' } }: IncomingMessage, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization), digest(`Bearer ${secret}`))
}
