import { type Kysely, sql } from 'kysely'

/** The first schema: people and companies, workspaces, pages, documents, files, events. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  'create extension if not exists citext',
  'create extension if not exists pg_trgm',
  'create extension if not exists unaccent',

  `create table companies (
    id uuid primary key,
    name text not null,
    language text not null,
    time_zone text not null,
    is_demo boolean not null default false,
    created_at timestamptz not null
  )`,

  /* company_role: what the person may do for the company itself; the roles in workspaces are in memberships. */
  `create table users (
    id uuid primary key,
    company_id uuid not null references companies,
    company_role text not null check (company_role in ('admin', 'member')),
    name text not null,
    email citext not null unique,
    password_hash text,
    language text not null,
    time_zone text not null,
    suspended_at timestamptz,
    created_at timestamptz not null
  )`,
  'create index users_company on users (company_id)',

  /* id is the SHA-256 of the secret in the cookie, so that a copy of this table signs nobody in. */
  `create table sessions (
    id text primary key,
    user_id uuid not null references users on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    user_agent text not null default ''
  )`,
  'create index sessions_user on sessions (user_id)',

  `create table access_tokens (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    name text not null,
    secret_hash bytea not null unique,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,
  'create index access_tokens_user on access_tokens (user_id)',

  `create table workspaces (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null
  )`,

  /* The companies that own a workspace together; color is one of eight (0-7), given at joining. */
  `create table workspace_companies (
    workspace_id uuid not null references workspaces,
    company_id uuid not null references companies,
    color smallint not null check (color between 0 and 7),
    joined_at timestamptz not null,
    primary key (workspace_id, company_id)
  )`,

  `create table memberships (
    workspace_id uuid not null references workspaces,
    user_id uuid not null references users,
    company_id uuid not null references companies,
    role text not null check (role in ('admin', 'editor', 'suggester', 'commenter', 'viewer')),
    created_at timestamptz not null,
    primary key (workspace_id, user_id),
    foreign key (workspace_id, company_id) references workspace_companies
  )`,
  'create index memberships_user on memberships (user_id)',

  /* company_id is null: the link brings a new company into the workspace.
     company_id is set: the link brings a colleague of that company (workspace_id may then be null: only into the company). */
  `create table invitations (
    id uuid primary key,
    workspace_id uuid references workspaces,
    company_id uuid references companies,
    role text not null check (role in ('admin', 'editor', 'suggester', 'commenter', 'viewer')),
    secret_hash bytea not null unique,
    note text not null default '',
    created_by uuid not null references users,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    used_by uuid references users,
    withdrawn_at timestamptz,
    check (workspace_id is not null or company_id is not null)
  )`,
  'create index invitations_workspace on invitations (workspace_id)',
  'create index invitations_company on invitations (company_id)',

  /* private_to: only this company's people may know the document; null: all owners of the workspace.
     snapshot holds everything up to snapshot_position. */
  `create table documents (
    id uuid primary key,
    kind text not null check (kind in ('page', 'board')),
    workspace_id uuid not null references workspaces,
    private_to uuid references companies,
    epoch integer not null default 1,
    snapshot bytea,
    snapshot_position bigint not null default 0,
    clocks bytea,
    folded_at timestamptz,
    flagged_at timestamptz,
    created_at timestamptz not null
  )`,
  'create index documents_workspace on documents (workspace_id)',
  'alter table documents alter column snapshot set storage external',

  `create table document_updates (
    document_id uuid not null references documents on delete cascade,
    position bigint not null,
    user_id uuid not null,
    client_id bigint not null,
    bytes bytea not null,
    at timestamptz not null default now(),
    primary key (document_id, position)
  )`,
  'alter table document_updates alter column bytes set storage external',

  /* Which Yjs client ids write for whom, for ever: the first writer wins. */
  `create table document_clients (
    document_id uuid not null references documents on delete cascade,
    client_id bigint not null,
    user_id uuid not null references users,
    bound_at timestamptz not null default now(),
    primary key (document_id, client_id)
  )`,

  /* title and text are projections of the document; the rest is the page's place in the tree. */
  `create table pages (
    id uuid primary key references documents,
    workspace_id uuid not null references workspaces,
    parent_id uuid references pages,
    order_key text collate "C" not null,
    title text not null default '',
    created_by uuid not null references users,
    created_at timestamptz not null,
    changed_by uuid references users,
    changed_at timestamptz not null,
    archived_at timestamptz,
    archived_by uuid references users
  )`,
  'create index pages_workspace on pages (workspace_id)',
  'create index pages_parent on pages (parent_id)',

  `create table page_texts (
    page_id uuid primary key references pages on delete cascade,
    position bigint not null,
    text text not null,
    headings jsonb not null default '[]'
  )`,
  'create index page_texts_search on page_texts using gin (text gin_trgm_ops)',

  `create table page_visits (
    user_id uuid not null references users on delete cascade,
    page_id uuid not null references pages on delete cascade,
    opened_at timestamptz not null,
    primary key (user_id, page_id)
  )`,
  'create index page_visits_page on page_visits (page_id)',

  `create table files (
    id uuid primary key,
    workspace_id uuid not null references workspaces,
    page_id uuid not null references pages,
    name text not null,
    content_type text not null,
    size bigint not null,
    sha256 bytea not null,
    width integer,
    height integer,
    created_by uuid not null references users,
    created_at timestamptz not null
  )`,
  'create index files_page on files (page_id)',

  /* Facts, each written in the transaction of its change: feeds the outbox, the activity feed and the audit. */
  `create table events (
    id uuid primary key,
    name text not null,
    workspace_id uuid references workspaces,
    company_id uuid references companies,
    user_id uuid references users,
    payload jsonb not null,
    at timestamptz not null
  )`,
  'create index events_workspace on events (workspace_id, at)',
]
