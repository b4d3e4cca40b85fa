import { type Kysely, sql } from 'kysely'

/** Automation rules of boards, and what they did. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* What rules look at besides: null until the board settles the next time. */
  'alter table tasks add column column_id text collate "C", add column labels jsonb',

  /* trigger, conditions, acts: as the contract has them. changed_by: in whose name it acts. A removed rule stays: the log names it. */
  `create table rules (
    id uuid primary key,
    board_id uuid not null references boards,
    company_id uuid not null references companies,
    name text not null,
    trigger jsonb not null,
    conditions jsonb not null,
    acts jsonb not null,
    is_on boolean not null default true,
    off_reason text,
    failures integer not null default 0,
    made_by uuid not null references users,
    made_at timestamptz not null,
    changed_by uuid not null references users,
    changed_at timestamptz not null,
    on_since timestamptz not null,
    last_run_at timestamptz,
    removed_at timestamptz
  )`,
  'create index rules_board on rules (board_id) where removed_at is null',

  /* cause: of one cause a rule runs once on a task, whoever finds out. answered: what it made happen to the task; until its update (at
     carried_position) has settled, that sets off no rule again. claimed_until: somebody is at it. acts: what came of each. */
  `create table rule_runs (
    id uuid primary key,
    rule_id uuid not null references rules,
    board_id uuid not null references boards,
    task_id text collate "C" not null,
    cause text collate "C" not null,
    event jsonb not null,
    chain_id uuid not null,
    depth smallint not null,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'skipped')),
    reason text,
    left_out integer,
    acts jsonb not null default '[]',
    answered jsonb not null default '[]',
    carried_position bigint,
    claimed_until timestamptz,
    triggered_at timestamptz not null,
    finished_at timestamptz,
    undone_at timestamptz,
    undone_by uuid references users,
    unique (rule_id, task_id, cause)
  )`,
  "create index rule_runs_waiting on rule_runs (triggered_at) where state = 'waiting'",
  'create index rule_runs_board on rule_runs (board_id, id)',
  'create index rule_runs_rule on rule_runs (rule_id, triggered_at)',
  'create index rule_runs_old on rule_runs (triggered_at)',
]
