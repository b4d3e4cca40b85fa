import type { Static } from 'typebox'
import { AppError } from '@kopa/shared/errors.ts'
import { whyClosed } from '@kopa/shared/people/invitation.ts'
import type { Invitation, InvitationPreview } from '@kopa/shared/people/contract.ts'
import { can, givableRoles, type Role } from '@kopa/shared/policy.ts'
import type { Queryable } from '../core/context.ts'
import { findMembership, listCompanies } from '../workspaces/queries.ts'
import { hashSecret } from './queries.ts'

type OpenInvitations = Static<typeof Invitation>[]

/** Open invitations that this company's people made: to a workspace, or (workspaceId null) into the company alone. */
export async function listInvitations(database: Queryable, companyId: string, workspaceId: string | null, now: Date): Promise<OpenInvitations> {
  const rows = await database.selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.createdBy')
    .leftJoin('companies', 'companies.id', 'invitations.companyId')
    .select(['invitations.id', 'invitations.role', 'invitations.note', 'invitations.createdAt', 'invitations.expiresAt',
      'invitations.companyId', 'companies.name as companyName', 'users.id as authorId', 'users.name as authorName'])
    .where('users.companyId', '=', companyId)
    .where('invitations.usedAt', 'is', null).where('invitations.withdrawnAt', 'is', null).where('invitations.expiresAt', '>', now)
    .where('invitations.workspaceId', workspaceId ? '=' : 'is', workspaceId)
    .orderBy('invitations.createdAt', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id, role: row.role, note: row.note,
    company: row.companyId ? { id: row.companyId, name: row.companyName ?? '' } : null,
    createdBy: { id: row.authorId, name: row.authorName },
    createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
  }))
}

interface Issued { createdBy: string, role: Role, workspaceId: string | null, companyId: string | null }

/** A link is worth what its author may do today: whoever was suspended, removed or demoted has left no door open. */
export async function isStillVouchedFor(database: Queryable, { createdBy, role, workspaceId, companyId }: Issued): Promise<boolean> {
  const author = await database.selectFrom('users').select(['companyRole', 'companyId', 'suspendedAt']).where('id', '=', createdBy).executeTakeFirst()
  if (!author || author.suspendedAt || (companyId && author.companyRole !== 'admin')) return false
  if (!workspaceId) return true
  const membership = await findMembership(database, workspaceId, createdBy)
  if (!membership) return false
  const actor = { userId: createdBy, companyId: author.companyId, companyRole: author.companyRole, role: membership.role }
  return can(actor, companyId ? 'member.change' : 'invitation.manage') && givableRoles(actor).includes(role)
}

/** What the holder of a link may know before joining. */
export async function previewInvitation(database: Queryable, secret: string, now: Date): Promise<Static<typeof InvitationPreview>> {
  const row = await database.selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.createdBy')
    .innerJoin('companies', 'companies.id', 'users.companyId')
    .leftJoin('workspaces', 'workspaces.id', 'invitations.workspaceId')
    .select(['invitations.role', 'invitations.note', 'invitations.createdBy', 'invitations.companyId', 'invitations.workspaceId', 'invitations.expiresAt',
      'invitations.usedAt', 'invitations.withdrawnAt', 'users.name as authorName', 'companies.name as companyName', 'workspaces.name as workspaceName'])
    .where('invitations.secretHash', '=', hashSecret(secret)).executeTakeFirst()
  if (!row) throw new AppError('notFound')
  const closed = whyClosed(row, now)
  if (closed) throw new AppError(closed)
  if (!await isStillVouchedFor(database, row)) throw new AppError('invitationWithdrawn')
  const companies = row.workspaceId ? await listCompanies(database, [row.workspaceId]) : []
  return {
    kind: row.companyId ? 'colleague' : 'company',
    role: row.role,
    note: row.note,
    invitedBy: { name: row.authorName, companyName: row.companyName },
    workspace: row.workspaceId ? { id: row.workspaceId, name: row.workspaceName ?? '' } : null,
    companies: companies.map(({ name }) => name),
    expiresAt: row.expiresAt.toISOString(),
  }
}
