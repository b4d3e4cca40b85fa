import { sql } from 'kysely'
import type { VersionReason } from '@kopa/shared/documents/versions.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Transaction, Work } from '../core/context.ts'
import { columnsOf, forwardAnchors } from './commands.ts'
import type { Derived } from './keeper-jobs.ts'
import { findFacts, readUpdates, type StoredUpdate } from './queries.ts'
import type { VersionBytes } from './version-bytes.ts'
import type { StoredVersion } from './version-queries.ts'

export interface NewVersion extends VersionBytes {
  id: string
  documentId: string
  epoch: number
  /** of the last update that is in it */
  position: number
  reason: VersionReason
  name: string
  userId: string | null
  keyframeId: string | null
  at: Date
}

/**
 * Stores a version, unless it was made by itself and says what the last one says.
 * @returns null when it was not needed, or the document was rebuilt meanwhile
 */
export async function storeVersion({ transaction, emit }: Work, version: NewVersion): Promise<StoredVersion | null> {
  const { id, documentId, epoch, position, reason, name, userId, at, hash } = version
  // Two nodes may think of it at the same moment: one after the other.
  const document = await transaction.updateTable('documents')
    .set({ unversionedSince: sql`case when snapshot_position <= ${position} then null else unversioned_since end` })
    .where('id', '=', documentId).where('epoch', '=', epoch).returning(['workspaceId', 'privateTo']).executeTakeFirst()
  if (!document) return null
  const contentHash = Buffer.from(hash)
  const last = await transaction.selectFrom('versions').select('contentHash').where('documentId', '=', documentId)
    .where('privateTo', 'is not distinct from', document.privateTo).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (reason !== 'named' && last?.contentHash.equals(contentHash)) return null
  await transaction.insertInto('versions').values({
    id, documentId, epoch, position, reason, name, createdBy: userId, createdAt: at, contentHash,
    keyframeId: version.keyframeId, bytes: Buffer.from(version.bytes), stateSize: version.stateSize, privateTo: document.privateTo,
  }).execute()
  await emit('version.created', { versionId: id, documentId, reason, ...document }, { userId })
  return { id, reason, name, createdAt: at, createdBy: userId, contentHash }
}

/** What a document says now, as it shall lie in storage. */
export interface Rebuilt { position: number, facts: Uint8Array, derived: Derived }

/** It could not be read any more: what a version of it said was written anew, in the name of whoever asked. */
export interface Reopened { reopenedBy: string, clientId: number, versionId: string }

export interface Rebuilding {
  documentId: string
  epoch: number
  /** Why: everything that was ever deleted shall be gone, something stood the wrong way round, it could not be read; or (in the same epoch: copies stay good) a wall comes down. */
  because: { erasedBy: string } | { writtenBy: string | null } | { sharedBy: string } | Reopened
  rebuilt: Rebuilt
  /** Takes in what was written since. */
  goOn: (rebuilt: Rebuilt, later: readonly StoredUpdate[]) => Promise<Rebuilt>
  /** Writes what is derived from the document: that may still hold what was deleted a moment ago. */
  project: (transaction: Transaction, workspaceId: string, rebuilt: Rebuilt & { before: number }) => Promise<void>
}

/**
 * Begins anew with what the document says now, mostly in a new epoch. Erased: everything that was ever deleted from it is gone from storage.
 * @returns false when it was rebuilt by somebody else meanwhile
 * @throws AppError unavailable when what was written meanwhile cannot be had any more
 */
export async function storeRebuilt({ transaction, emit }: Work, { documentId, epoch, because, rebuilt: before, goOn, project }: Rebuilding): Promise<boolean> {
  // Whoever appends to the log holds this row with a weaker lock: from here on nobody does.
  const own = transaction.selectFrom('documents').select('snapshotPosition as before').where('id', '=', documentId).where('epoch', '=', epoch)
  const stored = await own.forUpdate().executeTakeFirst()
  if (!stored) return false
  const later = await readUpdates(transaction, { id: documentId, epoch }, before.position)
  // It took so long that some of it was folded and let go.
  if (!later) throw new AppError('unavailable')
  const rebuilt = later.length === 0 ? before : await goOn(before, later)
  const document = await transaction.updateTable('documents').set({
    epoch: 'sharedBy' in because ? epoch : epoch + 1, ...columnsOf(rebuilt.derived, rebuilt.facts), snapshotPosition: rebuilt.position, unversionedSince: sql`now()`, flaggedAt: null,
  }).where('id', '=', documentId).returning(['workspaceId', 'privateTo']).executeTakeFirstOrThrow()
  await transaction.deleteFrom('documentUpdates').where('documentId', '=', documentId).execute()
  await forwardAnchors(transaction, documentId, rebuilt.derived.moves)
  await project(transaction, document.workspaceId, { ...rebuilt, ...stored })
  if ('reopenedBy' in because) {
    await transaction.insertInto('documentClients').values({ documentId, clientId: because.clientId, userId: because.reopenedBy }).execute()
    await emit('document.reopened', { documentId, epoch: epoch + 1, ...document }, { userId: because.reopenedBy })
    await emit('version.restored', { documentId, versionId: because.versionId, ...document }, { userId: because.reopenedBy })
    return true
  }
  if ('sharedBy' in because) {
    await emit('document.logForgotten', { documentId, ...document }, { userId: because.sharedBy })
    return true
  }
  if ('writtenBy' in because) {
    await emit('document.straightened', { documentId, epoch: epoch + 1, ...document, ...because }, { userId: null })
    return true
  }
  await deleteVersions(transaction, documentId)
  await emit('document.historyErased', { documentId, epoch: epoch + 1, ...document }, { userId: because.erasedBy })
  return true
}

async function deleteVersions(transaction: Transaction, documentId: string): Promise<void> {
  await transaction.deleteFrom('versions').where('documentId', '=', documentId).where('keyframeId', 'is not', null).execute()
  await transaction.deleteFrom('versions').where('documentId', '=', documentId).execute()
}

export async function recordRestored({ transaction, emit }: Work, { documentId, versionId }: { documentId: string, versionId: string }, userId: string): Promise<void> {
  const facts = await findFacts(transaction, documentId)
  if (facts) await emit('version.restored', { versionId, documentId, workspaceId: facts.workspaceId, privateTo: facts.privateTo }, { userId })
}
