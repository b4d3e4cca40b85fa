import { randomBytes } from 'node:crypto'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { people } from '@kopa/shared/people/contract.ts'
import type { CompanyRole } from '@kopa/shared/policy.ts'
import { isTimeZone } from '@kopa/shared/time.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import type { Context, PublicContext, SignedInContext, Work } from '../core/context.ts'
import { isUniqueViolation } from '../core/database-errors.ts'
import { openInvitation, useInvitation, type JoinWorkspace } from './invitation-commands.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { countActiveAdmins, findByEmail, findColleague, findPassword, hashSecret } from './queries.ts'

export type SignUp = Input<typeof people.signUp>

export interface NewPerson { userId: string, companyId: string, workspaceId: string | null }

/** Sets up a company with its first administrator, or makes a colleague's account from an invitation. */
export async function signUp(context: PublicContext, input: SignUp, join: JoinWorkspace): Promise<NewPerson> {
  checkTimeZone(input.timeZone)
  const passwordHash = await hashPassword(input.password)
  try {
    return await context.write(async work => {
      const invitation = input.invitation ? await openInvitation(work, input.invitation, context.now()) : null
      const companyId = invitation?.companyId ?? await createCompany(context, work, companyOf(input))
      const userId = context.newId()
      await addPerson(context, work, { ...input, id: userId, companyId, companyRole: invitation?.companyId ? 'member' : 'admin', passwordHash })
      if (invitation) await useInvitation(context, work, invitation, { userId, companyId }, join)
      return { userId, companyId, workspaceId: invitation?.workspaceId ?? null }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'users_email_key')) throw new AppError('emailTaken')
    throw error
  }
}

export function checkTimeZone(timeZone: string | undefined): void {
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new AppError('invalid', { fields: 'timeZone' })
}

function companyOf({ companyName, language, timeZone }: SignUp): { name: string, language: string, timeZone: string } {
  if (!companyName) throw new AppError('invalid', { fields: 'companyName' })
  return { name: companyName.trim(), language, timeZone }
}

/** Also used for the example's companies. */
export async function createCompany(context: Context, { transaction, emit }: Work, company: { name: string, language: string, timeZone: string, isDemo?: boolean }): Promise<string> {
  const id = context.newId()
  await transaction.insertInto('companies').values({ id, isDemo: false, ...company, createdAt: context.now() }).execute()
  await emit('company.created', { companyId: id }, { companyId: id })
  return id
}

export interface PersonRow {
  id: string
  companyId: string
  companyRole: 'admin' | 'member'
  name: string
  email: string
  passwordHash: string | null
  language: string
  timeZone: string
}

export async function addPerson(context: Context, { transaction, emit }: Work, person: PersonRow): Promise<void> {
  const { id, companyId, companyRole, name, email, passwordHash, language, timeZone } = person
  await transaction.insertInto('users')
    .values({ id, companyId, companyRole, name: name.trim(), email: email.trim(), passwordHash, language, timeZone, createdAt: context.now() }).execute()
  await emit('person.signedUp', { userId: id, companyId }, { userId: id, companyId })
}

/** The same answer, after the same work, for a wrong password, an unknown address and a suspended person. */
export async function checkCredentials(context: PublicContext, { email, password }: Input<typeof people.signIn>): Promise<string> {
  const user = await findByEmail(context.database, email.trim())
  const matches = await isPassword(user?.passwordHash, password)
  if (!user || !matches || user.suspendedAt) {
    await context.write(({ emit }) => emit('person.signInRefused', { userId: user?.id ?? null }, { companyId: user?.companyId, userId: user?.id }))
    throw new AppError('wrongCredentials')
  }
  await context.write(({ emit }) => emit('person.signedIn', { userId: user.id }, { companyId: user.companyId, userId: user.id }))
  return user.id
}

export async function signOut(context: SignedInContext): Promise<void> {
  const { userId, sessionId } = context.caller
  if (!sessionId) return
  await context.write(async ({ transaction, emit }) => {
    await transaction.deleteFrom('sessions').where('id', '=', sessionId).execute()
    await emit('session.ended', { userId, sessionId })
  })
}

export async function changeMe(context: SignedInContext, { name, language, timeZone }: Input<typeof people.changeMe>): Promise<void> {
  checkTimeZone(timeZone)
  const change = Object.fromEntries(Object.entries({ name: name?.trim(), language, timeZone }).filter(([, value]) => value !== undefined))
  const fields = Object.keys(change)
  if (!fields.length) return
  const { userId } = context.caller
  await context.write(async ({ transaction, emit }) => {
    await transaction.updateTable('users').set(change).where('id', '=', userId).execute()
    await emit('person.changed', { userId, fields })
  })
}

