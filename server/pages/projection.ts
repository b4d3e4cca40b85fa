import { sql } from 'kysely'
import { limits } from '@kopa/shared/documents/protocol.ts'
import type { PageSettings } from '@kopa/shared/pages/page-settings.ts'
import type { PageProjection } from '@kopa/shared/pages/projection.ts'
import type { Transaction } from '../core/context.ts'
import { storable } from '../core/storable.ts'

export interface SettledPage { documentId: string, position: number, projection: PageProjection & { html: string, settings: PageSettings }, changedBy: string | null, at: Date }

/**
 * The rows that follow from a page's document: its title in the tree and its text for search. Runs in the keeper's transaction.
 * @returns false when the document has no place in the tree
 */
export async function writePageProjection(transaction: Transaction, { documentId, position, projection, changedBy, at }: SettledPage): Promise<boolean> {
  const [text, html] = [storable(projection.text), storable(projection.html)]
  const headings = JSON.stringify(projection.headings.map(heading => ({ ...heading, text: storable(heading.text), id: storable(heading.id) })))
  const settings = JSON.stringify({ ...projection.settings, icon: undefined })
  const title = storable(projection.title).slice(0, limits.titleCharacters)
  const page = await transaction.updateTable('pages').set({ title, icon: projection.icon, changedAt: at, ...(changedBy && { changedBy }) }).where('id', '=', documentId).returning('id').executeTakeFirst()
  if (!page) return false
  await transaction.insertInto('pageTexts').values({ pageId: documentId, position, text, html, headings, settings })
    .onConflict(conflict => conflict.column('pageId').doUpdateSet({ position, text, html, headings, settings })).execute()
  return true
}

/** The words that a company keeps for itself in a page. @returns false when the document is no side of one */
export async function writePageSideText(transaction: Transaction, { documentId, projection: { text } }: Pick<SettledPage, 'documentId' | 'projection'>): Promise<boolean> {
  return await transaction.updateTable('pageSides').set({ text: storable(text) }).where('documentId', '=', documentId).returning('pageId').executeTakeFirst() !== undefined
}

/** What the words of a page name, of whichever kind the page is (mentionTarget). */
export async function writePageLinks(transaction: Transaction, { documentId, projection: { links } }: Pick<SettledPage, 'documentId' | 'projection'>): Promise<void> {
  const said = sql`jsonb_array_elements_text(${JSON.stringify(links)}::jsonb) as said (target)`
  await sql`delete from page_links where document_id = ${documentId} and not exists (select from ${said} where said.target = page_links.target)`.execute(transaction)
  if (links.length > 0) await sql`insert into page_links (document_id, target) select ${documentId}::uuid, said.target from ${said} on conflict do nothing`.execute(transaction)
}
