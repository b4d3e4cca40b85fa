import type { Queryable } from '../core/context.ts'

/** Everybody who can be named on a board of this workspace. */
export async function listNames(database: Queryable, workspaceId: string): Promise<{ people: [string, string][], companies: [string, string][] }> {
  const people = await database.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.userId')
    .select(['users.id', 'users.name']).where('memberships.workspaceId', '=', workspaceId).execute()
  const companies = await database.selectFrom('workspaceCompanies').innerJoin('companies', 'companies.id', 'workspaceCompanies.companyId')
    .select(['companies.id', 'companies.name']).where('workspaceCompanies.workspaceId', '=', workspaceId).execute()
  return { people: people.map(({ id, name }) => [id, name]), companies: companies.map(({ id, name }) => [id, name]) }
}

/** The pages of tasks that lie in these documents, with their words as of a moment ago. */
export const listDescriptions = (database: Queryable, documentIds: string[]) =>
  database.selectFrom('taskPages').select(['taskId', 'pageId', 'text']).where('documentId', 'in', documentIds).where('text', '<>', '').orderBy('pageId').execute()

/** Who can be meant by a name in a file. Addresses are for finding people, and never told. */
export const listPeople = (database: Queryable, workspaceId: string) =>
  database.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.userId').select(['users.id', 'users.name', 'users.email'])
    .where('memberships.workspaceId', '=', workspaceId).where('users.suspendedAt', 'is', null).execute()

export async function findTimeZone(database: Queryable, userId: string): Promise<string> {
  const row = await database.selectFrom('users').select('timeZone').where('id', '=', userId).executeTakeFirst()
  return row?.timeZone ?? 'UTC'
}
