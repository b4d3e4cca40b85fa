import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { errorSentence } from '@kopa/shared/errors.ts'
import { languageFromHeader } from '@kopa/shared/languages.ts'

/** Requests that break off before any hook runs are answered here, in the shape and with the protection of all others. */
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': 'default-src \'none\'; frame-ancestors \'none\'',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** An address that cannot be decoded, or whose parts are too long, is the address of nothing. */
export function answerUnreadable(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const message = errorSentence('notFound', languageFromHeader(request.headers['accept-language']))
  void reply.status(404).headers(headers).send({ error: { code: 'notFound', message, details: {} } })
}

/** What is not even HTTP. `code` is Node's: the head was too large, took too long, or could not be parsed. */
export function answerGarbage({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const body = JSON.stringify({ error: { code: 'malformed', message: errorSentence('malformed', 'en'), details: {} } })
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
