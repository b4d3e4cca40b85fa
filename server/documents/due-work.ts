import type { FastifyBaseLogger } from 'fastify'

interface DueWorkParts<T> {
  log: FastifyBaseLogger
  /** What is due now; the rest waits for the next round. */
  list: () => Promise<T[]>
  idOf: (due: T) => string
  work: (due: T) => Promise<unknown>
  /** For the log: what could not be found out, and what could not be done with a document. */
  unknown: string
  undone: string
}

/** Work on documents that comes due by itself: one round at a time, one document after the other, and the trouble of one stops no other. */
export class DueWork<T> {
  #parts: DueWorkParts<T>
  #round: Promise<void> | null = null

  constructor(parts: DueWorkParts<T>) {
    this.#parts = parts
  }

  /** Never throws. */
  tick(): void {
    this.#round ??= this.#doAll().finally(() => { this.#round = null })
  }

  async close(): Promise<void> {
    await this.#round
  }

  async #doAll(): Promise<void> {
    const { log, list, idOf, work, unknown, undone } = this.#parts
    try {
      for (const due of await list()) await work(due).catch((error: unknown) => log.error({ err: error, documentId: idOf(due) }, undone))
    } catch (error) {
      log.warn({ err: error }, unknown)
    }
  }
}
