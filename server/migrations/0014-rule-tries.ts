import { type Kysely, sql } from 'kysely'

/** How often a run of a rule was taken: one that is in the way of others must not be for ever. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table rule_runs add column tries smallint not null default 0`.execute(database)
}
