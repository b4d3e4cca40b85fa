import { type Kysely, sql } from 'kysely'

/** Versions: what a document said at a moment, kept for as long as the document is. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* Since when the document says something that no version has; null: the last version says it all. */
  'alter table documents add column unversioned_since timestamptz',
  'create index documents_unversioned on documents (folded_at) where unversioned_since is not null',

  /* keyframe_id is null: bytes stand alone; else they are compressed against that version's.
     content_hash: SHA-256 of the canonical content, so that anybody can check what a version said. */
  `create table versions (
    id uuid primary key,
    document_id uuid not null references documents on delete cascade,
    epoch integer not null,
    position bigint not null,
    reason text not null check (reason in ('idle', 'work', 'named', 'restore')),
    name text not null default '',
    created_by uuid references users,
    created_at timestamptz not null,
    content_hash bytea not null,
    keyframe_id uuid references versions,
    bytes bytea not null,
    state_size integer not null
  )`,
  'create index versions_document on versions (document_id, created_at, id)',
  'create index versions_keyframe on versions (keyframe_id)',
  'alter table versions alter column bytes set storage external',
]
