import { type Kysely, sql } from 'kysely'

/** Where signed heads are sent to, so that nobody has to remember to fetch them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  `create table head_receivers (
    company_id uuid primary key references companies,
    url text not null,
    last_arrived_at timestamptz,
    last_trouble text
  )`,

  /* What has not arrived yet; a row is gone as soon as it has. next_try_at: also how long a try belongs to the node that makes it. */
  `create table head_deliveries (
    id uuid primary key,
    head_id uuid not null references signed_heads,
    company_id uuid not null references head_receivers on delete cascade,
    tries integer not null default 0,
    next_try_at timestamptz not null
  )`,
  'create index head_deliveries_due on head_deliveries (next_try_at)',
  'create index head_deliveries_company on head_deliveries (company_id)',
]
