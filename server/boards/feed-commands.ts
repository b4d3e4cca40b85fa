import { randomBytes } from 'node:crypto'
import type { SignedInContext } from '../core/context.ts'
import { hashSecret } from '../people/queries.ts'

/** A new secret address of the person's calendar; the one before ends at once. Only its hash is kept: it is told this once. */
export async function renewFeed(context: SignedInContext): Promise<{ secret: string }> {
  const { userId } = context.caller
  const secret = randomBytes(32).toString('base64url')
  const secretHash = hashSecret(secret)
  const createdAt = context.now()
  await context.write(async ({ transaction, emit }) => {
    await transaction.insertInto('calendarFeeds').values({ userId, secretHash, createdAt })
      .onConflict(conflict => conflict.column('userId').doUpdateSet({ secretHash, createdAt })).execute()
    await emit('calendarFeed.renewed', { userId })
  })
  return { secret }
}

/** Nothing happens where there is none. */
export async function removeFeed(context: SignedInContext): Promise<void> {
  const { userId } = context.caller
  await context.write(async ({ transaction, emit }) => {
    const removed = await transaction.deleteFrom('calendarFeeds').where('userId', '=', userId).returning('userId').executeTakeFirst()
    if (removed) await emit('calendarFeed.removed', { userId })
  })
}
