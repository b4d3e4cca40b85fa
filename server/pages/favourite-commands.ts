import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import type { MemberContext, Transaction } from '../core/context.ts'
import { getPageRow } from './queries.ts'

/** Of one person, whatever becomes of the pages. */
const mostFavourites = 500

/** `after`: null, the first; undefined, where it is, or the last */
export async function putFavourite(context: MemberContext, pageId: string, after: string | null | undefined): Promise<void> {
  const { database, actor, workspaceId } = context
  await getPageRow(database, actor, workspaceId, pageId)
  await context.write(async ({ transaction, emit }) => {
    const ids = await lockFavourites(transaction, actor.userId)
    if (after === undefined && ids.includes(pageId)) return
    if (!ids.includes(pageId) && ids.length >= mostFavourites) throw new AppError('tooManyFavourites', { most: mostFavourites })
    const others = ids.filter(id => id !== pageId)
    const at = after === undefined ? others.length : after === null ? 0 : others.indexOf(after) + 1
    // A neighbour that was taken out meanwhile, in another window: it comes to stand last.
    await writePlaces(transaction, actor.userId, others.toSpliced(at === 0 && after ? others.length : at, 0, pageId))
    await emit('favourites.changed', { workspaceId, userId: actor.userId })
  })
}

export async function removeFavourite(context: MemberContext, pageId: string): Promise<void> {
  const { database, actor, workspaceId } = context
  const { userId } = actor
  await getPageRow(database, actor, workspaceId, pageId)
  await context.write(async ({ transaction, emit }) => {
    await transaction.deleteFrom('pageFavourites').where('userId', '=', userId).where('pageId', '=', pageId).execute()
    await emit('favourites.changed', { workspaceId, userId })
  })
}

/** In order. Two windows of a person change their list one after the other. */
async function lockFavourites(transaction: Transaction, userId: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`favourites ${userId}`}, 0))`.execute(transaction)
  const rows = await transaction.selectFrom('pageFavourites').select('pageId').where('userId', '=', userId).orderBy('place').orderBy('pageId').execute()
  return rows.map(({ pageId }) => pageId)
}

const writePlaces = (transaction: Transaction, userId: string, ids: readonly string[]): Promise<unknown> => sql`insert into page_favourites (user_id, page_id, place)
  select ${userId}::uuid, listed.id, listed.place::integer from unnest(${ids}::uuid[]) with ordinality as listed (id, place)
  on conflict (user_id, page_id) do update set place = excluded.place where page_favourites.place <> excluded.place`.execute(transaction)
