import { type Kysely, sql } from 'kysely'

/** Boards and pages that others are made from. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table boards add column is_template boolean not null default false',
  'alter table pages add column is_template boolean not null default false',
]
