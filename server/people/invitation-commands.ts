import { randomBytes } from 'node:crypto'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { people } from '@kopa/shared/people/contract.ts'
import { whyClosed } from '@kopa/shared/people/invitation.ts'
import type { Role } from '@kopa/shared/policy.ts'
import { day } from '@kopa/shared/time.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import type { Context, MemberContext, SignedInContext, Work } from '../core/context.ts'
import { isStillVouchedFor } from './invitation-queries.ts'
import { hashSecret } from './queries.ts'

/** Brings a person (and, where `bringsCompany`, their company as a further owner) into a workspace. From workspaces, passed in by app.ts. */
export type JoinWorkspace = (
  context: Context, work: Work,
  who: { workspaceId: string, userId: string, companyId: string, role: Role, bringsCompany: boolean },
) => Promise<void>

/** Is this person a member there with the right to bring colleagues in? From workspaces, passed in by app.ts. */
export type CheckMayInvite = (context: SignedInContext, workspaceId: string, role: Role) => Promise<void>

export interface OpenInvitation { id: string, workspaceId: string | null, companyId: string | null, role: Role }
interface Issued { id: string, url: string, expiresAt: string }
interface Draft { workspaceId: string | null, companyId: string | null, role: Role, note?: string, daysValid: number }

/** A link for one other company; its first person gets the role. */
export const inviteCompany = (context: MemberContext, input: Input<typeof people.inviteCompany>): Promise<Issued> =>
  issue(context, { ...input, companyId: null })

/** A link for one colleague, into the company and, where named, into a workspace. */
export async function inviteColleague(context: SignedInContext, input: Input<typeof people.inviteColleague>, checkMayInvite: CheckMayInvite): Promise<Issued> {
  checkCompanyAdmin(context)
  if (input.workspaceId) await checkMayInvite(context, input.workspaceId, input.role)
  return issue(context, { ...input, workspaceId: input.workspaceId ?? null, companyId: context.caller.companyId })
}

/** The secret stands behind `#`: browsers do not send it, so it is in no log. */
async function issue(context: SignedInContext, { workspaceId, companyId, role, note, daysValid }: Draft): Promise<Issued> {
  const id = context.newId()
  const secret = randomBytes(32).toString('base64url')
  const createdAt = context.now()
  const expiresAt = new Date(createdAt.getTime() + daysValid * day)
  await context.write(async ({ transaction, emit }) => {
    await transaction.insertInto('invitations').values({
      id, workspaceId, companyId, role, note: note ?? '', secretHash: hashSecret(secret), createdBy: context.caller.userId, createdAt, expiresAt,
    }).execute()
    await emit('invitation.created', { invitationId: id, workspaceId, companyId, role })
  })
  return { id, url: `${context.config.url}/invitation#${secret}`, expiresAt: expiresAt.toISOString() }
}

/** The invitation behind a secret, locked until the transaction ends so that it works once. */
export async function openInvitation({ transaction }: Work, secret: string, now: Date): Promise<OpenInvitation> {
  const row = await transaction.selectFrom('invitations')
    .select(['id', 'workspaceId', 'companyId', 'role', 'createdBy', 'expiresAt', 'usedAt', 'withdrawnAt'])
    .where('secretHash', '=', hashSecret(secret)).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('notFound')
  const closed = whyClosed(row, now)
  if (closed) throw new AppError(closed)
  if (!await isStillVouchedFor(transaction, row)) throw new AppError('invitationWithdrawn')
  return { id: row.id, workspaceId: row.workspaceId, companyId: row.companyId, role: row.role }
}

export async function useInvitation(
  context: Context, work: Work, invitation: OpenInvitation, person: { userId: string, companyId: string }, join: JoinWorkspace,
): Promise<void> {
  const { id, workspaceId, companyId, role } = invitation
  await work.transaction.updateTable('invitations').set({ usedAt: context.now(), usedBy: person.userId }).where('id', '=', id).execute()
  await work.emit('invitation.accepted', { invitationId: id, userId: person.userId }, { workspaceId, ...person })
  if (workspaceId) await join(context, work, { workspaceId, ...person, role, bringsCompany: companyId === null })
}

/** A signed-in person accepts. Colleague invitations are for people of that company only. */
export async function acceptInvitation(context: SignedInContext, secret: string, join: JoinWorkspace): Promise<string | null> {
  const { userId, companyId } = context.caller
  return context.write(async work => {
    const invitation = await openInvitation(work, secret, context.now())
    if (invitation.companyId && invitation.companyId !== companyId) throw new AppError('otherCompanysInvitation')
    if (invitation.companyId && !invitation.workspaceId) throw new AppError('alreadyColleague')
    await useInvitation(context, work, invitation, { userId, companyId }, join)
    return invitation.workspaceId
  })
}

/** Any administrator of the inviting person's company may withdraw; for all others the invitation does not exist. */
export async function withdrawInvitation(context: SignedInContext, invitationId: string): Promise<void> {
  await context.write(async ({ transaction, emit }) => {
    const row = await transaction.selectFrom('invitations').innerJoin('users', 'users.id', 'invitations.createdBy')
      .select(['invitations.usedAt', 'invitations.withdrawnAt', 'invitations.expiresAt', 'invitations.createdBy', 'invitations.workspaceId'])
      .where('invitations.id', '=', invitationId).where('users.companyId', '=', context.caller.companyId)
      .forUpdate('invitations').executeTakeFirst()
    if (!row) throw new AppError('notFound')
    if (row.createdBy !== context.caller.userId) checkCompanyAdmin(context)
    const closed = whyClosed(row, context.now())
    if (closed && closed !== 'invitationExpired') throw new AppError(closed)
    await transaction.updateTable('invitations').set({ withdrawnAt: context.now() }).where('id', '=', invitationId).execute()
    await emit('invitation.withdrawn', { invitationId }, { workspaceId: row.workspaceId })
  })
}
