import { type Kysely, sql } from 'kysely'

/** What points at a signed head, or at the key that signed it, is found by an index. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'create index signed_heads_key on signed_heads (key_id)',
  'create index head_deliveries_head on head_deliveries (head_id)',
]
