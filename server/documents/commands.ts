import { sql } from 'kysely'
import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { Queryable, Transaction, Work } from '../core/context.ts'
import { forward, triplesOf } from './anchors.ts'
import { checksumOf } from './checksum.ts'
import type { ProjectionWriters, Settled } from './engine-parts.ts'
import type { Derived } from './keeper-jobs.ts'
import type { Move, Piece } from './moves.ts'
import { findPrivateTo, listAnchors } from './queries.ts'

export interface NewDocument { id: string, kind: Kind, workspaceId: string, privateTo: string | null, userId: string, at: Date }

/** A document with its first update, if it starts with something. */
export async function insertDocument(transaction: Transaction, document: NewDocument, first: { clientId: number, bytes: Uint8Array } | null): Promise<void> {
  const { id, kind, workspaceId, privateTo, userId, at } = document
  await transaction.insertInto('documents').values({ id, kind, workspaceId, privateTo, createdAt: at }).execute()
  if (!first) return
  const { clientId } = first
  await transaction.insertInto('documentClients').values({ documentId: id, clientId, userId }).execute()
  await transaction.insertInto('documentUpdates').values({ documentId: id, position: 1, userId, clientId, bytes: Buffer.from(first.bytes), checksum: checksumOf(first.bytes), at }).execute()
}

/** What a document starts with: updates of one client, in their order. */
export interface ComposedDocument extends NewDocument { clientId: number, updates: readonly Uint8Array[] }

/** Rows of one statement, and bytes: making one ready keeps everybody else waiting. */
const atOnce = { rows: 100, bytes: 256 * 1024 }

/** Many documents that were composed elsewhere, in few statements. They are folded when somebody opens them. */
export async function insertDocuments(transaction: Transaction, documents: readonly ComposedDocument[]): Promise<void> {
  for (let from = 0; from < documents.length; from += atOnce.rows) {
    const some = documents.slice(from, from + atOnce.rows)
    await transaction.insertInto('documents').values(some.map(({ id, kind, workspaceId, privateTo, at }) => ({ id, kind, workspaceId, privateTo, createdAt: at }))).execute()
    await transaction.insertInto('documentClients').values(some.map(({ id, clientId, userId }) => ({ documentId: id, clientId, userId }))).execute()
    const rows = some.flatMap(({ id, clientId, userId, at, updates }) => updates.map((bytes, index) => ({ documentId: id, position: index + 1, userId, clientId, bytes: asBuffer(bytes), checksum: checksumOf(bytes), at })))
    for (const few of inPieces(rows)) await transaction.insertInto('documentUpdates').values(few).execute()
  }
}

function inPieces<R extends { bytes: Buffer }>(rows: readonly R[]): R[][] {
  const pieces: R[][] = []
  let size = Infinity
  for (const row of rows) {
    size += row.bytes.length
    if (size > atOnce.bytes || pieces.at(-1)?.length === atOnce.rows) {
      pieces.push([])
      size = row.bytes.length
    }
    pieces.at(-1)?.push(row)
  }
  return pieces
}

/** The same bytes, as the database's driver wants them. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength)

export interface FoldResult<K extends Kind> extends Omit<Settled<K>, 'before'> {
  kind: K
  epoch: number
  derived: Derived
  facts: Uint8Array
  /** most of the text that was there is gone */
  isEmptied: boolean
}

/**
 * Stores what the keeper made, with all that is derived from it, at once or not at all.
 * The updates of the last snapshot but one are let go: readers that are a little behind still find theirs (those of this one go when it was read
 * again, `markChecked`). The last one is that of storage: another node may have folded some of it meanwhile.
 * @returns false when another node has folded the document further
 */
export async function storeFold<K extends Kind>(work: Work, result: FoldResult<K>, write: ProjectionWriters[K] | undefined): Promise<boolean> {
  const { documentId, workspaceId, position, epoch, derived, facts } = result
  const { transaction, emit } = work
  const stored = await transaction.selectFrom('documents').select(['snapshotPosition as before', 'privateTo'])
    .where('id', '=', documentId).where('epoch', '=', epoch).where('snapshotPosition', '<', position).forNoKeyUpdate().executeTakeFirst()
  if (!stored) return false
  const { before, privateTo } = stored
  await transaction.updateTable('documents')
    .set({ ...columnsOf(derived, facts), snapshotPosition: position, unversionedSince: sql`coalesce(unversioned_since, now())` })
    .where('id', '=', documentId).execute()
  await transaction.deleteFrom('documentUpdates').where('documentId', '=', documentId).where('position', '<=', before).execute()
  await forwardAnchors(transaction, documentId, derived.moves)
  const also = await write?.(transaction, settledOf(result, before)) ?? []
  if (result.isEmptied) await emit('document.emptied', { documentId, workspaceId, privateTo }, { userId: result.changedBy })
  await emit('document.settled', { documentId, kind: result.kind, workspaceId, position, privateTo, ...(also.length > 0 && { also }) }, { userId: result.changedBy })
  return true
}

