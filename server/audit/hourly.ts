import type { FastifyInstance } from 'fastify'
import { contextFor, type ContextParts } from '../core/context.ts'
import { deliverDue } from './deliver.ts'
import { hourOf, signHeads } from './head-commands.ts'

/**
 * Every node does this; each chain is signed once an hour all the same.
 * @param lookEvery milliseconds: how often it is looked whether an hour has begun, and whether something is to be sent
 */
export function watchHeads(app: FastifyInstance, parts: ContextParts, lookEvery: number): void {
  const context = contextFor(parts, null)
  let doneIn = 0
  const closing = new AbortController()
  let looking: Promise<void> | null = null
  const sign = async () => {
    const hour = hourOf(context.now()).getTime()
    if (hour === doneIn) return
    await signHeads(context)
    doneIn = hour
  }
  const look = async () => {
    await sign().catch((error: unknown) => app.log.warn({ err: error }, 'the heads of the audit could not be signed; it is tried again'))
    await deliverDue(context, closing.signal).catch((error: unknown) => app.log.warn({ err: error }, 'signed heads could not be sent; it is tried again'))
    looking = null
  }
  const timer = setInterval(() => { looking ??= look() }, lookEvery)
  timer.unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    closing.abort()
    await looking
  })
}
