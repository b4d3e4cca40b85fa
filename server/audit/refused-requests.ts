import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, type ErrorCode } from '@kopa/shared/errors.ts'
import { isId } from '@kopa/shared/ids.ts'
import { type ContextParts, contextFor, type SignedInContext } from '../core/context.ts'
import { findRefusedToken } from '../people/queries.ts'
import { recordRefusedRequest, recordRefusedToken, type RefusedRequest } from './commands.ts'

/** For sockets, which refuse by close code where a route throws. Never throws, and nobody waits for it. */
export type NoteRefusal = (request: FastifyRequest, reason: ErrorCode) => void

/**
 * Writes into the audit who tried what they must not: what their role does not allow, what does not exist for them, from a page of
 * another site, with a token that was revoked; and who wanted more than there is room for in a workspace.
 */
export function watchRefusedRequests(app: FastifyInstance, parts: ContextParts): NoteRefusal {
  const isNew = createThrottle()
  const note = async (request: FastifyRequest, reason: ErrorCode): Promise<void> => {
    const context = contextFor(parts, request.caller)
    if (reason === 'signInNeeded') return noteToken(context, request.headers.authorization ?? '', isNew)
    const refused = describe(request, reason)
    if (!isNew(`${refused.userId} ${reason} ${refused.operation}`)) return
    await context.write(work => recordRefusedRequest(work, refused))
  }
  const noteRefusal: NoteRefusal = (request, reason) => {
    note(request, reason).catch((error: unknown) => request.log.error({ err: error }, 'a refused request could not be written into the audit'))
  }
  app.addHook('onError', async (request, _reply, error) => {
    if (error instanceof AppError && ([401, 403, 404].includes(error.status) || error.code === 'workspaceTooLarge')) noteRefusal(request, error.code)
  })
  return noteRefusal
}

async function noteToken({ database, write }: Pick<SignedInContext, 'database' | 'write'>, authorization: string, isNew: (key: string) => boolean): Promise<void> {
  const token = await findRefusedToken(database, authorization)
  if (token && isNew(`token ${token.tokenId}`)) await write(work => recordRefusedToken(work, token))
}

/**
 * A role that is too small is refused behind the door of the workspace: its administrators may read of it. What somebody asked for
 * and did not find is told to their own company only, whether it exists or not: nothing about it may differ.
 */
function describe(request: FastifyRequest, reason: ErrorCode): RefusedRequest {
  const { caller, routeOptions: { method, url, schema } } = request
  const params = Object(request.params) as Record<string, unknown>
  const ids = Object.values(params).filter(value => typeof value === 'string').filter(isId)
  const operation = schema && 'operationId' in schema ? String(schema.operationId) : `${String(method)} ${url}`
  const { workspaceId } = params
  const isMembers = reason !== 'notFound' && reason !== 'foreignOrigin' && typeof workspaceId === 'string'
  return { userId: caller?.userId ?? null, operation, reason, asked: isMembers ? null : ids.at(-1) ?? null, workspaceId: isMembers ? workspaceId : null }
}

/** The same once in this time (milliseconds): the audit must not become the attack. */
const oncePer = 10_000
const mostRemembered = 10_000

function createThrottle(): (key: string) => boolean {
  const lastOf = new Map<string, number>()
  return key => {
    const at = performance.now()
    if (at - (lastOf.get(key) ?? -oncePer) < oncePer) return false
    if (lastOf.size > mostRemembered) lastOf.clear()
    lastOf.set(key, at)
    return true
  }
}
