import { type Kysely, sql } from 'kysely'

/** Whose tasks are pushed past their slack is told. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* Wall-clock time of the board, as start and finish are. */
  'alter table tasks add column late_finish text',
  'alter table proposals drop constraint proposals_kind_check',
  "alter table proposals add constraint proposals_kind_check check (kind in ('move', 'handOver', 'link', 'removal', 'push'))",
]
