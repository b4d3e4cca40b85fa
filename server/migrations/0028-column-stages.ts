import { type Kysely, sql } from 'kysely'

/** What the columns of a board mean, for lists of tasks that lie beside it; boards that have not settled since know nothing yet. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table boards add column column_stages jsonb not null default '{}'`.execute(database)
}
