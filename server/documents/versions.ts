import type { Kysely } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import type { Projections } from '@kopa/shared/documents/kinds.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import type { VersionReason } from '@kopa/shared/documents/versions.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Queryable, Transaction, Work } from '../core/context.ts'
import type { Outbox } from '../core/outbox.ts'
import type { Tables } from '../core/tables.ts'
import { DueWork } from './due-work.ts'
import { freshClientId, type Edit } from './edit.ts'
import type { ProjectionWriters } from './engine-parts.ts'
import type { Keeper } from './keeper.ts'
import { packDocument, type Derived, type PackedDocument } from './keeper-jobs.ts'
import { writeFacts } from './knowledge.ts'
import type { Room } from './room.ts'
import { findFacts, readDocument, readPositions, type DocumentFacts, type StoredDocument, type StoredUpdate } from './queries.ts'
import { recordRestored, storeRebuilt, storeVersion, type NewVersion, type Rebuilding, type Rebuilt } from './version-commands.ts'
import { findKeyframe, findVersion, listDue, type DueVersion, listStoredVersions, readPackedVersion, type ReaderCompany, type StoredVersion } from './version-queries.ts'

export interface VersionParts {
  database: Kysely<Tables>
  outbox: Outbox
  keeper: Keeper
  log: FastifyBaseLogger
  now: () => Date
  newId: () => string
  edit: (edit: Edit) => Promise<number | null>
  projections: ProjectionWriters
  config: VersionConfig
}

/** Milliseconds. A version is made by itself after so long without a change, or of work since the last one. */
export interface VersionConfig { versionAfterQuiet: number, versionAfterWork: number }

export interface Wanted { documentId: string, reason: VersionReason, name?: string, userId?: string | null }
/** Positions up to which documents remember nothing that was deleted, by document. */
export type Forgotten = Map<string, number>
export interface ReadVersion { version: StoredVersion, content: unknown }

/** What begins a document anew, and how its people are sent away. In the same epoch their copies stay good: they come back. */
export const rebuildings = [
  ['document.historyErased', closeCode.otherEpoch], ['document.straightened', closeCode.otherEpoch], ['document.reopened', closeCode.otherEpoch],
  ['document.logForgotten', closeCode.rightsChanged],
] as const

/** Documents looked at in one round; the rest waits for the next. */
const mostAtOnce = 20
/** Documents written anew side by side: each takes a thread, and then a connection. */
const forgottenAtOnce = 4

/** Versions of documents: made, read, brought back, erased. All from storage, so that any node can do it. */
export class Versions {
  #parts: VersionParts
  #dueWork: DueWork<DueVersion>

