import { type Kysely, sql } from 'kysely'

/** Of the bytes of a row of the log (server/documents/checksum.ts); null: written before there was one, or by a node of the version before. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table document_updates add column checksum bigint').execute(database)
}
