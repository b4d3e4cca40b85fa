import type { FastifyBaseLogger } from 'fastify'
import { inLogOrder } from './log-entries.ts'
import { failedPosition } from './log-others.ts'
import type { Entry, LogRoom } from './log.ts'

/** Hands each room what was stored of it, in the order of the log. A room that fails at it fails alone, and one that takes its time holds up nobody else. */
export class LogDelivery {
  #log: FastifyBaseLogger
  /** Rooms that are not done yet with what they were given last. */
  #underWay = new Map<LogRoom, Promise<void>>()

  constructor(log: FastifyBaseLogger) {
    this.#log = log
  }

  deliver(batch: readonly Entry[]): void {
    for (const [room, entries] of Map.groupBy(batch, entry => entry.room)) {
      try {
        if (entries.some(entry => entry.position === failedPosition)) room.failed(entries)
        else this.#follow(room, room.stored(inLogOrder(entries)))
      } catch (error) {
        this.#fail(room, error)
      }
    }
  }

  /** Calls back when all that was delivered to a room is in it. */
  whenIn(room: LogRoom, then: () => void): void {
    const work = this.#underWay.get(room)
    if (work) void work.then(then)
    else then()
  }

  /** Resolves when all is in its room; null: it is. */
  get rest(): Promise<unknown> | null {
    return this.#underWay.size > 0 ? Promise.all(this.#underWay.values()) : null
  }

  #follow(room: LogRoom, work: Promise<void> | void): void {
    if (!work) return
    const end = work.catch((error: unknown) => this.#fail(room, error)).finally(() => {
      if (this.#underWay.get(room) === end) this.#underWay.delete(room)
    })
    this.#underWay.set(room, end)
  }

  #fail(room: LogRoom, error: unknown): void {
    this.#log.error({ err: error, documentId: room.id }, 'stored updates could not be handed on')
    room.failed([])
  }
}
