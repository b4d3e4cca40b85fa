import { randomInt } from 'node:crypto'
import type { Context } from '../core/context.ts'
import { hashPassword } from './passwords.ts'
import { findByEmail } from './queries.ts'

/** Without letters and digits that look alike; 20 of them are 98 bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 20

/**
 * Gives a person who has forgotten theirs a new password, for whoever runs the server to hand over. All sessions end;
 * tokens are passes of their own and stay.
 * @returns the new password, which is stored as a hash only; null when nobody has this address
 */
export async function resetPassword(context: Context, email: string): Promise<string | null> {
  const person = await findByEmail(context.database, email.trim())
  if (!person) return null
  const password = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
  const passwordHash = await hashPassword(password)
  const { id: userId, companyId } = person
  await context.write(async ({ transaction, emit }) => {
    await transaction.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute()
    await emit('person.passwordReset', { userId }, { companyId })
    const ended = await transaction.deleteFrom('sessions').where('userId', '=', userId).returning('id').execute()
    for (const { id } of ended) await emit('session.ended', { userId, sessionId: id }, { companyId })
  })
  return password
}
