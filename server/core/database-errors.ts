interface DatabaseError { code: string, constraint?: string }

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** PostgreSQL 23505: another row has this value already. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  isDatabaseError(error) && error.code === '23505' && error.constraint === constraint

/** PostgreSQL 55P03 and 40P01: others hold what was asked for, or each waits for the other. Asking again later helps. */
export const isHeld = (error: unknown): boolean => isDatabaseError(error) && ['55P03', '40P01'].includes(error.code)

/** PostgreSQL 57014: it took longer than whoever asked would wait (`statement_timeout`). */
export const isTimedOut = (error: unknown): boolean => isDatabaseError(error) && error.code === '57014'
