import { type Kysely, sql } from 'kysely'

/** A version that was made behind a wall is of that company, also after the wall came down. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table versions add column private_to uuid references companies',
  'update versions set private_to = documents.private_to from documents where documents.id = document_id and documents.private_to is not null',
  'create index versions_private on versions (private_to) where private_to is not null',
]
