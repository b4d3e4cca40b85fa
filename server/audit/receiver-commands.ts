import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import { checkCompanyAdmin } from '../core/authorize.ts'
import type { Context, SignedInContext, Transaction } from '../core/context.ts'
import { isAllowedAddress, type Posted } from '../core/outgoing.ts'
import { listDeliveries, listLatest, listWanted, type Delivery } from './receiver-queries.ts'

/**
 * Whoever sets an address sees within seconds whether something arrives: the last signed heads are sent there at once, with all that waits.
 * Without an address nothing waits any more.
 */
export async function changeReceiver(context: SignedInContext, { url }: { url: string | null }): Promise<void> {
  checkCompanyAdmin(context)
  const { caller: { companyId }, config, now, newId, write } = context
  if (url !== null && !isAllowedAddress(url, config.outgoingHosts)) throw new AppError('invalid', { fields: 'url' })
  await write(async ({ transaction, emit }) => {
    if (url === null) await transaction.deleteFrom('headReceivers').where('companyId', '=', companyId).execute()
    else {
      await transaction.insertInto('headReceivers').values({ companyId, url }).onConflict(conflict => conflict.column('companyId').doUpdateSet({ url, lastTrouble: null })).execute()
      await transaction.updateTable('headDeliveries').set({ tries: 0, nextTryAt: now() }).where('companyId', '=', companyId).execute()
      const latest = await listLatest(transaction, companyId)
      await insertDeliveries(transaction, latest.map(headId => ({ headId, companyId })), { now: now(), newId })
    }
    await emit('audit.receiverChanged', { companyId })
  })
}

/** In the transaction that signs them: a head that is signed is sent, whatever happens in between. */
export async function queueHeads(transaction: Transaction, headIds: readonly string[], { now, newId }: { now: Date, newId: () => string }): Promise<void> {
  if (headIds.length > 0) await insertDeliveries(transaction, await listWanted(transaction, headIds), { now, newId })
}

async function insertDeliveries(transaction: Transaction, wanted: readonly { headId: string, companyId: string }[], { now, newId }: { now: Date, newId: () => string }): Promise<void> {
  for (let from = 0; from < wanted.length; from += mostRows) {
    await transaction.insertInto('headDeliveries').values(wanted.slice(from, from + mostRows).map(one => ({ id: newId(), ...one, nextTryAt: now }))).execute()
  }
}

const mostRows = 5000
/** sent at once by one node */
const mostAtOnce = 20
/** about eight days: a minute, two, four ... and then every six hours */
const mostTries = 40

/** Takes what is due to this node: until the next try would be due no other node sends it, and if this one dies another one does. */
export async function takeDue({ write, now }: Pick<Context, 'write' | 'now'>): Promise<Delivery[]> {
  return write(async ({ transaction }) => {
    const due = await transaction.selectFrom('headDeliveries').select('id').where('nextTryAt', '<=', now()).orderBy('nextTryAt').limit(mostAtOnce).forUpdate().skipLocked().execute()
    if (due.length === 0) return []
    const ids = due.map(({ id }) => id)
    await transaction.updateTable('headDeliveries').where('id', 'in', ids)
      .set({ tries: sql<number>`tries + 1`, nextTryAt: sql<Date>`${now()}::timestamptz + least(interval '1 minute' * power(2, least(tries, 9)), interval '6 hours')` }).execute()
    return listDeliveries(transaction, ids)
  })
}

export async function settle({ write, now }: Pick<Context, 'write' | 'now'>, { id, companyId, tries }: Delivery, posted: Posted): Promise<void> {
  const arrived = posted.state === 'arrived'
  await write(async ({ transaction }) => {
    if (arrived || tries >= mostTries) await transaction.deleteFrom('headDeliveries').where('id', '=', id).execute()
    await transaction.updateTable('headReceivers').set(arrived ? { lastArrivedAt: now(), lastTrouble: null } : { lastTrouble: posted.reason }).where('companyId', '=', companyId).execute()
  })
}
