import type { Context, Transaction } from '../core/context.ts'
import { bytesOf } from '../core/chained-facts.ts'
import { findSigningKey, listUnsigned } from './head-queries.ts'
import { queueHeads } from './receiver-commands.ts'
import { makeKey, signHead, type SigningKey } from './signatures.ts'

/** chains of one transaction */
const most = 1000

/**
 * Signs the end of every chain that has grown since its last signature. The hour is part of a row's key: of several nodes that do this at
 * once one signs a chain, and the others pass it over. What a company wants to have sent waits from the same moment on.
 * @returns how many were signed here
 */
export async function signHeads({ write, newId, now }: Pick<Context, 'write' | 'newId' | 'now'>): Promise<number> {
  const signedAt = now()
  const hour = hourOf(signedAt)
  const signSome = () => write(async ({ transaction }) => {
    const chains = await listUnsigned(transaction, hour, most)
    if (chains.length === 0) return { found: 0, signed: 0 }
    const key = await currentKey(transaction, signedAt)
    const rows = chains.map(({ id: chain, kind, head }) => {
      const { keyId, signature } = signHead({ chain, kind, ...head, signedAt: signedAt.toISOString() }, key)
      return { id: newId(), chainId: chain, hour, sequence: head.sequence, hash: bytesOf(head.hash), signedAt, keyId, signature: bytesOf(signature) }
    })
    const stored = await transaction.insertInto('signedHeads').values(rows).onConflict(conflict => conflict.columns(['chainId', 'hour']).doNothing()).returning('id').execute()
    await queueHeads(transaction, stored.map(({ id }) => id), { now: signedAt, newId })
    return { found: chains.length, signed: stored.length }
  })
  let signed = 0
  for (let found = most; found === most;) {
    const some = await signSome()
    found = some.found
    signed += some.signed
  }
  return signed
}

/** The beginning of the hour, in UTC. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)

/** The installation's key, made at the first need. Two nodes that make one at once have one of the two. */
async function currentKey(transaction: Transaction, now: Date): Promise<SigningKey> {
  const known = await findSigningKey(transaction)
  if (known) return known
  const { id, publicKey, privateKey } = makeKey()
  await transaction.insertInto('signingKeys').values({ id, publicKey: bytesOf(publicKey), privateKey, createdAt: now }).onConflict(conflict => conflict.doNothing()).execute()
  const made = await findSigningKey(transaction)
  if (!made) throw new Error('there is no key to sign with')
  return made
}

/** From now on another key signs, which is made at the next need; what this one has signed stays good. */
export async function retireKey({ write, now }: Pick<Context, 'write' | 'now'>): Promise<void> {
  await write(async ({ transaction, emit }) => {
    const retired = await transaction.updateTable('signingKeys').set({ retiredAt: now() }).where('retiredAt', 'is', null).returning('id').execute()
    for (const { id: keyId } of retired) await emit('audit.keyRetired', { keyId })
  })
}
