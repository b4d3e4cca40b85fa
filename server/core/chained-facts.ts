import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { type Chain, type Head, type Link, chainFacts, chainOf, firstHash } from '@kopa/shared/audit/chain.ts'
import { type Event, isRecorded } from '@kopa/shared/events.ts'
import type { Transaction } from './context.ts'

/**
 * Writes facts into their chains, inside the transaction that causes them and last in it.
 *
 * The row of a chain is its lock: it is held from here to the commit, so that sequences have no gaps (a rollback takes its numbers
 * back) and every entry knows the hash of the one before. This cannot deadlock: the chains of one transaction are locked in the
 * order of their ids, by everybody, and whoever holds one waits for nothing but a later one, and the commit. Rows of other tables
 * (`lockTree`, an invitation, a wall) are locked before; `events` points at no other table than `chains`, so that writing it
 * locks nothing else.
 */
export async function recordFacts(transaction: Transaction, events: readonly Event[]): Promise<void> {
  const chained = Map.groupBy(events.filter(({ name }) => isRecorded(name)), event => chainOf(event).id)
  if (chained.size === 0) return
  const chains = [...chained.values()].flatMap(([first]) => first ? chainOf(first) : []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const heads = await takeHeads(transaction, chains, ({ id }) => chained.get(id)?.length ?? 0)
  const links = chains.flatMap(({ id }) => chainFacts(chained.get(id) ?? [], id, heads.get(id) ?? firstHead(id), sha256))
  await insertLinks(transaction, links)
  for (const { id } of chains) {
    const last = links.findLast(({ entry }) => entry.chain === id)
    if (last) await transaction.updateTable('chains').set({ hash: bytesOf(last.hash) }).where('id', '=', id).execute()
  }
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex')
export const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')
const firstHead = (chain: string): Head => ({ sequence: 0, hash: firstHash(chain, sha256) })

/** Locks the chains in the order given, makes those that are new, and takes the next numbers of each; answers where they ended before. */
async function takeHeads(transaction: Transaction, chains: readonly Chain[], countOf: (chain: Chain) => number): Promise<Map<string, Head>> {
  const wanted = chains.map(chain => ({ ...chain, sequence: countOf(chain), hash: bytesOf(firstHead(chain.id).hash) }))
  const rows = await transaction.insertInto('chains').values(wanted)
    .onConflict(conflict => conflict.column('id').doUpdateSet({ sequence: sql<number>`chains.sequence + excluded.sequence` }))
    .returning(['id', 'sequence', 'hash']).execute()
  return new Map(chains.flatMap(chain => {
    const row = rows.find(({ id }) => id === chain.id)
    return row ? [[chain.id, { sequence: row.sequence - countOf(chain), hash: row.hash.toString('hex') }]] : []
  }))
}

/** rows of one statement, well below the 65,535 parameters PostgreSQL takes */
const mostAtOnce = 5000

async function insertLinks(transaction: Transaction, links: readonly Link[]): Promise<void> {
  for (let from = 0; from < links.length; from += mostAtOnce) {
    await transaction.insertInto('events').values(links.slice(from, from + mostAtOnce).map(rowOf)).execute()
  }
}

const rowOf = ({ entry: { id, at, name, workspaceId, companyId, userId, payload, chain, sequence }, previousHash, hash: own }: Link) => ({
  id, at, name, workspaceId, companyId, userId, payload: JSON.stringify(payload), chainId: chain, sequence, previousHash: bytesOf(previousHash), hash: bytesOf(own),
})
