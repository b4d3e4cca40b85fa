import { type Kysely, sql } from 'kysely'

/** To change another company's working days, it is asked as well; and whoever declines may say why. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table proposals drop constraint proposals_kind_check',
  "alter table proposals add constraint proposals_kind_check check (kind in ('move', 'handOver', 'link', 'removal', 'calendar', 'push'))",
  /* [{ change, ... }], as the contract has it. */
  "alter table proposals add column calendar jsonb not null default '[]'",
  /* Of who decided, to who asked. */
  "alter table proposals add column answer text not null default ''",
]
