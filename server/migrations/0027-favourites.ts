import { type Kysely, sql } from 'kysely'

/** What each person wants at hand; until when a company stands by a page; who answers for it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* place: 1, 2, 3 in the person's own order, over all their workspaces */
  `create table page_favourites (
    user_id uuid not null references users,
    page_id uuid not null references pages on delete cascade,
    place integer not null,
    primary key (user_id, page_id)
  )`,
  'create index page_favourites_page on page_favourites (page_id)',
  /* What a company says of a page now; what it said before is in the audit. until: a day, the last one. */
  `create table page_verifications (
    page_id uuid not null references pages on delete cascade,
    company_id uuid not null references companies,
    until date not null,
    verified_by uuid not null references users,
    verified_at timestamptz not null,
    primary key (page_id, company_id)
  )`,
  /* null: whoever made it */
  'alter table pages add column owner_id uuid references users',
]
