import { limits } from '@kopa/shared/documents/protocol.ts'
import type { PageProjection } from '@kopa/shared/pages/projection.ts'
import type { Transaction } from '../core/context.ts'

export interface SettledPage { documentId: string, position: number, projection: PageProjection & { html: string }, changedBy: string | null, at: Date }

/**
 * The rows that follow from a page's document: its title in the tree and its text for search. Runs in the keeper's transaction.
 * @returns false when the document has no place in the tree
 */
export async function writePageProjection(transaction: Transaction, { documentId, position, projection, changedBy, at }: SettledPage): Promise<boolean> {
  const { text, headings, html } = projection
  const title = projection.title.slice(0, limits.titleCharacters)
  const page = await transaction.updateTable('pages').set({ title, changedAt: at, ...(changedBy && { changedBy }) }).where('id', '=', documentId).returning('id').executeTakeFirst()
  if (!page) return false
  await transaction.insertInto('pageTexts').values({ pageId: documentId, position, text, html, headings: JSON.stringify(headings) })
    .onConflict(conflict => conflict.column('pageId').doUpdateSet({ position, text, html, headings: JSON.stringify(headings) })).execute()
  return true
}
