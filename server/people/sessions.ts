import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Kysely } from 'kysely'
import type { Language } from '@kopa/shared/languages.ts'
import type { CompanyRole } from '@kopa/shared/policy.ts'
import { day } from '@kopa/shared/time.ts'
import type { Config } from '../config.ts'
import type { Caller } from '../core/context.ts'
import type { Tables } from '../core/tables.ts'

/** The only file that knows Lucia, whose author has ended its development. */

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    DatabaseSessionAttributes: { userAgent: string }
    DatabaseUserAttributes: { name: string, companyId: string, companyRole: CompanyRole, language: Language }
  }
}

/** However busy, a session ends this long after its sign-in. */
const mostDays = 90

export interface Sessions {
  /** Who asks, by the cookie of this request. Prolongs the session when half of it is over. */
  find: (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null>
  start: (userId: string, request: FastifyRequest, reply: FastifyReply) => Promise<void>
  forget: (reply: FastifyReply) => void
}

export function createSessions(database: Kysely<Tables>, config: Config): Sessions {
  const lucia = createLucia(database, config)
  const write = (reply: FastifyReply, cookie: { serialize: () => string }) => reply.header('set-cookie', cookie.serialize())
  return {
    async find(request, reply) {
      const secret = lucia.readSessionCookie(request.headers.cookie ?? '')
      if (!secret) return null
      const { session, user } = await lucia.validateSession(secret)
      if (!session) {
        write(reply, lucia.createBlankSessionCookie())
        return null
      }
      if (session.fresh) write(reply, lucia.createSessionCookie(secret))
      const { id: userId, ...person } = user
      return { userId, ...person, sessionId: hashOf(secret) }
    },
    async start(userId, request, reply) {
      const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
      const session = await lucia.createSession(userId, { userAgent })
      write(reply, lucia.createSessionCookie(session.id))
    },
    forget: reply => { write(reply, lucia.createBlankSessionCookie()) },
  }
}

function createLucia(database: Kysely<Tables>, config: Config) {
  const secure = config.url.startsWith('https:')
  return new Lucia(adapter(database), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: secure ? '__Host-kopa_session' : 'kopa_session', attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: ({ name, companyId, companyRole, language }) => ({ name, companyId, companyRole, language }),
  })
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Stores sessions under the hash of their secret. Suspended people and too old sessions are not found. */
const adapter = (database: Kysely<Tables>): Adapter => ({
  getSessionAndUser: secret => findSessionAndUser(database, secret),
  // Lucia lists sessions by their secrets, which are not stored: people see theirs through queries.ts.
  getUserSessions: async () => [],
  async setSession({ id, userId, expiresAt, attributes }) {
    await database.insertInto('sessions').values({ id: hashOf(id), userId, expiresAt, userAgent: attributes.userAgent }).execute()
  },
  async updateSessionExpiration(secret, expiresAt) {
    await database.updateTable('sessions').set({ expiresAt }).where('id', '=', hashOf(secret)).execute()
  },
  async deleteSession(secret) {
    await database.deleteFrom('sessions').where('id', '=', hashOf(secret)).execute()
  },
  async deleteUserSessions(userId) {
    await database.deleteFrom('sessions').where('userId', '=', userId).execute()
  },
  async deleteExpiredSessions() {
    await database.deleteFrom('sessions').where('expiresAt', '<', new Date()).execute()
  },
})

async function findSessionAndUser(database: Kysely<Tables>, secret: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
  const row = await database.selectFrom('sessions').innerJoin('users', 'users.id', 'sessions.userId')
    .select(['sessions.userId', 'sessions.expiresAt', 'sessions.userAgent', 'users.name', 'users.companyId', 'users.companyRole', 'users.language'])
    .where('sessions.id', '=', hashOf(secret))
    .where('sessions.createdAt', '>', new Date(Date.now() - mostDays * day))
    .where('users.suspendedAt', 'is', null)
    .executeTakeFirst()
  if (!row) return [null, null]
  const { userId, expiresAt, userAgent, name, companyId } = row
  const companyRole = row.companyRole as CompanyRole // the column has a check constraint
  const language = row.language as Language // written through the contract's schema only
  return [
    { id: secret, userId, expiresAt, attributes: { userAgent } },
    { id: userId, attributes: { name, companyId, companyRole, language } },
  ]
}
