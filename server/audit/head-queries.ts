import { sql } from 'kysely'
import type { Chain, Head } from '@kopa/shared/audit/chain.ts'
import type { SignedHead } from '@kopa/shared/audit/signed-head.ts'
import type { Queryable } from '../core/context.ts'
import type { SigningKey } from './signatures.ts'

/** Chains that have grown, or are others, since their end was last signed; none that was signed in this hour already. */
export async function listUnsigned(database: Queryable, hour: Date, most: number): Promise<(Chain & { head: Head })[]> {
  const rows = await database.selectFrom('chains')
    .leftJoinLateral(build => build.selectFrom('signedHeads').select(['signedHeads.hour', 'signedHeads.sequence', 'signedHeads.hash'])
      .whereRef('signedHeads.chainId', '=', 'chains.id').orderBy('signedHeads.hour', 'desc').limit(1).as('last'), join => join.onTrue())
    .select(['chains.id', 'chains.kind', 'chains.sequence', 'chains.hash'])
    .where(where => where.or([
      where('last.hour', 'is', null),
      where.and([where('last.hour', '<', hour), sql<boolean>`(last.sequence, last.hash) is distinct from (chains.sequence, chains.hash)`]),
    ]))
    .orderBy('chains.id').limit(most).execute()
  return rows.map(({ id, kind, sequence, hash }) => ({ id, kind, head: { sequence, hash: hash.toString('hex') } }))
}

/** The key that signs now; null: none was ever needed, or the last one was retired. */
export async function findSigningKey(database: Queryable): Promise<SigningKey | null> {
  const row = await database.selectFrom('signingKeys').select(['id', 'publicKey', 'privateKey']).where('retiredAt', 'is', null).executeTakeFirst()
  return row ? { ...row, publicKey: row.publicKey.toString('hex') } : null
}

export interface PublicKey { id: string, publicKey: string, createdAt: string, retiredAt: string | null }

/** The public halves of all keys that ever signed, the first one first. */
export async function listPublicKeys(database: Queryable): Promise<PublicKey[]> {
  const rows = await database.selectFrom('signingKeys').select(['id', 'publicKey', 'createdAt', 'retiredAt']).orderBy('createdAt').orderBy('id').execute()
  return rows.map(({ id, publicKey, createdAt, retiredAt }) => ({ id, publicKey: publicKey.toString('hex'), createdAt: createdAt.toISOString(), retiredAt: retiredAt?.toISOString() ?? null }))
}

/** Signed heads with all that a line of them says. */
export const signed = (database: Queryable) => database.selectFrom('signedHeads')
  .innerJoin('chains', 'chains.id', 'signedHeads.chainId').innerJoin('signingKeys', 'signingKeys.id', 'signedHeads.keyId')
  .select(['signedHeads.id', 'signedHeads.chainId', 'signedHeads.sequence', 'signedHeads.hash', 'signedHeads.signedAt', 'signedHeads.keyId', 'signedHeads.signature',
    'chains.kind', 'signingKeys.publicKey'])

type SignedRow = Awaited<ReturnType<ReturnType<typeof signed>['execute']>>[number]

export const headOf = ({ chainId: chain, kind, sequence, hash, signedAt, keyId, publicKey, signature }: SignedRow): SignedHead => ({
  format: 'kopa audit head', v: 1, chain, kind, sequence, hash: hash.toString('hex'), signedAt: signedAt.toISOString(),
  keyId, publicKey: publicKey.toString('hex'), signature: signature.toString('hex'),
})

/** The signed heads of a chain in their order, behind that of the hour `after`, `most` of them at most. */
export async function listSignedHeads(database: Queryable, chain: string, { after, most }: { after: Date | null, most: number }): Promise<{ hour: Date, head: SignedHead }[]> {
  const rows = await signed(database).select('signedHeads.hour').where('signedHeads.chainId', '=', chain)
    .$if(after !== null, query => query.where('signedHeads.hour', '>', after)).orderBy('signedHeads.hour').limit(most).execute()
  return rows.map(row => ({ hour: row.hour, head: headOf(row) }))
}
