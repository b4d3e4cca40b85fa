import { type Kysely, sql } from 'kysely'

/** Boards, what each company keeps for itself beside them, and what lists across boards need to know of their tasks. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* title is a projection of the document; the rest is the board's place in the workspace. */
  `create table boards (
    id uuid primary key references documents,
    workspace_id uuid not null references workspaces,
    order_key text collate "C" not null,
    title text not null default '',
    created_by uuid not null references users,
    created_at timestamptz not null,
    changed_by uuid references users,
    changed_at timestamptz not null,
    archived_at timestamptz,
    archived_by uuid references users
  )`,
  'create index boards_workspace on boards (workspace_id)',

  /* What a company adds to a shared board for itself alone: a document of its own, so that its bytes never reach the others. */
  `create table board_sides (
    board_id uuid not null references boards,
    company_id uuid not null references companies,
    document_id uuid not null unique references documents,
    created_by uuid not null references users,
    created_at timestamptz not null,
    primary key (board_id, company_id)
  )`,

  /* A projection. document_id: the board or side in which the task lies; its wall is theirs.
     Ids of companies and people are what somebody wrote into the document: they may name nobody.
     due_at sorts deadlines: a day counts until its end in UTC. */
  `create table tasks (
    document_id uuid not null references documents on delete cascade,
    task_id text collate "C" not null,
    board_id uuid not null references boards,
    title text not null,
    stage text not null check (stage in ('open', 'active', 'waiting', 'done')),
    company_id uuid,
    priority text check (priority in ('urgent', 'high', 'medium', 'low')),
    deadline_day date,
    deadline_at timestamptz,
    due_at timestamptz generated always as (coalesce(deadline_at, (deadline_day + 1)::timestamp at time zone 'UTC')) stored,
    percent smallint not null,
    start text,
    finish text,
    parent text,
    rank text collate "C" not null,
    primary key (document_id, task_id)
  )`,
  'create index tasks_board on tasks (board_id)',
  'create index tasks_search on tasks using gin (title gin_trgm_ops)',

  `create table task_people (
    document_id uuid not null,
    task_id text collate "C" not null,
    user_id uuid not null,
    primary key (document_id, task_id, user_id),
    foreign key (document_id, task_id) references tasks on delete cascade
  )`,
  'create index task_people_user on task_people (user_id)',

  /* The description of a task: a document of kind page outside the page tree. (document_id, task_id) as in tasks, and made before
     the task is there: a task is new until its board has settled. text is a projection. */
  `create table task_pages (
    page_id uuid primary key references documents,
    document_id uuid not null references documents,
    task_id text collate "C" not null,
    board_id uuid not null references boards,
    text text not null default '',
    created_by uuid not null references users,
    created_at timestamptz not null,
    unique (document_id, task_id)
  )`,
  'create index task_pages_board on task_pages (board_id)',
  'create index task_pages_search on task_pages using gin (text gin_trgm_ops)',
]