const settledOf = <K extends Kind>({ documentId, workspaceId, position, projection, changedBy, at }: FoldResult<K>, before: number): Settled<K> =>
  ({ documentId, workspaceId, before, position, projection, changedBy, at })

/** The document cannot be read further than its snapshot: it is shown as it was, and nobody writes until somebody has looked. */
export async function flagDocument({ transaction, emit }: Work, documentId: string, reason: string, at: Date): Promise<void> {
  const document = await transaction.updateTable('documents').set({ flaggedAt: at }).where('id', '=', documentId).returning(['workspaceId', 'privateTo']).executeTakeFirst()
  await emit('document.flagged', { documentId, reason, privateTo: document?.privateTo ?? null }, { workspaceId: document?.workspaceId ?? null })
}

/** A wall that comes down later does not tell what was tried behind it. */
export async function recordRefusal({ transaction, emit }: Work, { documentId, workspaceId, userId, reason }: { documentId: string, workspaceId: string, userId: string, reason: string }): Promise<void> {
  await emit('document.updateRefused', { documentId, userId, reason, privateTo: await findPrivateTo(transaction, documentId) }, { workspaceId, userId })
}

/** The columns of a document that the keeper makes. */
export const columnsOf = ({ snapshot, authorship, hash, snapshotHash }: Derived, facts: Uint8Array) => ({
  snapshot: asBuffer(snapshot), clocks: asBuffer(facts), authorship: authorship && asBuffer(authorship),
  contentHash: asBuffer(hash), snapshotHash: asBuffer(snapshotHash), foldedAt: sql<Date>`now()`,
})

/** Points at characters of a document, for as long as the document is: the keeper moves it along with them. */
export async function insertAnchor(transaction: Transaction, { id, documentId, pieces, at }: { id: string, documentId: string, pieces: readonly Piece[], at: Date }): Promise<void> {
  await transaction.insertInto('anchors').values({ id, documentId, pieces: JSON.stringify(triplesOf(pieces)), createdAt: at }).execute()
}

export async function deleteAnchor(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('anchors').where('id', '=', id).execute()
}

/** Moves what stands on text that was written again elsewhere. */
export async function forwardAnchors(transaction: Transaction, documentId: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const anchors = await listAnchors(transaction, documentId)
  const moved = anchors.flatMap(({ id, pieces }) => {
    const now = forward(pieces, moves)
    return now === pieces ? [] : [{ id, pieces: triplesOf(now) }]
  })
  if (moved.length === 0) return
  await sql`update anchors set pieces = moved.pieces from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as moved(id uuid, pieces jsonb)
    where anchors.id = moved.id`.execute(transaction)
}

/**
 * The snapshot says what it said when it was stored: what it holds leaves the log (docs/decisions/0040). First the rows, then the mark: after
 * a crash in between it is read once more. Whoever writes meanwhile waits for the mark alone.
 */
export async function markChecked(database: Queryable, documentId: string, position: number): Promise<void> {
  await database.deleteFrom('documentUpdates').where('documentId', '=', documentId).where('position', '<=', position).execute()
  await database.updateTable('documents').set({ checkedPosition: position }).where('id', '=', documentId).where('snapshotPosition', '=', position).execute()
}

/** What lies on the disk is damaged, what is in memory is not. */
export async function storeAgain({ transaction, emit }: Work, { documentId, position, snapshot }: { documentId: string, position: number, snapshot: Uint8Array }): Promise<void> {
  const document = await transaction.updateTable('documents').set({ snapshot: Buffer.from(snapshot) })
    .where('id', '=', documentId).where('snapshotPosition', '=', position).returning(['workspaceId', 'privateTo']).executeTakeFirst()
  if (document) await emit('document.mended', { documentId, privateTo: document.privateTo }, { workspaceId: document.workspaceId })
}
