const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Somebody held a lock for longer than was to be waited for. */
export const isLocked = (error: unknown): boolean => codeOf(error) === '55P03'

/** The database's own word, and it went on afterwards; not that it is going away, or that nothing was heard of it. */
export const isAnswered = (error: unknown): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error)) && !/^(08|57P)/.test(codeOf(error))

/** Unique violation: a position or a client id is taken. */
export const isConflict = (error: unknown): boolean => codeOf(error) === '23505'

/**
 * SQLSTATE classes that speak against the statement itself (PostgreSQL, appendix A): wrong data, a broken constraint,
 * a missing table. Everything else (no connection, disk full, shutting down, read-only, deadlock) passes by itself.
 */
const lasting = ['21', '22', '23', '42', '0A']

/** Is it worth trying again? */
export const isPassing = (error: unknown): boolean => !lasting.includes(codeOf(error).slice(0, 2)) || isConflict(error)
