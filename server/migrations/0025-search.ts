import { type Kysely, sql } from 'kysely'

/** One place for all that can be found. It is filled afterwards, in pieces (server/search/fill-commands.ts): nobody waits for that. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* A projection. document_id: where it lies; its wall is private_to. place_id: the page or board that is opened. Long texts are in
     pieces. words are folded by shared/search/fold.ts, so that no locale of a server has a say; those of the title are in title_words too. */
  `create table search_entries (
    document_id uuid not null references documents on delete cascade,
    kind text not null check (kind in ('page', 'board', 'task', 'file')),
    item_id text collate "C" not null default '',
    piece integer not null default 0,
    place_id uuid not null,
    workspace_id uuid not null references workspaces,
    private_to uuid,
    is_archived boolean not null,
    author_id uuid,
    company_id uuid,
    changed_at timestamptz not null,
    title text not null,
    title_words tsvector not null,
    words tsvector not null,
    primary key (document_id, kind, item_id, piece)
  )`,
  'create index search_entries_words on search_entries using gin (words) with (fastupdate = off)',
  'create index search_entries_titles on search_entries using gin (title_words) with (fastupdate = off) where piece = 0',
  'create index search_entries_workspace on search_entries (workspace_id)',
  'create index search_entries_place on search_entries (place_id)',

  /* Walls and archives follow in the transaction that changes them. */
  `create function search_follows_wall() returns trigger language plpgsql as $$
    begin
      update search_entries set private_to = new.private_to where document_id = new.id;
      return null;
    end
  $$`,
  `create trigger search_wall after update of private_to on documents for each row
    when (old.private_to is distinct from new.private_to) execute function search_follows_wall()`,
  `create function search_follows_archive() returns trigger language plpgsql as $$
    begin
      update search_entries set is_archived = new.archived_at is not null where place_id = new.id;
      return null;
    end
  $$`,
  ...['pages', 'boards'].map(table => `create trigger search_archive after update of archived_at on ${table} for each row
    when (old.archived_at is distinct from new.archived_at) execute function search_follows_archive()`),
]
