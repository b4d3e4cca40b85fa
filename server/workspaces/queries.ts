import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import { isBehindWall, type Actor, type Role } from '@kopa/shared/policy.ts'
import type { Caller, Queryable } from '../core/context.ts'

/** The caller's membership; null when they are not in the workspace. */
export async function findActor(database: Queryable, caller: Caller, workspaceId: string): Promise<Actor | null> {
  const row = await database.selectFrom('memberships').select(['role'])
    .where('workspaceId', '=', workspaceId).where('userId', '=', caller.userId).executeTakeFirst()
  return row ? { userId: caller.userId, companyId: caller.companyId, companyRole: caller.companyRole, role: row.role } : null
}

/** The companies that own these workspaces, in the order in which they joined. */
export async function listCompanies(database: Queryable, workspaceIds: string[]) {
  if (!workspaceIds.length) return []
  return database.selectFrom('workspaceCompanies').innerJoin('companies', 'companies.id', 'workspaceCompanies.companyId')
    .select(['workspaceCompanies.workspaceId', 'companies.id', 'companies.name', 'companies.timeZone', 'workspaceCompanies.color'])
    .where('workspaceCompanies.workspaceId', 'in', workspaceIds).orderBy('workspaceCompanies.joinedAt').execute()
}

/** The workspaces a person is in; with `only`, that one. */
export async function listWorkspaces(database: Queryable, userId: string, only?: string) {
  const rows = await database.selectFrom('memberships').innerJoin('workspaces', 'workspaces.id', 'memberships.workspaceId')
    .select(['workspaces.id', 'workspaces.name', 'memberships.role'])
    .where('memberships.userId', '=', userId)
    .$if(only !== undefined, query => query.where('workspaces.id', '=', only ?? ''))
    .orderBy('workspaces.createdAt').execute()
  const companies = await listCompanies(database, rows.map(({ id }) => id))
  return rows.map(({ id, name, role }) => ({
    id, name, role,
    companies: companies.filter(({ workspaceId }) => workspaceId === id).map(({ id: companyId, name: called, timeZone, color }) => ({ id: companyId, name: called, timeZone, color })),
  }))
}

export async function getWorkspace(database: Queryable, userId: string, workspaceId: string) {
  const [workspace] = await listWorkspaces(database, userId, workspaceId)
  if (!workspace) throw new AppError('notFound')
  return workspace
}

export async function listMembers(database: Queryable, workspaceId: string) {
  const rows = await database.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.userId')
    .select(['users.id as userId', 'users.name', 'users.timeZone', 'memberships.companyId', 'memberships.role', 'memberships.createdAt'])
    .where('memberships.workspaceId', '=', workspaceId).orderBy('users.name').execute()
  return rows.map(({ createdAt, ...row }) => ({ ...row, joinedAt: createdAt.toISOString() }))
}

export const findMembership = (database: Queryable, workspaceId: string, userId: string) =>
  database.selectFrom('memberships').select(['companyId', 'role']).where('workspaceId', '=', workspaceId).where('userId', '=', userId).executeTakeFirst()

/** The people of this company who can act, and the administrators among them: suspended people cannot. */
export async function countMembers(database: Queryable, workspaceId: string, companyId: string): Promise<{ members: number, admins: number }> {
  return database.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.userId')
    .select(({ fn }) => [fn.countAll<number>().as('members'), fn.countAll<number>().filterWhere('memberships.role', '=', 'admin').as('admins')])
    .where('memberships.workspaceId', '=', workspaceId).where('memberships.companyId', '=', companyId)
    .where('users.suspendedAt', 'is', null).executeTakeFirstOrThrow()
}

export interface Access {
  workspaceId: string
  role: Role
  privateTo: string | null
  person: { id: string, name: string, companyId: string, companyName: string, color: number }
}

/** A person and a document. */
export interface AccessQuestion { userId: string, documentId: string }

/**
 * May this person open this document, and as what? null: for them it does not exist. What is archived can only be read, with all that belongs to it.
 * Answers in the order of the questions. What is archived is asked beside the joins: each further table to be joined multiplies the
 * orders that PostgreSQL compares before it begins (ten of them: 20 ms for every socket that opens, six: 3 ms).
 */
export async function findAccesses(database: Queryable, questions: readonly AccessQuestion[]): Promise<(Access | null)[]> {
  const { rows } = await sql<AccessRow>`
    select place, documents.workspace_id as "workspaceId", documents.private_to as "privateTo", memberships.role, memberships.company_id as "companyId",
      users.name, companies.name as "companyName", workspace_companies.color,
      coalesce((select archived_at from pages where pages.id = coalesce((select page_id from page_sides where document_id = documents.id), documents.id)), (select archived_at from boards where boards.id = coalesce(
        (select board_id from board_sides where document_id = documents.id), (select board_id from task_pages where page_id = documents.id), documents.id))) is not null as "isArchived"
    from unnest(${questions.map(({ documentId }) => documentId)}::uuid[], ${questions.map(({ userId }) => userId)}::uuid[]) with ordinality as asked (document_id, user_id, place)
    join documents on documents.id = asked.document_id
    join memberships on memberships.workspace_id = documents.workspace_id and memberships.user_id = asked.user_id
    join users on users.id = memberships.user_id and users.suspended_at is null
    join companies on companies.id = memberships.company_id
    join workspace_companies on workspace_companies.workspace_id = documents.workspace_id and workspace_companies.company_id = memberships.company_id`.execute(database)
  const found = new Map(rows.map(row => [row.place, row]))
  return questions.map(({ userId }, index) => accessFrom(userId, found.get(index + 1)))
}

interface AccessRow extends Pick<Access, 'workspaceId' | 'privateTo' | 'role'> { place: number, companyId: string, name: string, companyName: string, color: number, isArchived: boolean }

function accessFrom(userId: string, row: AccessRow | undefined): Access | null {
  if (!row || isBehindWall(row.privateTo, row.companyId)) return null
  const { workspaceId, privateTo, companyId, name, companyName, color, isArchived } = row
  return { workspaceId, privateTo, role: isArchived ? 'viewer' : row.role, person: { id: userId, name, companyId, companyName, color } }
}
