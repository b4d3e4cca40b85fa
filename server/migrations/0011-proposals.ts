import { type Kysely, sql } from 'kysely'

/** What one company asks of another about tasks of a board. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* tasks: [{ taskId, plan }], as the contract has it; what was asked never changes. */
  `create table proposals (
    id uuid primary key,
    board_id uuid not null references boards,
    kind text not null check (kind in ('move', 'handOver')),
    state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
    from_company_id uuid not null references companies,
    to_company_id uuid not null references companies,
    tasks jsonb not null,
    new_company_id uuid references companies,
    note text not null,
    proposed_by uuid not null references users,
    proposed_at timestamptz not null,
    decided_by uuid references users,
    decided_at timestamptz,
    check (from_company_id <> to_company_id),
    check ((state = 'open') = (decided_at is null))
  )`,
  'create index proposals_board on proposals (board_id, proposed_at)',
]
