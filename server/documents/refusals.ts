import type { FastifyBaseLogger } from 'fastify'
import type { Meter } from '../core/meter.ts'
import type { Outbox } from '../core/outbox.ts'
import { recordRefusal } from './commands.ts'
import type { RefusalReason } from './refusal.ts'
import type { Room } from './room.ts'

export interface RefusalParts { outbox: Outbox, log: FastifyBaseLogger, now: () => Date, newId: () => string, meter: Meter }

/** The same person, document and reason is written down once in this time (milliseconds): the audit must not become the attack. */
const oncePer = 10_000
const mostRemembered = 10_000

/** Writes refused updates into the audit. Never throws, and nobody waits for it. */
export function createRefusals({ outbox, log, now, newId, meter }: RefusalParts): (room: Room, userId: string, reason: RefusalReason) => void {
  const lastOf = new Map<string, number>()
  return ({ id, state: { workspaceId } }, userId, reason) => {
    meter.updateRefused(reason)
    const key = `${id} ${userId} ${reason}`
    const at = now().getTime()
    if (at - (lastOf.get(key) ?? 0) < oncePer) return
    if (lastOf.size > mostRemembered) lastOf.clear()
    lastOf.set(key, at)
    log.warn({ documentId: id, userId, reason }, 'an update was refused')
    outbox.write(work => recordRefusal(work, { documentId: id, workspaceId, userId, reason }), { now, newId, caller: null })
      .catch((error: unknown) => log.error({ err: error }, 'a refused update could not be written into the audit'))
  }
}
