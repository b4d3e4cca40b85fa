import { type Kysely, sql } from 'kysely'

/** A link is asked about as a move is; and what waits for a company is found over all its boards. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table proposals drop constraint proposals_kind_check',
  "alter table proposals add constraint proposals_kind_check check (kind in ('move', 'handOver', 'link'))",
  /* [{ id, from, to, type, lag, isRemoved }], as the contract has it. */
  "alter table proposals add column links jsonb not null default '[]'",
  "create index proposals_asked on proposals (to_company_id, proposed_at) where state = 'open'",
  "create index proposals_asking on proposals (from_company_id, proposed_at) where state = 'open'",
]
