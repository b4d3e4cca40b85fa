import { type Chain, type Head, type Link, entryOf } from '@kopa/shared/audit/chain.ts'
import type { Queryable } from '../core/context.ts'

/** Where a chain ends now; null: nothing was ever written into it. */
export async function findChain(database: Queryable, id: string): Promise<Chain & { head: Head } | null> {
  const row = await database.selectFrom('chains').select(['id', 'kind', 'sequence', 'hash']).where('id', '=', id).executeTakeFirst()
  return row ? chainOfRow(row) : null
}

/** The ends of all chains, the longest last. */
export async function listChains(database: Queryable): Promise<(Chain & { head: Head })[]> {
  const rows = await database.selectFrom('chains').select(['id', 'kind', 'sequence', 'hash']).orderBy('kind').orderBy('id').execute()
  return rows.map(chainOfRow)
}

/** Chains whose last entry is not the one that the head names; asked at once, for a server may be writing. */
export async function listUnevenChains(database: Queryable): Promise<string[]> {
  const rows = await database.selectFrom('chains').leftJoin('events', 'events.chainId', 'chains.id')
    .select(build => ['chains.id', 'chains.sequence', build.fn.max('events.sequence').as('last')]).groupBy(['chains.id', 'chains.sequence']).execute()
  return rows.filter(({ sequence, last }) => last !== sequence).map(({ id }) => id)
}

const chainOfRow = ({ id, kind, sequence, hash }: { id: string, kind: Chain['kind'], sequence: number, hash: Buffer }): Chain & { head: Head } =>
  ({ id, kind, head: { sequence, hash: hash.toString('hex') } })

/** Entries of a chain behind `after`, up to and with `last`, `most` of them at most. */
export async function listLinks(database: Queryable, chain: string, { after, last, most }: { after: number, last: number, most: number }): Promise<Link[]> {
  const rows = await database.selectFrom('events')
    .select(['id', 'at', 'name', 'workspaceId', 'companyId', 'userId', 'payload', 'sequence', 'previousHash', 'hash'])
    .where('chainId', '=', chain).where('sequence', '>', after).where('sequence', '<=', last).orderBy('sequence').limit(most).execute()
  return rows.map(({ sequence, previousHash, hash, at, ...fact }) => ({
    entry: entryOf({ ...fact, at: at.toISOString() }, chain, sequence),
    previousHash: previousHash.toString('hex'), hash: hash.toString('hex'),
  }))
}

/** Those of the ids that are documents private to another company than this one. */
export async function findWalled(database: Queryable, ids: readonly string[], companyId: string): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await database.selectFrom('documents').select('id').where('id', 'in', ids).where('privateTo', 'is not', null).where('privateTo', '!=', companyId).execute()
  return new Set(rows.map(({ id }) => id))
}
