import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/
const address = /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\])$/i

/**
 * May a page of this origin act with the caller's cookie? (CSRF and cross-site WebSocket hijacking.)
 * The public address always may. Without a configured one, the page must come from the very host it talks to,
 * and that host must be an address or localhost: a name could be rebound to us by a stranger (DNS rebinding).
 */
export function isAllowedOrigin(request: FastifyRequest, config: Pick<Config, 'url' | 'isUrlSet'>): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true // not a browser: browsers name the origin of every socket and every change
  if (origin === new URL(config.url).origin) return true
  if (config.isUrlSet || !host || !URL.canParse(origin)) return false
  const { protocol, host: originHost, hostname } = new URL(origin)
  return protocol === 'http:' && originHost === host && (loopback.test(hostname) || address.test(hostname))
}
