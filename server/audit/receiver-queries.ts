import type { SignedHead } from '@kopa/shared/audit/signed-head.ts'
import type { Queryable } from '../core/context.ts'
import { headOf, signed } from './head-queries.ts'

export interface Receiver { url: string | null, waiting: number, lastArrivedAt: string | null, lastTrouble: string | null }

/** Where a company wants its signed heads to be sent, and how that goes. */
export async function findReceiver(database: Queryable, companyId: string): Promise<Receiver> {
  const row = await database.selectFrom('headReceivers').select(['url', 'lastArrivedAt', 'lastTrouble']).where('companyId', '=', companyId).executeTakeFirst()
  if (!row) return { url: null, waiting: 0, lastArrivedAt: null, lastTrouble: null }
  const { waiting } = await database.selectFrom('headDeliveries').select(({ fn }) => fn.countAll<number>().as('waiting')).where('companyId', '=', companyId).executeTakeFirstOrThrow()
  return { ...row, waiting, lastArrivedAt: row.lastArrivedAt?.toISOString() ?? null }
}

/** Whom these heads are for: the companies of a workspace that want them sent; the chain of a company is for that company. */
export async function listWanted(database: Queryable, headIds: readonly string[]): Promise<{ headId: string, companyId: string }[]> {
  return database.selectFrom('signedHeads').innerJoin('headReceivers', join => join.onTrue())
    .select(['signedHeads.id as headId', 'headReceivers.companyId']).where('signedHeads.id', 'in', headIds)
    .where(where => where.or([
      where('signedHeads.chainId', '=', where.ref('headReceivers.companyId')),
      where.exists(where.selectFrom('workspaceCompanies').select('workspaceCompanies.companyId')
        .whereRef('workspaceCompanies.workspaceId', '=', 'signedHeads.chainId').whereRef('workspaceCompanies.companyId', '=', 'headReceivers.companyId')),
    ])).execute()
}

/** The last signed head of every chain that this company is told of. */
export async function listLatest(database: Queryable, companyId: string): Promise<string[]> {
  const rows = await database.selectFrom('signedHeads').distinctOn('chainId').select(['chainId', 'id'])
    .where(where => where.or([
      where('chainId', '=', companyId),
      where('chainId', 'in', where.selectFrom('workspaceCompanies').select('workspaceId').where('companyId', '=', companyId)),
    ])).orderBy('chainId').orderBy('hour', 'desc').execute()
  return rows.map(({ id }) => id)
}

export interface Delivery { id: string, companyId: string, tries: number, url: string, head: SignedHead }

export async function listDeliveries(database: Queryable, ids: readonly string[]): Promise<Delivery[]> {
  const rows = await signed(database).innerJoin('headDeliveries', 'headDeliveries.headId', 'signedHeads.id').innerJoin('headReceivers', 'headReceivers.companyId', 'headDeliveries.companyId')
    .select(['headDeliveries.id as deliveryId', 'headDeliveries.companyId', 'headDeliveries.tries', 'headReceivers.url']).where('headDeliveries.id', 'in', ids).execute()
  return rows.map(({ deliveryId, companyId, tries, url, ...row }) => ({ id: deliveryId, companyId, tries, url, head: headOf(row) }))
}
