/** Something that the update builds on has not arrived. */
export const clockGap = 'clock gap'

/** Nothing is added to it any more. */
export const documentTooLarge = 'document too large'

/** Nothing is added to any of its documents any more. */
export const workspaceTooLarge = 'workspace too large'

/** In one message. Nobody has looked at what was in it. */
export const tooMuchAtOnce = 'too much at once'

/** Every reason there is: they go into the audit and into the metrics, so they are short, fixed and free of content. */
export type RefusalReason =
  | typeof clockGap | typeof documentTooLarge | typeof workspaceTooLarge | typeof tooMuchAtOnce
  | 'broken json' | 'broken text' | 'bytes after the end' | 'client id of somebody else' | 'client id twice' | 'declared but not there'
  | 'deletes what is not there' | 'forbidden key' | 'may not write' | 'name too long' | 'nested too deep' | 'no structs' | 'number out of range'
  | 'stands on what is not there' | 'state vector too large' | 'too many client ids' | 'too many deletions' | 'too many presence states' | 'too many structs'
  | 'truncated' | 'unknown content' | 'unknown parent' | 'unknown root' | 'unknown struct' | 'unknown sync message' | 'unknown type' | 'unknown value'
  | 'wrong content in root' | 'zero length'

/** Why bytes from a client may not enter a document. */
export class Refusal extends Error {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
  }
}
