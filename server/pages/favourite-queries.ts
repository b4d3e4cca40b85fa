import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable } from '../core/context.ts'

/** In the person's order; what is archived, or behind another company's wall by now, stays out, and comes back where it was. */
export async function listFavourites(database: Queryable, { userId, companyId }: Pick<Actor, 'userId' | 'companyId'>, workspaceId: string): Promise<string[]> {
  const rows = await database.selectFrom('pageFavourites').innerJoin('pages', 'pages.id', 'pageFavourites.pageId').innerJoin('documents', 'documents.id', 'pages.id')
    .select('pages.id').where('pageFavourites.userId', '=', userId).where('pages.workspaceId', '=', workspaceId).where('pages.archivedAt', 'is', null)
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))
    .orderBy('place').orderBy('pages.id').execute()
  return rows.map(({ id }) => id)
}
