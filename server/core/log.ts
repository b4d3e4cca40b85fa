import { pino, type Logger } from 'pino'

export type { Logger } from 'pino'

/**
 * JSON lines on standard output. Only what is named here leaves a request: no headers, no bodies, no query
 * (a query may hold a search for something confidential), no document content.
 */
export function createLog(level = 'info'): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { req: requestForLog, res: answerForLog, err: errorForLog },
    redact: { paths: secretPaths, censor: '(hidden)' },
  })
}

/** A second net under the serializers, for objects that somebody logs without thinking. */
const secretNames = ['authorization', 'cookie', 'password', 'newPassword', 'currentPassword', 'secret', 'token', 'body', 'bytes', 'databaseUrl', 'redisUrl', 'smtpUrl']
const secretPaths = secretNames.flatMap(name => [name, `*.${name}`, `*.*.${name}`])

interface RequestParts { method?: string, url?: string, id?: unknown, ip?: string }

export const requestForLog = (request: RequestParts): object =>
  ({ id: request.id, method: request.method, path: request.url?.split('?')[0], ip: request.ip })

const answerForLog = (answer: { statusCode?: number }): object => ({ status: answer.statusCode })

/** PostgreSQL repeats the values of a row in `detail` and `where`, and drivers the parameters: those stay out. */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, constraint, table } = error as Error & Record<string, unknown>
  const cause = error.cause === undefined ? undefined : errorForLog(error.cause)
  return { type: error.name, message: error.message, stack: error.stack, code, constraint, table, cause }
}
