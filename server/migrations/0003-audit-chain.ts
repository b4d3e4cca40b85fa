import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { chainFacts, chainOf, firstHash, type Chain, type Head } from '@kopa/shared/audit/chain.ts'

/**
 * Every event becomes an entry of a chain. What was there before is chained in the order of its ids, which sort by time: whoever does
 * this twice to the same rows gets the same hashes. Events point at no row of people, companies and workspaces any more: they are facts
 * about ids, and writing one must lock nothing but its chain.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of columns) await sql.raw(statement).execute(database)
  await chainOldEvents(database)
  for (const statement of rules) await sql.raw(statement).execute(database)
}

const columns = [
  `create table chains (
    id uuid primary key,
    kind text not null check (kind in ('workspace', 'company', 'server')),
    sequence bigint not null,
    hash bytea not null
  )`,
  'alter table events drop constraint events_workspace_id_fkey, drop constraint events_company_id_fkey, drop constraint events_user_id_fkey',
  'alter table events add chain_id uuid, add sequence bigint, add previous_hash bytea, add hash bytea',
]

const rules = [
  `alter table events alter chain_id set not null, alter sequence set not null, alter previous_hash set not null, alter hash set not null,
    add foreign key (chain_id) references chains`,
  'create unique index events_chain on events (chain_id, sequence)',
]

interface Row { id: string, at: Date, name: string, workspaceId: string | null, companyId: string | null, userId: string | null, payload: object }

const batch = 2000
const sha256 = (text: string): string => hash('sha256', text, 'hex')

async function chainOldEvents(database: Kysely<unknown>): Promise<void> {
  const heads = new Map<string, Head>()
  const chains = new Map<string, Chain>()
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<Row>`select id, at, name, workspace_id as "workspaceId", company_id as "companyId", user_id as "userId", payload
      from events where id > ${last} order by id limit ${batch}`.execute(database)
    for (const [id, ofChain] of Map.groupBy(rows, row => chainOf(row).id)) {
      const head = heads.get(id) ?? { sequence: 0, hash: firstHash(id, sha256) }
      const facts = ofChain.map(row => ({ ...row, at: row.at.toISOString() }))
      const links = chainFacts(facts, id, head, sha256)
      chains.set(id, chainOf(facts[0]!)) // a group is never empty
      heads.set(id, { sequence: head.sequence + links.length, hash: links.at(-1)?.hash ?? head.hash })
      await sql`update events set chain_id = ${id}, sequence = link.sequence, previous_hash = decode(link.previous_hash, 'hex'), hash = decode(link.hash, 'hex')
        from unnest(${links.map(({ entry }) => entry.id)}::uuid[], ${links.map(({ entry }) => entry.sequence)}::bigint[],
          ${links.map(({ previousHash }) => previousHash)}::text[], ${links.map(link => link.hash)}::text[]) as link (id, sequence, previous_hash, hash)
        where events.id = link.id`.execute(database)
    }
    const end = rows.at(-1)
    if (!end) break
    last = end.id
  }
  for (const [id, { sequence, hash: end }] of heads) {
    await sql`insert into chains (id, kind, sequence, hash) values (${id}, ${chains.get(id)?.kind}, ${sequence}, decode(${end}, 'hex'))`.execute(database)
  }
}
