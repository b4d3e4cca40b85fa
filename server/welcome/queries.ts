import { sql } from 'kysely'
import type { Language } from '@kopa/shared/languages.ts'
import type { Queryable } from '../core/context.ts'

export async function hasAnyCompany(database: Queryable): Promise<boolean> {
  return await database.selectFrom('companies').select('id').limit(1).executeTakeFirst() !== undefined
}

export interface PlantedExample { workspaceId: string, pageId: string }

/** The example in a language, if it is here: the oldest workspace of its companies, and the page that everything starts from. */
export async function findExample(database: Queryable, language: Language): Promise<PlantedExample | null> {
  const row = await database.selectFrom('companies')
    .innerJoin('workspaceCompanies', 'workspaceCompanies.companyId', 'companies.id')
    .innerJoin('pages', 'pages.workspaceId', 'workspaceCompanies.workspaceId')
    .select(['pages.workspaceId', 'pages.id as pageId'])
    .where('companies.isDemo', '=', true).where('companies.language', '=', language)
    .orderBy('workspaceCompanies.joinedAt').orderBy('pages.createdAt').limit(1).executeTakeFirst()
  return row ?? null
}

export interface ExampleSeat { userId: string, companyId: string, sessions: number }

/**
 * The people of the example in the order in which they are offered, with their living sessions.
 * Who has a password is a visitor who made an account there: nobody is ever signed in as them.
 */
export async function listSeats(database: Queryable, workspaceId: string, now: Date): Promise<ExampleSeat[]> {
  const rows = await database.selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.userId')
    .innerJoin('companies', join => join.onRef('companies.id', '=', 'users.companyId').on('companies.isDemo', '=', true))
    .leftJoin('sessions', join => join.onRef('sessions.userId', '=', 'users.id').on('sessions.expiresAt', '>', now))
    .select(['users.id as userId', 'users.companyId', sql<string>`count(sessions.id)`.as('sessions')])
    .where('memberships.workspaceId', '=', workspaceId)
    .where('users.passwordHash', 'is', null).where('users.suspendedAt', 'is', null)
    .groupBy(['users.id', 'users.companyId', 'users.createdAt']).orderBy('users.createdAt').execute()
  return rows.map(row => ({ ...row, sessions: Number(row.sessions) }))
}
