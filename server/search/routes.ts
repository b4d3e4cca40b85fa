import type { FastifyInstance } from 'fastify'
import { search } from '@kopa/shared/search/contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { startFilling, writeLateDescriptions } from './fill-commands.ts'
import { findEverywhere } from './queries.ts'

export function registerSearch(app: FastifyInstance, parts: MountParts): void {
  parts.outbox.on('document.settled', ({ payload: { documentId } }) => writeLateDescriptions(parts, documentId))
  mount(app, search, {
    search: ({ database, caller, now }, question) => findEverywhere(database, caller, question, now()),
  }, parts)
  let filling: ReturnType<typeof startFilling> | null = null
  app.addHook('onReady', async () => { filling = startFilling(parts) })
  app.addHook('preClose', async () => filling?.stop())
}
