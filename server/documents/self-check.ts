import type { Kysely } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import type { Outbox } from '../core/outbox.ts'
import type { Tables } from '../core/tables.ts'
import { markChecked, storeAgain } from './commands.ts'
import { DueWork } from './due-work.ts'
import type { Keeper } from './keeper.ts'
import { packDocument } from './keeper-jobs.ts'
import { faultsIn, isSame } from './stored-faults.ts'
import { listUnchecked, readDocument, type StoredDocument } from './queries.ts'
import type { Room } from './room.ts'

export interface SelfCheckParts {
  database: Kysely<Tables>
  outbox: Outbox
  keeper: Keeper
  log: FastifyBaseLogger
  now: () => Date
  newId: () => string
  /** milliseconds after which what was stored is read again, and what it holds leaves the log: other nodes may not have taken that in before */
  age: number
  findRoom: (id: string) => Room | undefined
  /** Storage is damaged, and memory has nothing better: shown at its last good point, read only. */
  flag: (documentId: string, fault: string) => Promise<void>
}

/** Documents read again in one round; the rest waits for the next. */
const mostAtOnce = 500

/** Reads what was stored from storage again, and compares it with what was stored: a disk that lies is found within minutes. Until then the log keeps what was folded. */
export class SelfCheck {
  #parts: SelfCheckParts
  #dueWork: DueWork<string>

  constructor(parts: SelfCheckParts) {
    this.#parts = parts
    this.#dueWork = new DueWork({
      log: parts.log, list: () => listUnchecked(parts.database, { age: parts.age, most: mostAtOnce }), idOf: id => id, work: id => this.#check(id),
      unknown: 'it could not be found out which documents to read again', undone: 'a document could not be read again',
    })
  }

  tick(): void {
    this.#dueWork.tick()
  }

  close(): Promise<void> {
    return this.#dueWork.close()
  }

  async #check(id: string): Promise<void> {
    const { database, keeper, flag } = this.#parts
    const document = await readDocument(database, id)
    if (!document?.hashes || document.flaggedAt) return
    const answer = await keeper.ask<'check'>({ task: 'check', document: packDocument(document.kind, document.snapshot, document.updates.map(({ bytes }) => bytes)) })
    const [fault] = faultsIn(document, answer)
    if (!fault) return markChecked(database, id, document.snapshotPosition)
    if (!await this.#mend(document)) await flag(id, fault)
  }

  /** A node that has the document open still holds the right bytes. @returns false when this one does not */
  async #mend({ id, snapshotPosition, hashes, kind }: StoredDocument): Promise<boolean> {
    const { findRoom, keeper, outbox, log, now, newId } = this.#parts
    const state = findRoom(id)?.state
    if (!state?.snapshot || !hashes || state.snapshotPosition !== snapshotPosition) return false
    const { snapshot } = state
    const answer = await keeper.ask<'check'>({ task: 'check', document: packDocument(kind, snapshot, []) })
    if (answer.fault || !isSame(answer.snapshotHash, hashes.snapshot)) return false
    log.error({ documentId: id }, 'a document was damaged on the disk; it was stored again from memory')
    await outbox.write(work => storeAgain(work, { documentId: id, position: snapshotPosition, snapshot }), { now, newId, caller: null })
    return true
  }
}

