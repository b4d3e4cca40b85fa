import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { minute } from '@kopa/shared/time.ts'

/**
 * Of a route: so many tries a minute, then "too many tries" before anything else is done. At public doors an address counts, whoever is
 * signed in there: accounts are made faster than addresses.
 */
export function triesPerMinute(max: number, { isPublic }: { isPublic: boolean }): object {
  const keyGenerator = (request: FastifyRequest) => (!isPublic && request.caller?.userId) || addressOf(request)
  const errorResponseBuilder = (_request: FastifyRequest, { ttl }: { ttl: number }) => new AppError('tooManyTries', { seconds: Math.ceil(ttl / 1000) })
  return { rateLimit: { max, timeWindow: minute, keyGenerator, errorResponseBuilder } }
}

/** Who has an IPv6 address has 2^64 of them: the network counts. */
export const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip, 64)
