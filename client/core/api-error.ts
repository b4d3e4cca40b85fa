import type { ErrorCode, ErrorDetails } from '@kopa/shared/errors.ts'

/** A call that did not succeed; `message` is a sentence in the reader's language, ready to be shown. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline'
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number
  readonly details: ErrorDetails
  constructor(code: ErrorCode | 'offline', message: string, status = 0, details: ErrorDetails = {}) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
  }
  /** Names of the fields that were missing or not valid. */
  get fields(): string[] {
    return String(this.details['fields'] ?? '').split(',').map(name => name.trim()).filter(Boolean)
  }
}

export const isOffline = (error: unknown): boolean => error instanceof ApiError && error.code === 'offline'

export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'signInNeeded'