/** All other sessions end: whoever knew the old password is out. */
export async function changePassword(context: SignedInContext, { current, next }: Input<typeof people.changePassword>): Promise<void> {
  const { userId } = context.caller
  const stored = await findPassword(context.database, userId)
  if (!await isPassword(stored?.passwordHash, current)) throw new AppError('wrongPassword')
  const passwordHash = await hashPassword(next)
  await context.write(async work => {
    await work.transaction.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute()
    await work.emit('person.passwordChanged', { userId })
    await endSessionsBut(work, userId, context.caller.sessionId)
  })
}

export const endOtherSessions = (context: SignedInContext): Promise<void> =>
  context.write(work => endSessionsBut(work, context.caller.userId, context.caller.sessionId))

async function endSessionsBut({ transaction, emit }: Work, userId: string, kept: string | undefined): Promise<void> {
  const ended = await transaction.deleteFrom('sessions').where('userId', '=', userId).where('id', '!=', kept ?? '').returning('id').execute()
  for (const { id } of ended) await emit('session.ended', { userId, sessionId: id })
}

export async function endSession(context: SignedInContext, sessionId: string): Promise<void> {
  const { userId } = context.caller
  await context.write(async ({ transaction, emit }) => {
    const ended = await transaction.deleteFrom('sessions').where('id', '=', sessionId).where('userId', '=', userId).returning('id').executeTakeFirst()
    if (!ended) throw new AppError('notFound')
    await emit('session.ended', { userId, sessionId })
  })
}

export async function createToken(context: SignedInContext, name: string): Promise<{ id: string, token: string }> {
  const { userId } = context.caller
  const id = context.newId()
  const token = `kopa_${randomBytes(32).toString('base64url')}`
  await context.write(async ({ transaction, emit }) => {
    await transaction.insertInto('accessTokens').values({ id, userId, name: name.trim(), secretHash: hashSecret(token), createdAt: context.now() }).execute()
    await emit('token.created', { tokenId: id, userId })
  })
  return { id, token }
}

export async function revokeToken(context: SignedInContext, tokenId: string): Promise<void> {
  const { userId } = context.caller
  await context.write(async ({ transaction, emit }) => {
    const revoked = await transaction.updateTable('accessTokens').set({ revokedAt: context.now() })
      .where('id', '=', tokenId).where('userId', '=', userId).where('revokedAt', 'is', null).returning('id').executeTakeFirst()
    if (!revoked) throw new AppError('notFound')
    await emit('token.revoked', { tokenId, userId })
  })
}

/** A company's administrators manage their own people only; somebody of another company does not exist for them here. */
export async function changeColleague(context: SignedInContext, { userId, companyRole, isSuspended }: Input<typeof people.changeColleague>): Promise<void> {
  checkCompanyAdmin(context)
  const { companyId } = context.caller
  await context.write(async work => {
    await work.transaction.selectFrom('companies').select('id').where('id', '=', companyId).forUpdate().execute()
    const before = await findColleague(work.transaction, companyId, userId)
    if (!before) throw new AppError('notFound')
    if (companyRole && companyRole !== before.companyRole) await changeCompanyRole(work, userId, before.companyRole, companyRole)
    if (isSuspended !== undefined && isSuspended !== (before.suspendedAt !== null)) await suspendOrResume(work, userId, isSuspended ? context.now() : null)
    if (await countActiveAdmins(work.transaction, companyId) === 0) throw new AppError('lastAdmin')
  })
}

async function changeCompanyRole({ transaction, emit }: Work, userId: string, from: string, to: CompanyRole): Promise<void> {
  await transaction.updateTable('users').set({ companyRole: to }).where('id', '=', userId).execute()
  await emit('person.companyRoleChanged', { userId, from, to })
}

/** Suspending ends every session; tokens stay but are refused while it lasts. */
async function suspendOrResume({ transaction, emit }: Work, userId: string, suspendedAt: Date | null): Promise<void> {
  await transaction.updateTable('users').set({ suspendedAt }).where('id', '=', userId).execute()
  if (suspendedAt) await transaction.deleteFrom('sessions').where('userId', '=', userId).execute()
  await emit(suspendedAt ? 'person.suspended' : 'person.resumed', { userId })
}

