import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { closeCode, subprotocol, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { AppError, type ErrorCode } from '@kopa/shared/errors.ts'
import { isId } from '@kopa/shared/ids.ts'
import { isAllowedOrigin } from '../core/origin.ts'
import { triesPerMinute } from '../core/tries.ts'
import type { Caps } from './caps.ts'
import type { Engine } from './engine.ts'
import type { Access } from './engine-parts.ts'

type Settings = Parameters<typeof isAllowedOrigin>[1] & { caps: Pick<Caps, 'upgradesPerMinute'> }

/** What was found out before the upgrade; `rights` tells whether somebody's rights changed since. */
interface Judgement { access: Access | null, rights: number, response: ServerResponse }

interface SyncRequest { Params: { documentId: string }, Querystring: { since?: string, epoch?: string } }

interface SyncParts {
  config: Settings
  documents: Engine
  /** Told of whoever was let in only to be told that they may not come in. */
  noteRefusal?: (request: FastifyRequest, reason: ErrorCode) => void
}

/** Bytes that a socket which has no business here may send before it is gone. */
const strangerBytes = 64 * 1024
const goodbye = 2000

/**
 * `GET /sync/:documentId`: the y-websocket protocol. Browsers cannot read why an upgrade was refused, so whoever is not
 * signed in or may not see the document is let in, told by close code, and let go; nothing they send is looked at.
 */
export function registerSync(app: FastifyInstance, { config, documents, noteRefusal }: SyncParts): void {
  const judgements = new WeakMap<FastifyRequest, Judgement>()

  const judge = async (request: FastifyRequest<SyncRequest>, reply: FastifyReply) => {
    if (!request.ws) throw new AppError('notFound')
    const { caller } = request
    if (!caller?.tokenId && !isAllowedOrigin(request, config)) throw new AppError('foreignOrigin')
    const { documentId } = request.params
    const rights = documents.rights
    const access = caller && isId(documentId) ? await documents.findAccess(caller, documentId) : null
    judgements.set(request, { access, rights, response: reply.raw })
    holdBack(request.raw.socket)
  }

  const limit = triesPerMinute(config.caps.upgradesPerMinute, { isPublic: false })
  app.get<SyncRequest>('/sync/:documentId', { websocket: true, schema: { hide: true }, config: limit, preValidation: judge }, (socket, request) => {
    const { caller, params: { documentId }, query: { since, epoch } } = request
    const judgement = judgements.get(request)
    if (!caller || !judgement?.access) noteRefusal?.(request, caller ? 'notFound' : 'signInNeeded')
    if (!caller) return dismiss(socket, request, closeCode.signIn, 'Please sign in.')
    if (!judgement?.access) return dismiss(socket, request, closeCode.noSuchDocument, 'This does not exist, or you may not see it.')
    if (judgement.rights !== documents.rights) return dismiss(socket, request, closeCode.rightsChanged, '')
    const stream = request.raw.socket
    letGoOfRequest(socket, stream, judgement.response)
    documents.handleSocket(socket, {
      documentId, caller, access: judgement.access, stream,
      isKopa: socket.protocol === subprotocol, since: readPosition(since), epoch: readPosition(epoch),
    })
  })
}

/** What we say first leaves together with the answer to the upgrade, when the document is open already. */
function holdBack(stream: Socket): void {
  stream.cork()
  setImmediate(() => stream.uncork())
}

/**
 * A socket stays for hours. What was only needed to let it in (request, reply, headers) hangs on the stream and on the plugin's
 * listener, and would stay as long. The engine, which is given the socket in the same breath, listens to errors itself.
 */
function letGoOfRequest(socket: WebSocket, stream: Socket, response: ServerResponse): void {
  response.detachSocket(stream)
  socket.removeAllListeners('error')
}

function dismiss(socket: WebSocket, request: FastifyRequest, code: CloseCode, reason: string): void {
  const stream: Socket = request.raw.socket
  stream.on('data', () => { if (stream.bytesRead > strangerBytes) socket.terminate() })
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), goodbye).unref()
}

function readPosition(text: string | undefined): number | null {
  const number = text === undefined || text === '' ? NaN : Number(text)
  return Number.isSafeInteger(number) && number >= 0 ? number : null
}
