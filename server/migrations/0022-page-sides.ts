import { type Kysely, sql } from 'kysely'

/** Passages of a shared page that one company keeps for itself. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* A document of kind page outside the tree, so that its bytes never reach the others. text is a projection. */
  `create table page_sides (
    page_id uuid not null references pages,
    company_id uuid not null references companies,
    document_id uuid not null unique references documents,
    text text not null default '',
    created_by uuid not null references users,
    created_at timestamptz not null,
    primary key (page_id, company_id)
  )`,
]
