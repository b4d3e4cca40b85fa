import type { ErrorCode } from '../errors.ts'

export interface InvitationDates { expiresAt: Date, usedAt: Date | null, withdrawnAt: Date | null }

/** Why an invitation cannot be used at `now`, or null when it can. */
export function whyClosed({ expiresAt, usedAt, withdrawnAt }: InvitationDates, now: Date): ErrorCode | null {
  if (withdrawnAt) return 'invitationWithdrawn'
  if (usedAt) return 'invitationUsed'
  if (expiresAt <= now) return 'invitationExpired'
  return null
}
