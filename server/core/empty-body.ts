import type { FastifyInstance } from 'fastify'

/**
 * Many programs name JSON as the type of whatever they send, also of nothing. Nothing is then what it is without a type: enough
 * for a route without input, and refused by the schema of every other.
 */
export function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    return parse(request, body.toString(), done)
  })
}
