import { AppError } from '@kopa/shared/errors.ts'
import { isBehindWall } from '@kopa/shared/policy.ts'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import type { MemberContext } from '../core/context.ts'
import { getPageRow, type PageRow } from './queries.ts'

async function getOpenPage({ database, actor, workspaceId }: MemberContext, pageId: string): Promise<PageRow> {
  const page = await getPageRow(database, actor, workspaceId, pageId)
  if (page.archivedAt) throw new AppError('pageArchived')
  return page
}

export async function changePageOwner(context: MemberContext, pageId: string, ownerId: string | null): Promise<void> {
  const { workspaceId } = context
  const { privateTo } = await getOpenPage(context, pageId)
  await context.write(async ({ transaction, emit }) => {
    const member = ownerId === null ? null : await transaction.selectFrom('memberships').select('companyId').where('workspaceId', '=', workspaceId).where('userId', '=', ownerId).executeTakeFirst() ?? 'none'
    // Who does not see the page cannot answer for it.
    if (member === 'none' || (member && isBehindWall(privateTo, member.companyId))) throw new AppError('notFound')
    await transaction.updateTable('pages').set({ ownerId }).where('id', '=', pageId).execute()
    await emit('page.ownerChanged', { workspaceId, pageId, ownerId, privateTo })
  })
}

/** Days that a company can look ahead: what is approved for ever is read by nobody again. */
const longest = 5 * 366

export async function verifyPage(context: MemberContext, pageId: string, until: string): Promise<void> {
  const { workspaceId, actor: { userId, companyId }, now } = context
  const { privateTo } = await getOpenPage(context, pageId)
  const at = now()
  const today = at.toISOString().slice(0, 10)
  // Yesterday by UTC may be today where the person lives.
  if (until < addDays(today, -1) || until > addDays(today, longest)) throw new AppError('invalid', { fields: 'until' })
  await context.write(async ({ transaction, emit }) => {
    const said = { until, verifiedBy: userId, verifiedAt: at }
    await transaction.insertInto('pageVerifications').values({ pageId, companyId, ...said }).onConflict(conflict => conflict.columns(['pageId', 'companyId']).doUpdateSet(said)).execute()
    await emit('page.verified', { workspaceId, pageId, companyId, until, privateTo })
  })
}

export async function endVerification(context: MemberContext, pageId: string): Promise<void> {
  const { workspaceId, actor: { companyId } } = context
  const { privateTo } = await getOpenPage(context, pageId)
  await context.write(async ({ transaction, emit }) => {
    const ended = await transaction.deleteFrom('pageVerifications').where('pageId', '=', pageId).where('companyId', '=', companyId).returning('until').executeTakeFirst()
    if (!ended) throw new AppError('notFound')
    await emit('page.verificationEnded', { workspaceId, pageId, companyId, privateTo })
  })
}
