import { type Kysely, sql } from 'kysely'

/** What the keeper derives from a document besides its snapshot: who wrote what, where comments stand, a hash to check storage by. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* authorship: who wrote which characters, where that is not whoever owns their client id (documents/ledger.ts).
     content_hash, snapshot_hash: SHA-256 of the canonical content and of the bytes at snapshot_position; null: folded before there were any.
     checked_position: the last snapshot that was read from storage again and found to say what it said when it was stored. */
  'alter table documents add column authorship bytea',
  'alter table documents add column content_hash bytea',
  'alter table documents add column snapshot_hash bytea',
  'alter table documents add column checked_position bigint not null default 0',
  'create index documents_unchecked on documents (folded_at) where checked_position < snapshot_position',

  /* The characters that a comment, or anything else that points into a document, stands on: moved along by the keeper.
     pieces: their ids as [client, clock, length], in the order in which they are read. */
  `create table anchors (
    id uuid primary key,
    document_id uuid not null references documents on delete cascade,
    pieces jsonb not null,
    created_at timestamptz not null
  )`,
  'create index anchors_document on anchors (document_id)',

  /* A page as HTML, without any script: what is shown before the editor has arrived, printed and exported. */
  "alter table page_texts add column html text not null default ''",
]
