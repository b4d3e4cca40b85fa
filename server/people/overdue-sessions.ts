import type { FastifyInstance } from 'fastify'
import { contextFor, type ContextParts } from '../core/context.ts'
import { endOverdueSessions } from './commands.ts'

/** How long a socket may outlive its session (milliseconds). */
const lookEvery = 5000

/** A request finds out by itself that its session is over; a socket that stays open has to be told. */
export function watchOverdueSessions(app: FastifyInstance, parts: ContextParts): void {
  let looking: Promise<void> | null = null
  const look = async () => {
    await endOverdueSessions(contextFor(parts, null)).catch((error: unknown) => app.log.warn({ err: error }, 'overdue sessions could not be ended'))
    looking = null
  }
  const timer = setInterval(() => { looking ??= look() }, lookEvery)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await looking
  })
}
