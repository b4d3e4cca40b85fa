import { closeCode, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { clockGap, documentTooLarge, type RefusalReason, workspaceTooLarge } from './refusal.ts'

/** What the update builds on is not here. */
const missing: ReadonlySet<RefusalReason> = new Set<RefusalReason>([clockGap, 'stands on what is not there', 'deletes what is not there'])
/** Somebody who compares anew and still builds on what is not there, time and again, never will. */
const mostGaps = 5

/** Another node may have what this one has not heard of. */
export const mayBeBehind = (reason: RefusalReason): boolean => missing.has(reason) || reason === 'client id of somebody else'

/**
 * Whoever types right after coming back sends that ahead of what they wrote while away, and two windows of one browser hear of
 * each other without us: no attack, and mended by comparing anew. So they are told to come again, but not for ever.
 */
export class Gaps {
  #countOf = new Map<string, number>()

  codeFor(reason: RefusalReason, userId: string): CloseCode {
    if (reason === documentTooLarge) return closeCode.tooLarge
    if (reason === workspaceTooLarge) return closeCode.workspaceTooLarge
    if (!missing.has(reason)) return closeCode.refusedUpdate
    const count = (this.#countOf.get(userId) ?? 0) + 1
    this.#countOf.set(userId, count)
    return count > mostGaps ? closeCode.refusedUpdate : closeCode.gap
  }

  /** Something of theirs was let in. */
  forget(userId: string): void {
    this.#countOf.delete(userId)
  }
}
