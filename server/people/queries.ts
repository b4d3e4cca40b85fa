import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Me } from '@kopa/shared/people/contract.ts'
import type { Language } from '@kopa/shared/languages.ts'
import { minute } from '@kopa/shared/time.ts'
import type { Caller, Queryable } from '../core/context.ts'

/** What is stored of a secret that somebody holds: a link or a token cannot be made from a copy of the database. */
export const hashSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')

export async function findMe(database: Queryable, userId: string): Promise<Static<typeof Me> | null> {
  const row = await database.selectFrom('users').innerJoin('companies', 'companies.id', 'users.companyId')
    .select(['users.id', 'users.name', 'users.email', 'users.language', 'users.timeZone', 'users.companyRole',
      'users.companyId', 'companies.name as companyName', 'companies.isDemo'])
    .where('users.id', '=', userId)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id, name: row.name, email: row.email, timeZone: row.timeZone, isDemo: row.isDemo,
    language: row.language as Language,
    companyRole: row.companyRole,
    company: { id: row.companyId, name: row.companyName },
  }
}

export const findByEmail = (database: Queryable, email: string) =>
  database.selectFrom('users').select(['id', 'companyId', 'passwordHash', 'suspendedAt']).where('email', '=', email).executeTakeFirst()

export const findPassword = (database: Queryable, userId: string) =>
  database.selectFrom('users').select(['passwordHash']).where('id', '=', userId).executeTakeFirst()

interface TokenRow extends Pick<Caller, 'userId' | 'companyId' | 'companyRole' | 'name'> { id: string, lastUsedAt: Date | null, language: string, secretHash: Buffer }

/** The good tokens with these hashes, in the order of the hashes. */
export async function findTokens(database: Queryable, hashes: readonly Buffer[]): Promise<(TokenRow | null)[]> {
  const rows = await database.selectFrom('accessTokens').innerJoin('users', 'users.id', 'accessTokens.userId')
    .select(['accessTokens.id', 'accessTokens.secretHash', 'accessTokens.lastUsedAt', 'users.id as userId', 'users.companyId', 'users.companyRole', 'users.name', 'users.language'])
    .where('accessTokens.secretHash', '=', sql<Buffer>`any(${hashes}::bytea[])`)
    .where('accessTokens.revokedAt', 'is', null)
    .where('users.suspendedAt', 'is', null)
    .execute()
  const found = new Map(rows.map(row => [row.secretHash.toString('hex'), row]))
  return hashes.map(hash => found.get(hash.toString('hex')) ?? null)
}

/** Who asks, by `Authorization: Bearer kopa_...`. Notes the use at most once a minute. `askForToken`: of findTokens, one of many. */
export async function findTokenCaller(database: Queryable, askForToken: (hash: Buffer) => Promise<TokenRow | null>, authorization: string, now: Date): Promise<Caller | null> {
  const secret = secretIn(authorization)
  const row = secret ? await askForToken(hashSecret(secret)) : null
  if (!row) return null
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > minute) {
    row.lastUsedAt = now // for the others who were answered by the same look: one of them notes it
    await database.updateTable('accessTokens').set({ lastUsedAt: now }).where('id', '=', row.id).execute()
  }
  const { userId, companyId, name } = row
  return { userId, companyId, name, companyRole: row.companyRole, language: row.language as Language, tokenId: row.id }
}

/** Whose token this was: it was revoked, or its person is suspended. null: no token that there ever was, or a good one. */
export async function findRefusedToken(database: Queryable, authorization: string): Promise<{ tokenId: string, userId: string, companyId: string } | null> {
  const secret = secretIn(authorization)
  if (!secret) return null
  const row = await database.selectFrom('accessTokens').innerJoin('users', 'users.id', 'accessTokens.userId')
    .select(['accessTokens.id as tokenId', 'users.id as userId', 'users.companyId']).where('accessTokens.secretHash', '=', hashSecret(secret))
    .where(where => where.or([where('accessTokens.revokedAt', 'is not', null), where('users.suspendedAt', 'is not', null)])).executeTakeFirst()
  return row ?? null
}

const secretIn = (authorization: string): string | undefined => /^Bearer (kopa_[\w-]{20,100})$/.exec(authorization)?.[1]

/** Has what somebody came in with ended since it was looked at? */
export async function isStillSignedIn(database: Queryable, { userId, sessionId, tokenId }: Caller, now: Date): Promise<boolean> {
  const pass = sessionId
    ? database.selectFrom('sessions').select('userId').where('id', '=', sessionId).where('expiresAt', '>', now)
    : database.selectFrom('accessTokens').select('userId').where('id', '=', tokenId ?? '').where('revokedAt', 'is', null)
  const row = await database.selectFrom('users').select('id').where('id', '=', userId).where('suspendedAt', 'is', null).where('id', 'in', pass).executeTakeFirst()
  return row !== undefined
}

export async function listSessions(database: Queryable, userId: string, thisSession: string | undefined, now: Date) {
  const rows = await database.selectFrom('sessions').select(['id', 'userAgent', 'createdAt', 'expiresAt'])
    .where('userId', '=', userId).where('expiresAt', '>', now).orderBy('createdAt', 'desc').execute()
  return rows.map(({ id, userAgent, createdAt, expiresAt }) =>
    ({ id, userAgent, isThis: id === thisSession, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }))
}

export async function listTokens(database: Queryable, userId: string) {
  const rows = await database.selectFrom('accessTokens').select(['id', 'name', 'createdAt', 'lastUsedAt'])
    .where('userId', '=', userId).where('revokedAt', 'is', null).orderBy('createdAt', 'desc').execute()
  return rows.map(({ id, name, createdAt, lastUsedAt }) =>
    ({ id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }))
}

export async function listColleagues(database: Queryable, companyId: string) {
  const rows = await database.selectFrom('users').select(['id', 'name', 'email', 'companyRole', 'suspendedAt', 'createdAt'])
    .where('companyId', '=', companyId).orderBy('name').execute()
  return rows.map(({ id, name, email, companyRole, suspendedAt, createdAt }) =>
    ({ id, name, email, companyRole, isSuspended: suspendedAt !== null, createdAt: createdAt.toISOString() }))
}

export const findColleague = (database: Queryable, companyId: string, userId: string) =>
  database.selectFrom('users').select(['id', 'companyRole', 'suspendedAt', 'language', 'name'])
    .where('id', '=', userId).where('companyId', '=', companyId).executeTakeFirst()

/** Do real companies (not the example's) exist here? */
export async function hasRealCompany(database: Queryable): Promise<boolean> {
  const row = await database.selectFrom('companies').select('id').where('isDemo', '=', false).limit(1).executeTakeFirst()
  return row !== undefined
}

export async function countActiveAdmins(database: Queryable, companyId: string): Promise<number> {
  const { count } = await database.selectFrom('users').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('companyId', '=', companyId).where('companyRole', '=', 'admin').where('suspendedAt', 'is', null).executeTakeFirstOrThrow()
  return count
}
