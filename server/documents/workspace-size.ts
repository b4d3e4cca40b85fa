import type { Kysely } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '@kopa/shared/errors.ts'
import { minute } from '@kopa/shared/time.ts'
import type { Queryable } from '../core/context.ts'
import type { Tables } from '../core/tables.ts'
import { sumDocumentBytes } from './queries.ts'

interface WorkspaceSizeParts { database: Kysely<Tables>, log: FastifyBaseLogger, /** bytes */ most: number }

/** Milliseconds until what was counted is counted again: as long as it hardly matters, and where nothing fits in and somebody may have made room. */
const [usual, soon] = [minute, 2000]
/** Counting may take this share of the time, not more: a count rests so many times as long as it took. */
const restPerCount = 20
/** Bytes written here after which it is counted soon: other nodes may have written as much. */
const uncounted = 64 * 1024 * 1024

/**
 * What the documents of one workspace take in storage, and whether more fits in. Counted from storage now and then, and in between what this
 * node has written is added: a keystroke costs an addition. It is some megabytes beside the truth at most, where several nodes write.
 */
export class WorkspaceSize {
  #parts: WorkspaceSizeParts
  #workspaceId: string
  /** what storage held when it was counted, and how much had been written here when that began */
  #counted = { bytes: 0, written: 0 }
  #written = 0
  #nextCount = -Infinity
  #isCounting = false
  #isKnown = false
  /** Something did not fit in when somebody last tried. */
  isFull = false

  constructor(parts: WorkspaceSizeParts, workspaceId: string) {
    this.#parts = parts
    this.#workspaceId = workspaceId
  }

  /** On its way to storage. */
  add(bytes: number): void {
    this.#written += bytes
  }

  /** Before it was counted for the first time, which takes a moment, everything fits in. `share`: of how much there may be. */
  fits(bytes: number, share = 1): boolean {
    const since = this.#written - this.#counted.written
    this.isFull = this.#counted.bytes + since + bytes > this.#parts.most * share
    this.countWhenDue(this.isFull || since > uncounted ? soon : usual)
    return !this.isFull
  }

  /** Within the transaction of who makes a document: for them it is counted before it is said that it fits. @throws AppError workspaceTooLarge */
  async check(transaction: Queryable, bytes: number): Promise<void> {
    if (!this.#isKnown) await this.#count(transaction)
    if (!this.fits(bytes)) throw new AppError('workspaceTooLarge')
  }

  /** Nobody waits for it. `rest`: milliseconds since it was counted last. */
  countWhenDue(rest = usual): void {
    if (this.#isCounting || performance.now() < this.#nextCount - usual + rest) return
    const { database, log } = this.#parts
    this.#count(database).catch((error: unknown) => log.warn({ err: error, workspaceId: this.#workspaceId }, 'what a workspace takes in storage could not be counted'))
  }

  async #count(database: Queryable): Promise<void> {
    const [begun, written] = [performance.now(), this.#written]
    this.#isCounting = true
    try {
      this.#counted = { bytes: await sumDocumentBytes(database, this.#workspaceId), written }
      this.#isKnown = true
    } finally {
      this.#isCounting = false
      const now = performance.now()
      this.#nextCount = now + usual + restPerCount * (now - begun)
    }
  }
}

/** The workspaces that somebody has written in, on this node. */
export class WorkspaceSizes {
  #parts: WorkspaceSizeParts
  #sizes = new Map<string, WorkspaceSize>()

  constructor(parts: WorkspaceSizeParts) {
    this.#parts = parts
  }

  of(workspaceId: string): WorkspaceSize {
    const size = this.#sizes.get(workspaceId) ?? new WorkspaceSize(this.#parts, workspaceId)
    this.#sizes.set(workspaceId, size)
    return size
  }

  /** As far as this node knows. */
  get full(): number {
    return [...this.#sizes.values()].filter(({ isFull }) => isFull).length
  }
}
