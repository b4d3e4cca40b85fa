import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import { sql, type Kysely } from 'kysely'
import type { Language } from '@kopa/shared/languages.ts'
import type { CompanyRole } from '@kopa/shared/policy.ts'
import { day } from '@kopa/shared/time.ts'
import type { Config } from '../config.ts'
import { batched } from '../core/batched.ts'
import type { Caller, Queryable, Transaction } from '../core/context.ts'
import type { Tables } from '../core/tables.ts'

/** The only file that knows Lucia, whose author has ended its development. */

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    DatabaseSessionAttributes: { userAgent: string }
    DatabaseUserAttributes: { name: string, companyId: string, companyRole: CompanyRole, language: Language }
  }
}

/** However busy, a session ends this long after its sign-in (milliseconds). */
export const longestSession = 90 * day

export interface Sessions {
  /** Who asks, by the cookie of this request. Prolongs the session when half of it is over. */
  find: (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null>
  /** With a transaction, the session is there if all of it happens. */
  start: (userId: string, request: FastifyRequest, reply: FastifyReply, transaction?: Transaction) => Promise<void>
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
    async start(userId, request, reply, transaction) {
      const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
      const maker = transaction ? createLucia(transaction, config) : lucia
      const session = await maker.createSession(userId, { userAgent })
      write(reply, lucia.createSessionCookie(session.id))
    },
    forget: reply => { write(reply, lucia.createBlankSessionCookie()) },
  }
}

function createLucia(database: Queryable, config: Config) {
  const secure = config.url.startsWith('https:')
  return new Lucia(adapter(database), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: secure ? '__Host-kopa_session' : 'kopa_session', attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: ({ name, companyId, companyRole, language }) => ({ name, companyId, companyRole, language }),
  })
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Stores sessions under the hash of their secret. Suspended people and sessions whose time is over are not found: those end in commands.ts. */
const adapter = (database: Queryable): Adapter => ({
  getSessionAndUser: batched((secrets: readonly string[]) => findSessionsAndUsers(database, secrets)),
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

type Found = [DatabaseSession | null, DatabaseUser | null]

/** In the order of the secrets. */
async function findSessionsAndUsers(database: Queryable, secrets: readonly string[]): Promise<Found[]> {
  const rows = await database.selectFrom('sessions').innerJoin('users', 'users.id', 'sessions.userId')
    .select(['sessions.id', 'sessions.userId', 'sessions.expiresAt', 'sessions.userAgent', 'users.name', 'users.companyId', 'users.companyRole', 'users.language'])
    .where('sessions.id', '=', sql<string>`any(${secrets.map(hashOf)}::text[])`)
    .where('sessions.createdAt', '>', new Date(Date.now() - longestSession)).where('sessions.expiresAt', '>', new Date())
    .where('users.suspendedAt', 'is', null)
    .execute()
  const found = new Map(rows.map(row => [row.id, row]))
  return secrets.map(secret => {
    const row = found.get(hashOf(secret))
    if (!row) return [null, null]
    const { userId, expiresAt, userAgent, name, companyId, companyRole } = row
    const language = row.language as Language // written through the contract's schema only
    return [
      { id: secret, userId, expiresAt, attributes: { userAgent } },
      { id: userId, attributes: { name, companyId, companyRole, language } },
    ]
  })
}
