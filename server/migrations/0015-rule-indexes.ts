import { type Kysely, sql } from 'kysely'

/** What every fold and every run of a rule asks for: what else ran in its chain, how much ran in an hour, and what is answered. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'create index rule_runs_chain on rule_runs (chain_id)',
  'create index rule_runs_hour on rule_runs (board_id, triggered_at)',
  "create index rule_runs_answered on rule_runs (board_id) where answered <> '[]'",
]
