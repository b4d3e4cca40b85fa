import { randomBytes } from 'node:crypto'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { people } from '@kopa/shared/people/contract.ts'
import type { CompanyRole } from '@kopa/shared/policy.ts'
import { isTimeZone } from '@kopa/shared/time.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import type { Caller, Context, PublicContext, SignedInContext, Transaction, Work } from '../core/context.ts'
import { isUniqueViolation } from '../core/database-errors.ts'
import { openInvitation, useInvitation, type JoinWorkspace } from './invitation-commands.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { countActiveAdmins, findByEmail, findColleague, findPassword, hashSecret } from './queries.ts'
import { longestSession } from './sessions.ts'

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

/**
 * The same answer, after the same work, for a wrong password, an unknown address and a suspended person.
 * Whoever was signed in in this browser before is signed out.
 */
export async function signIn(context: PublicContext, { email, password }: Input<typeof people.signIn>, startSession: StartSession): Promise<string> {
  const user = await findByEmail(context.database, email.trim())
  const matches = await isPassword(user?.passwordHash, password)
  if (!user || !matches || user.suspendedAt) {
    await context.write(({ emit }) => emit('person.signInRefused', { userId: user?.id ?? null }, { companyId: user?.companyId, userId: user?.id }))
    throw new AppError('wrongCredentials')
  }
  await context.write(async work => {
    await checkUnchanged(work, user)
    if (context.caller) await endOwnSession(work, context.caller)
    await startSession(user.id, work.transaction)
    await work.emit('person.signedIn', { userId: user.id }, { companyId: user.companyId, userId: user.id })
  })
  return user.id
}

export type StartSession = (userId: string, transaction: Transaction) => Promise<void>

/** Comparing takes a while: a password that was changed, or a person who was suspended meanwhile, does not come in. */
async function checkUnchanged({ transaction }: Work, { id, passwordHash }: { id: string, passwordHash: string | null }): Promise<void> {
  const same = await transaction.selectFrom('users').select('id')
    .where('id', '=', id).where('passwordHash', '=', passwordHash).where('suspendedAt', 'is', null).forShare().executeTakeFirst()
  if (!same) throw new AppError('wrongCredentials')
}

export const signOut = (context: SignedInContext): Promise<void> => context.write(work => endOwnSession(work, context.caller))

async function endOwnSession({ transaction, emit }: Work, { userId, companyId, sessionId }: Caller): Promise<void> {
  if (!sessionId) return
  const ended = await transaction.deleteFrom('sessions').where('id', '=', sessionId).returning('id').executeTakeFirst()
  if (ended) await emit('session.ended', { userId, sessionId }, { userId, companyId })
}

/** Sessions whose time is over end as any other: their open sockets close, and the audit says so. */
export async function endOverdueSessions(context: Context): Promise<void> {
  const now = context.now()
  const earliest = new Date(now.getTime() - longestSession)
  await context.write(async ({ transaction, emit }) => {
    const ended = await transaction.deleteFrom('sessions').using('users').whereRef('users.id', '=', 'sessions.userId')
      .where(where => where.or([where('sessions.expiresAt', '<=', now), where('sessions.createdAt', '<=', earliest)]))
      .returning(['sessions.id', 'sessions.userId', 'users.companyId']).execute()
    for (const { id, userId, companyId } of ended) await emit('session.ended', { userId, sessionId: id }, { userId, companyId })
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

/** All other sessions end: whoever signed in with the old password is out. Tokens are passes of their own and stay. */
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
    await work.transaction.selectFrom('companies').select('id').where('id', '=', companyId).forNoKeyUpdate().execute()
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

