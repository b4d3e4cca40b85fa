import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import type { LiveMessage } from '@kopa/shared/live/contract.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { isBehindWall } from '@kopa/shared/policy.ts'
import type { Config } from '../config.ts'
import type { Caller } from '../core/context.ts'
import { isAllowedOrigin } from '../core/origin.ts'

interface Listener { socket: WebSocket, caller: Caller, workspaceIds: Set<string> }

/** What the lists on open screens are told to fetch again. Nothing secret travels here: a message names a list, never its content. */
export interface Live {
  /** To everybody in the workspace; with `privateTo`, to that company only: for the others nothing happened. */
  tellWorkspace: (workspaceId: string, message: LiveMessage, privateTo?: string | null) => void
  tellUser: (userId: string, message: LiveMessage) => void
  tellCompany: (companyId: string, message: LiveMessage) => void
  /** The person's workspaces changed: look them up anew. */
  refresh: (userId: string) => Promise<void>
  closeFor: (who: { userId?: string, sessionId?: string, tokenId?: string }) => void
  close: () => void
}

/** A socket whose reader has gone to sleep is cut; its screen fetches everything anew when it wakes. */
const mostWaitingBytes = 256 * 1024
const heartbeatMs = 30_000

export function registerLive(app: FastifyInstance, config: Config, listWorkspaceIds: (userId: string) => Promise<string[]>): Live {
  const listeners = new Set<Listener>()
  const heartbeat = setInterval(() => { for (const { socket } of listeners) socket.ping() }, heartbeatMs)
  heartbeat.unref()

  app.get('/api/live', { websocket: true, schema: { hide: true } }, async (socket, request) => {
    socket.on('error', () => socket.terminate())
    const { caller } = request
    if (!caller || (caller.sessionId && !isAllowedOrigin(request, config))) return socket.close(closeCode.signIn)
    socket.on('message', () => socket.close(1008)) // this socket only speaks
    const listener = { socket, caller, workspaceIds: new Set(await listWorkspaceIds(caller.userId)) }
    if (socket.readyState !== socket.OPEN) return
    listeners.add(listener)
    socket.on('close', () => listeners.delete(listener))
  })

  const tell = (isFor: (listener: Listener) => boolean, message: LiveMessage) => {
    const text = JSON.stringify(message)
    for (const listener of listeners) if (isFor(listener)) send(listener.socket, text)
  }
  return {
    tellWorkspace: (workspaceId, message, privateTo = null) =>
      tell(({ workspaceIds, caller }) => workspaceIds.has(workspaceId) && !isBehindWall(privateTo, caller.companyId), message),
    tellUser: (userId, message) => tell(({ caller }) => caller.userId === userId, message),
    tellCompany: (companyId, message) => tell(({ caller }) => caller.companyId === companyId, message),
    async refresh(userId) {
      const theirs = [...listeners].filter(({ caller }) => caller.userId === userId)
      if (!theirs.length) return
      const workspaceIds = await listWorkspaceIds(userId)
      for (const listener of theirs) listener.workspaceIds = new Set(workspaceIds)
    },
    closeFor(who) {
      for (const { socket, caller } of listeners) if (matches(caller, who)) socket.close(closeCode.signIn)
    },
    close() {
      clearInterval(heartbeat)
      for (const { socket } of listeners) socket.close(closeCode.serverStops)
    },
  }
}

function send(socket: WebSocket, text: string): void {
  if (socket.bufferedAmount > mostWaitingBytes) socket.terminate()
  else socket.send(text)
}

const matches = (caller: Caller, { userId, sessionId, tokenId }: { userId?: string, sessionId?: string, tokenId?: string }): boolean =>
  (userId !== undefined && caller.userId === userId)
  || (sessionId !== undefined && caller.sessionId === sessionId)
  || (tokenId !== undefined && caller.tokenId === tokenId)
