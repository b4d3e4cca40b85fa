import { type Kysely, sql } from 'kysely'

/** How a page is to look before any code of ours runs. Of pages that were folded before, nothing is known until they change. */
export async function up(database: Kysely<unknown>): Promise<void> {
  /* settings: PageSettings of shared/pages/page-settings.ts; {}: not known. A projection, like the rest of the row. */
  await sql`alter table page_texts add column settings jsonb not null default '{}'`.execute(database)
}
