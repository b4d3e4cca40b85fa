import { type Kysely, sql } from 'kysely'

/** The ends of the audit's chains, signed every hour, so that whoever keeps them can show what was changed later. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}

const statements = [
  /* Ed25519. At most one key signs; those before it stay, for what they have signed. private_key: PKCS #8, read by the server alone. */
  `create table signing_keys (
    id text primary key,
    public_key bytea not null,
    private_key bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz
  )`,
  'create unique index signing_keys_current on signing_keys ((true)) where retired_at is null',

  /* One for each chain and hour, however many nodes sign. The text that was signed is made of these columns (shared/audit/signed-head.ts). */
  `create table signed_heads (
    id uuid primary key,
    chain_id uuid not null references chains,
    hour timestamptz not null,
    sequence bigint not null,
    hash bytea not null,
    signed_at timestamptz not null,
    key_id text not null references signing_keys,
    signature bytea not null,
    unique (chain_id, hour)
  )`,
]
