import { sql } from 'kysely'
import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { Transaction, Work } from '../core/context.ts'
import type { ProjectionWriters, Settled } from './engine-parts.ts'

export interface NewDocument { id: string, kind: Kind, workspaceId: string, privateTo: string | null, userId: string, at: Date }

/** A document with its first update, if it starts with something. */
export async function insertDocument(transaction: Transaction, document: NewDocument, first: { clientId: number, bytes: Uint8Array } | null): Promise<void> {
  const { id, kind, workspaceId, privateTo, userId, at } = document
  await transaction.insertInto('documents').values({ id, kind, workspaceId, privateTo, createdAt: at }).execute()
  if (!first) return
  const { clientId } = first
  await transaction.insertInto('documentClients').values({ documentId: id, clientId, userId }).execute()
  await transaction.insertInto('documentUpdates').values({ documentId: id, position: 1, userId, clientId, bytes: Buffer.from(first.bytes), at }).execute()
}

export interface FoldResult<K extends Kind> extends Settled<K> {
  kind: K
  epoch: number
  snapshot: Uint8Array
  facts: Uint8Array
  /** the position of the snapshot before this one */
  before: number
}

/**
 * Stores what the keeper made, with all that is derived from it, at once or not at all.
 * The updates of the last snapshot but one are let go: readers that are a little behind still find theirs.
 * @returns false when another node has folded the document further
 */
export async function storeFold<K extends Kind>(work: Work, result: FoldResult<K>, write: ProjectionWriters[K] | undefined): Promise<boolean> {
  const { documentId, workspaceId, position, epoch, snapshot, facts, before } = result
  const { transaction, emit } = work
  const updated = await transaction.updateTable('documents')
    .set({ snapshot: Buffer.from(snapshot), snapshotPosition: position, clocks: Buffer.from(facts), foldedAt: sql`now()`, unversionedSince: sql`coalesce(unversioned_since, now())` })
    .where('id', '=', documentId).where('epoch', '=', epoch).where('snapshotPosition', '<', position)
    .returning('privateTo').executeTakeFirst()
  if (!updated) return false
  await transaction.deleteFrom('documentUpdates').where('documentId', '=', documentId).where('position', '<=', before).execute()
  await write?.(transaction, settledOf(result))
  await emit('document.settled', { documentId, workspaceId, position, privateTo: updated.privateTo }, { userId: result.changedBy })
  return true
}

const settledOf = <K extends Kind>({ documentId, workspaceId, position, projection, changedBy, at }: FoldResult<K>): Settled<K> =>
  ({ documentId, workspaceId, position, projection, changedBy, at })

/** The document cannot be read further than its snapshot: it is shown as it was, and nobody writes until somebody has looked. */
export async function flagDocument({ transaction, emit }: Work, documentId: string, reason: string, at: Date): Promise<void> {
  const document = await transaction.updateTable('documents').set({ flaggedAt: at }).where('id', '=', documentId).returning('workspaceId').executeTakeFirst()
  await emit('document.flagged', { documentId, reason }, { workspaceId: document?.workspaceId ?? null })
}

export const recordRefusal = async ({ emit }: Work, refused: { documentId: string, workspaceId: string, userId: string, reason: string }): Promise<void> =>
  emit('document.updateRefused', { documentId: refused.documentId, userId: refused.userId, reason: refused.reason }, { workspaceId: refused.workspaceId, userId: refused.userId })
