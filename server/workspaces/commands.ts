import { AppError } from '@kopa/shared/errors.ts'
import { can, givableRoles, type Actor, type Role } from '@kopa/shared/policy.ts'
import { isUniqueViolation } from '../core/database-errors.ts'
import type { Context, MemberContext, SignedInContext, Transaction, Work } from '../core/context.ts'
import { countMembers, findActor, findMembership } from './queries.ts'

const mostCompanies = 8

export async function createWorkspace(context: SignedInContext, name: string): Promise<string> {
  const { userId, companyId } = context.caller
  return context.write(async work => {
    const workspaceId = await insertWorkspace(context, work, name)
    await joinWorkspace(context, work, { workspaceId, userId, companyId, role: 'admin', bringsCompany: true })
    return workspaceId
  })
}

/** A workspace without owners: whoever makes it lets its first company join in the same transaction. */
export async function insertWorkspace(context: Context, { transaction, emit }: Work, name: string): Promise<string> {
  const id = context.newId()
  await transaction.insertInto('workspaces').values({ id, name: name.trim(), createdAt: context.now() }).execute()
  await emit('workspace.created', { workspaceId: id })
  return id
}

export interface Joining { workspaceId: string, userId: string, companyId: string, role: Role, bringsCompany: boolean }

/** Brings a person in; with `bringsCompany` their company becomes a further owner. */
export async function joinWorkspace(context: Context, work: Work, joining: Joining): Promise<void> {
  const { workspaceId, userId, companyId, role } = joining
  await lockWorkspace(work.transaction, workspaceId)
  if (joining.bringsCompany) await joinAsOwner(context, work, workspaceId, companyId)
  try {
    await work.transaction.insertInto('memberships').values({ workspaceId, userId, companyId, role, createdAt: context.now() }).execute()
  } catch (error) {
    if (isUniqueViolation(error, 'memberships_pkey')) throw new AppError('alreadyMember')
    throw error
  }
  await work.emit('member.joined', { workspaceId, userId, role }, { companyId, userId })
}

/**
 * Joins and changes of one workspace happen one after the other: colours and last administrators are counted.
 * The lock leaves rows that point here alone: they are written meanwhile, and two who wait for it cannot block each other.
 */
const lockWorkspace = (transaction: Transaction, workspaceId: string) =>
  transaction.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forNoKeyUpdate().executeTakeFirstOrThrow()

async function joinAsOwner(context: Context, { transaction, emit }: Work, workspaceId: string, companyId: string): Promise<void> {
  const owners = await transaction.selectFrom('workspaceCompanies').select(['companyId', 'color']).where('workspaceId', '=', workspaceId).execute()
  if (owners.some(owner => owner.companyId === companyId)) throw new AppError('companyAlreadyIn')
  if (owners.length >= mostCompanies) throw new AppError('workspaceFull')
  const color = freeColor(owners.map(owner => owner.color))
  await transaction.insertInto('workspaceCompanies').values({ workspaceId, companyId, color, joinedAt: context.now() }).execute()
  await emit('company.joined', { workspaceId, companyId }, { companyId })
}

const freeColor = (taken: number[]): number => [0, 1, 2, 3, 4, 5, 6, 7].find(color => !taken.includes(color)) ?? 0

export async function renameWorkspace(context: MemberContext, name: string): Promise<void> {
  const { workspaceId } = context
  await context.write(async ({ transaction, emit }) => {
    await transaction.updateTable('workspaces').set({ name: name.trim() }).where('id', '=', workspaceId).execute()
    await emit('workspace.renamed', { workspaceId })
  })
}

/** Brings a colleague of the caller's own company in; people of others do not exist here. */
export async function addMember(context: MemberContext, userId: string, role: Role): Promise<void> {
  const { workspaceId, actor: { companyId } } = context
  checkMayGive(context.actor, role)
  await context.write(async work => {
    const colleague = await work.transaction.selectFrom('users').select('id')
      .where('id', '=', userId).where('companyId', '=', companyId).where('suspendedAt', 'is', null).executeTakeFirst()
    if (!colleague) throw new AppError('notFound')
    await joinWorkspace(context, work, { workspaceId, userId, companyId, role, bringsCompany: false })
  })
}

export async function changeMember(context: MemberContext, userId: string, role: Role): Promise<void> {
  checkMayGive(context.actor, role)
  await changeOwnPerson(context, userId, async ({ transaction, emit }, from) => {
    if (from === role) return
    await transaction.updateTable('memberships').set({ role }).where('workspaceId', '=', context.workspaceId).where('userId', '=', userId).execute()
    await emit('member.roleChanged', { workspaceId: context.workspaceId, userId, from, to: role })
  })
}

export async function removeMember(context: MemberContext, userId: string): Promise<void> {
  await changeOwnPerson(context, userId, async ({ transaction, emit }) => {
    await transaction.deleteFrom('memberships').where('workspaceId', '=', context.workspaceId).where('userId', '=', userId).execute()
    await emit('member.removed', { workspaceId: context.workspaceId, userId })
  })
}

function checkMayGive(actor: Actor, role: Role): void {
  if (!givableRoles(actor).includes(role)) throw new AppError('roleAboveOwn')
}

/** Only the caller's own company's people can be changed, and each company keeps somebody, and its administrator: none can lock the other out. */
async function changeOwnPerson(context: MemberContext, userId: string, change: (work: Work, from: string) => Promise<void>): Promise<void> {
  const { workspaceId, actor } = context
  await context.write(async work => {
    await lockWorkspace(work.transaction, workspaceId)
    const membership = await findMembership(work.transaction, workspaceId, userId)
    if (!membership) throw new AppError('notFound')
    if (!can(actor, 'member.change', { companyId: membership.companyId })) throw new AppError('ownCompanyOnly')
    await change(work, membership.role)
    const left = await countMembers(work.transaction, workspaceId, actor.companyId)
    if (membership.role === 'admin' && left.admins === 0) throw new AppError('lastAdmin')
    if (left.members === 0) throw new AppError('lastMember')
  })
}

/** For colleague invitations that name a workspace: the caller must be able to bring people in there. */
export async function checkMayInvite(context: SignedInContext, workspaceId: string, role: Role): Promise<void> {
  const actor = await findActor(context.database, context.caller, workspaceId)
  if (!actor) throw new AppError('notFound')
  if (!can(actor, 'member.change', { companyId: actor.companyId })) throw new AppError('forbidden')
  checkMayGive(actor, role)
}
