import { type Kysely, sql } from 'kysely'

/** What the words of a page name, for whoever asks where something is named. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* document_id: of a page, of a company's side of one, or of a task's description. target: mentionTarget of shared/pages/mention.ts. A projection. */
  `create table page_links (
    document_id uuid not null references documents,
    target text not null,
    primary key (document_id, target)
  )`,
  'create index page_links_target on page_links (target)',
]
