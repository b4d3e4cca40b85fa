import type { FastifyInstance } from 'fastify'
import { people } from '@kopa/shared/people/contract.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import { batched } from '../core/batched.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { isAllowedOrigin } from '../core/origin.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { changeColleague, changeMe, changePassword, createToken, endOtherSessions, endSession, revokeToken, signIn, signOut, signUp } from './commands.ts'
import { acceptInvitation, inviteColleague, inviteCompany, withdrawInvitation, type CheckMayInvite, type JoinWorkspace } from './invitation-commands.ts'
import { listInvitations, previewInvitation } from './invitation-queries.ts'
import { findMe, findTokenCaller, findTokens, listColleagues, listSessions, listTokens } from './queries.ts'
import { watchOverdueSessions } from './overdue-sessions.ts'
import type { Sessions } from './sessions.ts'
import type { Queryable } from '../core/context.ts'

export interface PeopleParts extends MountParts { sessions: Sessions, joinWorkspace: JoinWorkspace, checkMayInvite: CheckMayInvite }

/**
 * Puts `request.caller` in front of every route and socket. A token is looked at first; a cookie counts for our own pages only,
 * and no foreign page may change anything here, signing somebody in included.
 */
export function registerCaller(app: FastifyInstance, { database, sessions, config }: PeopleParts): void {
  const askForToken = batched((hashes: readonly Buffer[]) => findTokens(database, hashes))
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    const { authorization, cookie } = request.headers
    if (authorization) request.caller = await findTokenCaller(database, askForToken, authorization, new Date())
    else if (cookie && !isAsset(request.url)) request.caller = await sessions.find(request, reply)
    // A screen is shown to whoever asks, also while nobody can be looked up: only what stands in it already is somebody's.
    else if (cookie && isScreenInside(request.url)) request.caller = await sessions.find(request, reply).catch(() => null)
    if (!request.caller?.tokenId && isChange(request.method) && !isAllowedOrigin(request, config)) throw new AppError('foreignOrigin')
  })
}

/** The client's files are the same for everybody: no need to ask the database who wants them. */
const isAsset = (url: string): boolean => !url.startsWith('/api/') && !url.startsWith('/sync/')
const isScreenInside = (url: string): boolean => url.startsWith('/w/')
const isChange = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

async function getMe(database: Queryable, userId: string) {
  const me = await findMe(database, userId)
  if (!me) throw new AppError('signInNeeded')
  return { me }
}

export function registerPeople(app: FastifyInstance, parts: PeopleParts): void {
  const { sessions, joinWorkspace, checkMayInvite } = parts
  watchOverdueSessions(app, parts)
  mount(app, people, {
    async signUp(context, input, { request, reply }) {
      const { userId, workspaceId } = await signUp(context, input, joinWorkspace)
      await sessions.start(userId, request, reply)
      return { ...await getMe(context.database, userId), workspaceId }
    },
    async signIn(context, input, { request, reply }) {
      const userId = await signIn(context, input, (id, transaction) => sessions.start(id, request, reply, transaction))
      return getMe(context.database, userId)
    },
    async signOut(context, _input, { reply }) {
      await signOut(context)
      sessions.forget(reply)
    },
    getSession: async ({ database, caller }) => ({ me: caller ? await findMe(database, caller.userId) : null }),
    async changeMe(context, input) {
      await changeMe(context, input)
      return getMe(context.database, context.caller.userId)
    },
    changePassword,
    listSessions: async ({ database, caller, now }) => ({ sessions: await listSessions(database, caller.userId, caller.sessionId, now()) }),
    endSession: (context, { sessionId }) => endSession(context, sessionId),
    endOtherSessions,
    listTokens: async ({ database, caller }) => ({ tokens: await listTokens(database, caller.userId) }),
    createToken: (context, { name }) => createToken(context, name),
    revokeToken: (context, { tokenId }) => revokeToken(context, tokenId),
    listColleagues: async ({ database, caller }) => ({ people: await listColleagues(database, caller.companyId) }),
    changeColleague,
    async listColleagueInvitations(context) {
      checkCompanyAdmin(context)
      return { invitations: await listInvitations(context.database, context.caller.companyId, null, context.now()) }
    },
    inviteColleague: (context, input) => inviteColleague(context, input, checkMayInvite),
    listInvitations: async ({ database, caller, workspaceId, now }) =>
      ({ invitations: await listInvitations(database, caller.companyId, workspaceId, now()) }),
    inviteCompany,
    previewInvitation: ({ database, now }, { secret }) => previewInvitation(database, secret, now()),
    acceptInvitation: async (context, { secret }) => ({ workspaceId: await acceptInvitation(context, secret, joinWorkspace) }),
    withdrawInvitation: (context, { invitationId }) => withdrawInvitation(context, invitationId),
  }, parts)
}
