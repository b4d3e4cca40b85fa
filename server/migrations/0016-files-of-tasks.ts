import { type Kysely, sql } from 'kysely'

/** A file is in a page, or of a task: then it belongs to the document in which the task lies, a board or a company's side of one. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'alter table files alter column page_id drop not null',
  'alter table files add column board_document_id uuid references documents',
  'alter table files add constraint files_one_home check (num_nonnulls(page_id, board_document_id) = 1)',
  'create index files_board_document on files (board_document_id)',
]
