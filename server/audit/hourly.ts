import type { FastifyInstance } from 'fastify'
import { contextFor, type ContextParts } from '../core/context.ts'
import { hourOf, signHeads } from './head-commands.ts'

/** How often it is looked whether an hour has begun (milliseconds). */
const lookEvery = 5000

/** Every node does this; each chain is signed once an hour all the same. */
export function watchHeads(app: FastifyInstance, parts: ContextParts): void {
  const context = contextFor(parts, null)
  let doneIn = 0
  let looking: Promise<void> | null = null
  const sign = async () => {
    const hour = hourOf(context.now()).getTime()
    if (hour === doneIn) return
    await signHeads(context)
    doneIn = hour
  }
  const look = async () => {
    await sign().catch((error: unknown) => app.log.warn({ err: error }, 'the heads of the audit could not be signed; it is tried again'))
    looking = null
  }
  const timer = setInterval(() => { looking ??= look() }, lookEvery)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await looking
  })
}
