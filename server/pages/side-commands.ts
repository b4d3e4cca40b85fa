import { AppError } from '@kopa/shared/errors.ts'
import type { MemberContext } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { findPageSide, getPageRow } from './queries.ts'

/** The document of the own company's side of a page. null: the page is private, and has none from the time when it was shared. */
export async function openPageSide(context: MemberContext, pageId: string, documents: Engine): Promise<string | null> {
  const { workspaceId, actor: { userId, companyId } } = context
  await getPageRow(context.database, context.actor, workspaceId, pageId)
  return context.write(async ({ transaction, emit }) => {
    // Nobody archives or hides the page meanwhile, and two who open its side at once get the same one.
    await transaction.selectFrom('pages').select('id').where('id', '=', pageId).forUpdate().executeTakeFirstOrThrow()
    const page = await getPageRow(transaction, context.actor, workspaceId, pageId)
    if (page.archivedAt) throw new AppError('pageArchived')
    const found = await findPageSide(transaction, pageId, companyId)
    if (found !== null || page.privateTo !== null) return found
    const [documentId, createdAt] = [context.newId(), context.now()]
    await documents.createDocument(transaction, { id: documentId, kind: 'page', workspaceId, privateTo: companyId, userId })
    await transaction.insertInto('pageSides').values({ pageId, companyId, documentId, createdBy: userId, createdAt }).execute()
    await emit('pageSide.opened', { workspaceId, pageId, documentId, privateTo: companyId })
    return documentId
  })
}
