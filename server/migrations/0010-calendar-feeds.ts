import { type Kysely, sql } from 'kysely'

/** Secret addresses at which a person's calendar fetches what is due. One each: a new one ends the one before. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  `create table calendar_feeds (
    user_id uuid primary key references users on delete cascade,
    secret_hash bytea not null unique,
    created_at timestamptz not null
  )`,
]