  constructor(parts: VersionParts) {
    this.#parts = parts
    this.#dueWork = new DueWork({
      log: parts.log, list: () => this.#listDue(), idOf: ({ id }) => id,
      work: ({ id, isIdle }) => this.capture({ documentId: id, reason: isIdle ? 'idle' : 'work' }),
      unknown: 'it could not be found out which versions are due', undone: 'a version could not be made',
    })
  }

  /** @returns null when the last version says the same already, and this one was not asked for by name */
  async capture({ documentId, reason, name = '', userId = null }: Wanted): Promise<StoredVersion | null> {
    const document = asShown(await this.#read(documentId))
    return this.#store(packStored(document), { documentId, epoch: document.epoch, position: positionOf(document), reason, name, userId })
  }

  /** A version of what the snapshot says, without what was written since. */
  async captureSnapshot({ id: documentId, state: { kind, epoch, snapshot, snapshotPosition: position } }: Room): Promise<void> {
    if (snapshot) await this.#store(packDocument(kind, snapshot, []), { documentId, epoch, position, reason: 'work', name: '', userId: null })
  }

  async #store(document: PackedDocument, about: Pick<NewVersion, 'documentId' | 'epoch' | 'position' | 'reason' | 'name' | 'userId'>): Promise<StoredVersion | null> {
    const { database, keeper, outbox, now, newId } = this.#parts
    const keyframe = await findKeyframe(database, about.documentId)
    const packed = await keeper.ask<'packVersion'>({ task: 'packVersion', document, keyframe: keyframe && Uint8Array.from(keyframe.bytes) }, about.userId)
    const version = { ...packed, ...about, id: newId(), keyframeId: packed.hasKeyframe ? keyframe?.id ?? null : null, at: now() }
    return outbox.write(work => storeVersion(work, version), { now, newId, caller: null })
  }

  list(documentId: string, company: ReaderCompany, before?: string): Promise<StoredVersion[]> {
    return listStoredVersions(this.#parts.database, documentId, company, before)
  }

  /** @param userId who waits for it. @throws AppError notFound */
  async read(documentId: string, company: ReaderCompany, versionId: string, userId: string): Promise<ReadVersion> {
    const { database, keeper } = this.#parts
    const [version, packed, { kind }] = await Promise.all([findVersion(database, documentId, company, versionId), readPackedVersion(database, documentId, versionId), this.#factsOf(documentId)])
    if (!version || !packed) throw new AppError('notFound')
    const { content } = await keeper.ask<'readVersion'>({ task: 'readVersion', kind, version: packed }, userId)
    return { version, content }
  }

  /**
   * A new edit by a named author; what the document says now is kept first. `args`: what its kind has to know besides.
   * @returns what its kind tells of what was done; undefined where it had to be begun anew. @throws AppError notFound
   */
  async restore(documentId: string, company: ReaderCompany, versionId: string, { userId, args = [] }: { userId: string, args?: readonly unknown[] }): Promise<unknown> {
    const { content } = await this.read(documentId, company, versionId, userId)
    const document = await this.#read(documentId)
    const kept = this.capture({ documentId, reason: 'restore', userId })
    if (document.flaggedAt) {
      await kept.catch((error: unknown) => this.#parts.log.error({ err: error, documentId }, 'a document that cannot be read could not be kept as it was'))
      await this.#reopen(document, { versionId, content }, userId)
      return undefined
    }
    await kept
    const { outbox, now, newId, edit } = this.#parts
    const along = outbox.along(work => recordRestored(work, { documentId, versionId }, userId), { now, newId, caller: null })
    let told: unknown
    await edit({ documentId, userId, verb: 'revert', args: [content, ...args], isReturn: true, along, told: answer => { told = answer; return Promise.resolve() } })
    return told
  }

  /** Everything but what the document says now is gone. @throws AppError broken when not all of it can be read */
  async erase(documentId: string, userId: string): Promise<void> {
    const document = await this.#read(documentId)
    if (!await this.#beginEpoch(document, { erasedBy: userId }, stored => this.#refold(stored))) throw new AppError('unavailable')
  }

  /**
   * The wall around these is about to come down: what their company has deleted behind it is in no log from here on, and their versions stay
   * that company's. @returns how far each was forgotten. @throws AppError broken when not all of one can be read
   */
  async forgetDeleted(documentIds: readonly string[], userId: string): Promise<Forgotten> {
    const forgotten: Forgotten = new Map()
    const written = await listWritten(this.#parts.database, documentIds, forgotten)
    const forget = async (id: string) => { forgotten.set(id, await this.#forget(id, userId)) }
    for (let from = 0; from < written.length; from += forgottenAtOnce) await Promise.all(written.slice(from, from + forgottenAtOnce).map(forget))
    return forgotten
  }

  async #forget(documentId: string, userId: string): Promise<number> {
    const document = await this.#read(documentId)
    if (!await this.#beginEpoch(document, { sharedBy: userId }, stored => this.#refold(stored))) throw new AppError('unavailable')
    return positionOf(document)
  }

  /** What was written since then, in the transaction that takes the wall down: it holds these documents, so that nobody writes into them. */
  async forgetRest(work: Work, documentIds: readonly string[], forgotten: Forgotten, userId: string): Promise<void> {
    for (const id of await listWritten(work.transaction, documentIds, forgotten)) {
      const document = await readDocument(work.transaction, id)
      const store = document && await this.#prepareEpoch(document, { sharedBy: userId }, stored => this.#refold(stored))
      if (!await store?.(work)) throw new AppError('unavailable')
    }
  }

  /** The document is written anew as it reads for whoever opens it now. @throws AppError broken when not all of it can be read */
  async straighten(documentId: string, writtenBy: string | null): Promise<void> {
    const document = await this.#read(documentId)
    await this.#beginEpoch(document, { writtenBy }, stored => this.#parts.keeper.ask<'straighten'>({ task: 'straighten', ...derivingOf(stored), clientId: freshClientId(id => stored.clients.some(({ clientId }) => clientId === id)) }))
  }

  /** What cannot be read stays behind in the old epoch: whoever may restore gets everybody out of a document that somebody has broken. */
  async #reopen(document: StoredDocument, { versionId, content }: { versionId: string, content: unknown }, userId: string): Promise<void> {
    const { keeper } = this.#parts
    const clientId = freshClientId(id => document.clients.some(client => client.clientId === id))
    const derive = async (): Promise<Derived> => {
      const { update: bytes } = await keeper.ask<'edit'>({ task: 'edit', document: packDocument(document.kind, null, []), clientId, verb: 'fill', args: [content] })
      return keeper.ask<'fold'>({ task: 'fold', document: packDocument(document.kind, null, bytes ? [bytes] : []), owners: [[clientId, userId]], authorship: null })
    }
    if (!await this.#beginEpoch(document, { reopenedBy: userId, clientId, versionId }, derive)) throw new AppError('unavailable')
  }

  /** @returns false when somebody else began one meanwhile */
  async #beginEpoch(document: StoredDocument, because: Rebuilding['because'], derive: (stored: StoredDocument) => Promise<Derived>): Promise<boolean> {
    const { outbox, now, newId } = this.#parts
    return outbox.write(await this.#prepareEpoch(document, because, derive), { now, newId, caller: null })
  }

  /** Answers what stores it, with what was written meanwhile. */
  async #prepareEpoch(document: StoredDocument, because: Rebuilding['because'], derive: (stored: StoredDocument) => Promise<Derived>): Promise<(work: Work) => Promise<boolean>> {
    const rebuild = async (stored: StoredDocument): Promise<Rebuilt> => {
      const derived = await derive(stored)
      return { position: positionOf(stored), derived, facts: writeFacts(derived) }
    }
    const rebuilt = await rebuild(document)
    const goOn = (_before: Rebuilt, later: readonly StoredUpdate[]) => rebuild({ ...document, updates: [...document.updates, ...later] })
    const project = (transaction: Transaction, workspaceId: string, { before, position, derived: { projection } }: Rebuilt & { before: number }) => this.#project(transaction, document, { workspaceId, before, position, projection })
    return work => storeRebuilt(work, { documentId: document.id, epoch: document.epoch, because, rebuilt, goOn, project })
  }

  /** A fold collects garbage: what was deleted is not in it. */
  async #refold(stored: StoredDocument): Promise<Derived> {
    const fold = await this.#parts.keeper.ask<'fold'>({ task: 'fold', ...derivingOf(stored), forgets: true })
    if (fold.fault) throw new AppError('broken')
    return fold
  }

  async #project(transaction: Transaction, { id, kind }: StoredDocument, { workspaceId, before, position, projection }: { workspaceId: string, before: number, position: number, projection: unknown }): Promise<void> {
    const { projections, now } = this.#parts
    // The worker projects with the model of this very kind.
    const write = projections[kind] as ProjectionWriters['page']
    await write?.(transaction, { documentId: id, workspaceId, before, position, projection: projection as Projections['page'], changedBy: null, at: now() })
  }

  /** Versions that are due by themselves. */
  tick(): void {
    this.#dueWork.tick()
  }

  close(): Promise<void> {
    return this.#dueWork.close()
  }

  #listDue(): Promise<DueVersion[]> {
    const { database, now, config: { versionAfterQuiet, versionAfterWork } } = this.#parts
    const ago = (milliseconds: number) => new Date(now().getTime() - milliseconds)
    return listDue(database, { idleSince: ago(versionAfterQuiet), workSince: ago(versionAfterWork), most: mostAtOnce })
  }

  async #read(documentId: string): Promise<StoredDocument> {
    const document = await readDocument(this.#parts.database, documentId)
    if (!document) throw new AppError('notFound')
    // As it will be, once somebody opens it.
    return document.updates.some(({ isDamaged }) => isDamaged) ? { ...document, flaggedAt: document.flaggedAt ?? this.#parts.now() } : document
  }

  async #factsOf(documentId: string): Promise<DocumentFacts> {
    const facts = await findFacts(this.#parts.database, documentId)
    if (!facts) throw new AppError('notFound')
    return facts
  }
}

/** Those of the documents in which something was written, beyond what is forgotten. */
async function listWritten(database: Queryable, ids: readonly string[], forgotten: Forgotten): Promise<string[]> {
  const positions = await readPositions(database, ids)
  return positions.filter(({ id, position }) => position > (forgotten.get(id) ?? 0)).map(({ id }) => id).toSorted()
}

/** Of what cannot be read further, people see the snapshot only. */
const asShown = (document: StoredDocument): StoredDocument => (document.flaggedAt ? { ...document, updates: [] } : document)
const packStored = ({ kind, snapshot, updates }: StoredDocument) => packDocument(kind, snapshot, updates.map(({ bytes }) => bytes))
/** @throws AppError broken where not all of it is what was stored */
function derivingOf(document: StoredDocument) {
  if (document.updates.some(({ isDamaged }) => isDamaged)) throw new AppError('broken')
  return {
    document: packStored(document), authorship: document.authorship && Uint8Array.from(document.authorship),
    owners: document.clients.map(({ clientId, userId }) => [clientId, userId] as const),
  }
}

const positionOf = ({ snapshotPosition, updates }: { snapshotPosition: number, updates: readonly StoredUpdate[] }): number => updates.at(-1)?.position ?? snapshotPosition
