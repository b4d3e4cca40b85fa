import type { refusalReasons } from '@kopa/shared/documents/protocol.ts'

/** Something that the update builds on has not arrived. */
export const clockGap = 'clock gap'

/** Nothing is added to it any more. */
export const documentTooLarge = 'document too large'

/** Nothing is added to any of its documents any more. */
export const workspaceTooLarge = 'workspace too large'

/** In one message. Nobody has looked at what was in it. */
export const tooMuchAtOnce = 'too much at once'

/** Every reason there is, those included that have a close code of their own or close nothing: they go into the audit and into the metrics, so they are short, fixed and free of content. */
export type RefusalReason = (typeof refusalReasons)[number] | typeof documentTooLarge | typeof workspaceTooLarge | typeof tooMuchAtOnce | 'may not write'

/** Why bytes from a client may not enter a document. */
export class Refusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
  }
}
