import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LiveMessage } from '@kopa/shared/live/contract.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { AppError, type ErrorCode, errorSentence } from '@kopa/shared/errors.ts'
import { isBehindWall } from '@kopa/shared/policy.ts'
import type { Config } from '../config.ts'
import type { Caller } from '../core/context.ts'
import { isAllowedOrigin } from '../core/origin.ts'
import { triesPerMinute } from '../core/tries.ts'
import { Listener, type LookUp } from './listener.ts'

type NoteRefusal = (request: FastifyRequest, reason: ErrorCode) => void

interface Whose { userId?: string, sessionId?: string, tokenId?: string }

/** What the lists on open screens are told to fetch again. Nothing secret travels here: a message names a list, never its content. */
export interface Live {
  /** To everybody in the workspace; with `privateTo`, to that company only: for the others nothing happened. */
  tellWorkspace: (workspaceId: string, message: LiveMessage, privateTo?: string | null) => void
  tellUser: (userId: string, message: LiveMessage) => void
  tellCompany: (companyId: string, message: LiveMessage) => void
  /** The person is in a workspace more: look up which. */
  refresh: (userId: string) => Promise<void>
  /** The person is out of a workspace: not a word about it from now on. */
  leave: (userId: string, workspaceId: string) => void
  closeFor: (whose: Whose) => void
  /** Something may have been missed: everybody comes back, is judged anew, and fetches every list again. */
  closeAll: () => void
  /** Open screens. */
  readonly count: number
  close: () => void
}

const heartbeatMs = 30_000
/** Open screens of one person. More are asked to come back later, before the upgrade, where clients wait longer each time. */
const mostPerPerson = 100

interface LiveParts { config: Config, lookUp: LookUp, noteRefusal: NoteRefusal, /** nobody would be told whose rights end: nobody is let in */ isShut: () => boolean }

export function registerLive(app: FastifyInstance, { config, lookUp, noteRefusal, isShut }: LiveParts): Live {
  const listeners = new Set<Listener>()
  const coming = new Map<FastifyRequest, string>()
  const heartbeat = setInterval(() => { for (const listener of listeners) listener.beat() }, heartbeatMs)
  heartbeat.unref()
  const limit = triesPerMinute(config.caps.upgradesPerMinute, { isPublic: false })

  app.get('/api/live', { websocket: true, schema: { hide: true }, config: limit, preValidation: async request => takeRoom(request, listeners, coming) }, async (socket, request) => {
    coming.delete(request)
    socket.on('error', () => socket.terminate())
    const { caller } = request
    if (!caller || (caller.sessionId && !isAllowedOrigin(request, config))) {
      noteRefusal(request, caller ? 'foreignOrigin' : 'signInNeeded')
      return socket.close(closeCode.signIn, caller ? errorSentence('foreignOrigin', 'en') : 'Please sign in.')
    }
    if (isShut()) return socket.close(closeCode.notStored)
    const listener = new Listener(socket, request.raw.socket, caller)
    listeners.add(listener)
    socket.on('close', () => listeners.delete(listener))
    await listener.look(lookUp)
  })
  return liveOf(listeners, lookUp, () => clearInterval(heartbeat))
}

/** Those who are about to come in count as well: a hundred may ask at the same moment. `coming`: by request, whose it is. */
function takeRoom(request: FastifyRequest, listeners: ReadonlySet<Listener>, coming: Map<FastifyRequest, string>): void {
  if (!request.ws) throw new AppError('notFound')
  const { caller } = request
  if (!caller) return
  let count = 0
  for (const userId of coming.values()) if (userId === caller.userId) count++
  for (const listener of listeners) if (listener.caller.userId === caller.userId) count++
  if (count >= mostPerPerson) throw new AppError('tooManyTries', { seconds: heartbeatMs / 1000 })
  coming.set(request, caller.userId)
  request.raw.socket.once('close', () => coming.delete(request)) // gone before it was in
}

function liveOf(listeners: ReadonlySet<Listener>, lookUp: LookUp, stop: () => void): Live {
  const those = (isMeant: (listener: Listener) => boolean) => [...listeners].filter(isMeant)
  const tell = (isMeant: (listener: Listener) => boolean, message: LiveMessage) => { for (const listener of those(isMeant)) listener.tell(message) }
  const ofUser = (userId: string) => those(({ caller }) => caller.userId === userId)
  return {
    tellWorkspace: (workspaceId, message, privateTo = null) =>
      tell(listener => listener.isIn(workspaceId) && !isBehindWall(privateTo, listener.caller.companyId), message),
    tellUser: (userId, message) => tell(({ caller }) => caller.userId === userId, message),
    tellCompany: (companyId, message) => tell(({ caller }) => caller.companyId === companyId, message),
    async refresh(userId) {
      await Promise.all(ofUser(userId).map(listener => listener.look(lookUp)))
    },
    leave(userId, workspaceId) {
      for (const listener of ofUser(userId)) {
        listener.leave(workspaceId)
        void listener.look(lookUp)
      }
    },
    get count() { return listeners.size },
    closeAll: () => { for (const listener of listeners) listener.close(closeCode.notStored) },
    closeFor: whose => { for (const listener of those(({ caller }) => isWhose(caller, whose))) listener.close(closeCode.signIn) },
    close() {
      stop()
      for (const listener of listeners) listener.close(closeCode.serverStops)
    },
  }
}

const isWhose = (caller: Caller, { userId, sessionId, tokenId }: Whose): boolean =>
  (userId !== undefined && caller.userId === userId)
  || (sessionId !== undefined && caller.sessionId === sessionId)
  || (tokenId !== undefined && caller.tokenId === tokenId)
