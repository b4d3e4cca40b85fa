import type { ErrorCode, ErrorDetails } from '@kopa/shared/errors.ts'

/** A file that cannot be taken; told to whoever brought it as an AppError of the same code. */
export class ImportFault extends Error {
  override name = 'ImportFault'
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}
