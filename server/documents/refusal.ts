/** Something that the update builds on has not arrived. */
export const clockGap = 'clock gap'

/** Why bytes from a client may not enter a document. Kept short and free of content: it goes into the audit. */
export class Refusal extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
  }
}
