import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, errorSentence, type ErrorCode } from '@kopa/shared/errors.ts'
import { languageFromHeader } from '@kopa/shared/languages.ts'
import { noMeter, type Meter } from './meter.ts'

/** Every failure leaves as `{ error: { code, message, details } }`, with a sentence in the person's language. */
export function registerErrorHandler(app: FastifyInstance, { requestRefused }: Pick<Meter, 'requestRefused'> = noMeter): void {
  const refuse = (error: AppError, request: FastifyRequest, reply: FastifyReply) => {
    requestRefused(error.code)
    return answer(error, request, reply)
  }
  app.setErrorHandler<FastifyError>((error, request, reply) => refuse(asAppError(error, request), request, reply))
  app.setNotFoundHandler((request, reply) => refuse(new AppError('notFound'), request, reply))
}

function answer(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = request.caller?.language ?? languageFromHeader(request.headers['accept-language'])
  const message = errorSentence(error.code, language, error.details)
  return reply.status(error.status).type('application/json; charset=utf-8').header('cache-control', 'no-store')
    .send({ error: { code: error.code, message, details: error.details } })
}

function asAppError(error: FastifyError, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  if (error.validation) return new AppError('invalid', { fields: fieldsOf(error) })
  const code = codeOf(error)
  if (code === 'broken') request.log.error({ err: error }, 'a request failed')
  else request.log.warn({ reason: error.code ?? error.message }, 'a request was refused')
  return new AppError(code)
}

/** Names of the fields at fault, for people and for the form that marks them. */
function fieldsOf(error: FastifyError): string {
  const names = (error.validation ?? []).map(({ instancePath, params }) => {
    const missing = params?.missingProperty ?? params?.additionalProperty
    return [...instancePath.split('/').filter(Boolean), ...(typeof missing === 'string' ? [missing] : [])].join('.')
  })
  return [...new Set(names.filter(Boolean))].join(', ') || error.validationContext || 'body'
}

/** What the driver says without a code. ENOENT on `connect`: the socket of a database that is not there. */
const isCutOff = ({ code, message, syscall }: FastifyError & { syscall?: string }): boolean =>
  (code === 'ENOENT' && syscall === 'connect') || /Connection terminated|is not queryable|timeout exceeded when trying to connect|Query read timeout/.test(message)

/** The database was not to be had, or has not answered: whether it did what it was asked for nobody knows. */
export const isUnavailable = (error: unknown): boolean =>
  (error instanceof AppError ? error.code === 'unavailable' : error instanceof Error && codeOf(error as FastifyError) === 'unavailable')

/** The parser of forms throws plain errors. */
const isBrokenForm = ({ message }: FastifyError): boolean => /^Multipart: |unexpected end of multipart data$/i.test(message)

/**
 * PostgreSQL: class 53 is "insufficient resources" (53100 disk full); class 08, 57P and 25006 mean it is away or not writable;
 * class 22 is a value that no schema here could have meant.
 */
function codeOf(error: FastifyError): ErrorCode {
  const code = error.code ?? ''
  if (code.startsWith('53') || code === 'ENOSPC') return 'storageFull'
  if (/^(08|57P|25006|ECONN|EPIPE)/.test(code) || isCutOff(error)) return 'unavailable'
  if (error.statusCode === 413) return 'requestTooLarge'
  if (code.startsWith('22') || isBrokenForm(error)) return 'malformed'
  if (error.statusCode && error.statusCode < 500) return 'malformed'
  return 'broken'
}
