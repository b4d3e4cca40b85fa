import { type Kysely, sql } from 'kysely'

/** The emoji of a page, as its document says it: lists show it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table pages add column icon text').execute(database)
}
