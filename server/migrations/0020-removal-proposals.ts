import { type Kysely, sql } from 'kysely'

/** To remove another company's task, it is asked as well. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table proposals drop constraint proposals_kind_check',
  "alter table proposals add constraint proposals_kind_check check (kind in ('move', 'handOver', 'link', 'removal'))",
]
