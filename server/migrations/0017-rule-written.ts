import { type Kysely, sql } from 'kysely'

/** For whoever comes after a server that has died half-way: whether what a rule did is in the board, and who was taking it back. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* how far the client id that writes it comes by it */
  'alter table rule_runs add column written jsonb, add column undoing_by uuid references users',
  'create index rule_runs_undoing on rule_runs (undoing_by) where undoing_by is not null',
]
