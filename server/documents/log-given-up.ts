import { isAnswered, isConflict } from './log-faults.ts'
import { isStored } from './log-others.ts'
import type { Entry, LogRoom } from './log.ts'

/**
 * Whoever waits for an entry is told that it was not stored only when it never will be: from then on the log leaves it out. What has been sent
 * to the database may be stored for all we know: an answer that was lost is made up for by reading the log, or by the next try, and by nothing else.
 */

export function markSent(batch: readonly Entry[]): void {
  for (const entry of batch) entry.sent ??= 'now'
}

/** @param fault null: there was none, and what has no position was passed over */
export function noteAnswer(batch: readonly Entry[], fault: Error | null): void {
  // A place that is taken may be taken by ourselves.
  const isLost = fault && (!isAnswered(fault) || isConflict(fault))
  for (const entry of batch) if (entry.sent === 'now') entry.sent = isLost ? 'lost' : undefined
}

/** The log was read: what was not found there is not in it. */
export function noteRead(batch: readonly Entry[]): void {
  for (const entry of batch) entry.sent = undefined
}

/** Those of a room that may be in the log: read there, they would be taken for another node's, and stored twice. */
export const unsureOf = (batch: readonly Entry[], room: LogRoom): Entry[] => batch.filter(entry => entry.room === room && entry.sent === 'lost' && !isStored(entry))

/** Nobody waits for it any more. Nor can be stored what was let in after it, so everybody comes back to a room that is read anew. */
export function leaveOut(entry: Entry): void {
  if (!entry.isGivenUp || entry.sent || isStored(entry)) return
  entry.room.failed([])
  entry.onFailed?.()
}
