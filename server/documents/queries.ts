import { sql, type Kysely } from 'kysely'
import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { Queryable } from '../core/context.ts'
import type { Tables } from '../core/tables.ts'
import { readPieces } from './anchors.ts'
import { isDamaged } from './checksum.ts'
import type { Piece } from './moves.ts'
import { pieceBytes, readInPieces } from './pieces.ts'

/** `isDamaged`: these are not the bytes that were stored. */
export interface StoredUpdate { position: number, userId: string, clientId: number, bytes: Uint8Array, at: Date, isDamaged?: boolean }

export interface StoredDocument {
  id: string
  kind: Kind
  workspaceId: string
  epoch: number
  flaggedAt: Date | null
  snapshot: Uint8Array | null
  snapshotPosition: number
  /** what the keeper noted beside the snapshot (knowledge.ts, Facts) */
  facts: Uint8Array | null
  /** who wrote what, at the snapshot (ledger.ts) */
  authorship: Uint8Array | null
  /** of what the document said, and of the snapshot's bytes, when that was stored; null: not noted then */
  hashes: { content: Uint8Array, snapshot: Uint8Array } | null
  /** everything after the snapshot, without gaps */
  updates: StoredUpdate[]
  clients: { clientId: number, userId: string }[]
}

export interface DocumentFacts { kind: Kind, workspaceId: string, privateTo: string | null }

export async function findFacts(database: Queryable, id: string): Promise<DocumentFacts | null> {
  return await database.selectFrom('documents').select(['kind', 'workspaceId', 'privateTo']).where('id', '=', id).executeTakeFirst() ?? null
}

/** The company a document is private to; null: it is shared, or gone. */
export async function findPrivateTo(database: Queryable, id: string): Promise<string | null> {
  const row = await database.selectFrom('documents').select('privateTo').where('id', '=', id).executeTakeFirst()
  return row?.privateTo ?? null
}

export interface StoredPosition { id: string, epoch: number, position: number }

/** How far these documents go in storage. */
export async function readPositions(database: Queryable, ids: readonly string[]): Promise<StoredPosition[]> {
  const { rows } = await sql<StoredPosition>`select documents.id, epoch, greatest(snapshot_position, coalesce(last, 0)) as position from documents
    left join lateral (select max(position) as last from document_updates where document_id = documents.id) as log on true
    where documents.id = any(${ids}::uuid[])`.execute(database)
  return rows
}

/** Rows of a document and of what points at it, however little it says. */
export const leastBytes = 1024

/** What the documents of a workspace take in storage: snapshots, and what the log holds. Lengths lie beside the bytes, which are not read. */
export async function sumDocumentBytes(database: Queryable, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select (
    (select coalesce(sum(coalesce(length(snapshot), 0) + ${leastBytes}::int), 0) from documents where workspace_id = ${workspaceId})
    + (select coalesce(sum(length(bytes)), 0) from document_updates join documents on documents.id = document_id where workspace_id = ${workspaceId})
  )::bigint as bytes`.execute(database)
  return rows[0]?.bytes ?? 0
}

/** A document as it lies in storage, or null. */
export async function readDocument(database: Kysely<Tables>, id: string): Promise<StoredDocument | null> {
  for (let tries = 0; tries < 5; tries++) {
    const document = await readOnce(database, id)
    // Folded or begun anew between two of the queries: read again.
    if (document !== 'changed') return document
  }
  throw new Error(`the log of document ${id} has a gap`)
}

async function readOnce(database: Kysely<Tables>, id: string): Promise<StoredDocument | 'changed' | null> {
  const row = await database.selectFrom('documents')
    .select(['id', 'kind', 'workspaceId', 'epoch', 'flaggedAt', 'snapshotPosition', 'clocks', 'authorship', 'contentHash', 'snapshotHash', sql<number | null>`length(snapshot)`.as('size')])
    .where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const { snapshotPosition } = row
  const [snapshot, updates, clients] = await Promise.all([
    row.size === null ? null : readSnapshot(database, row, row.size),
    readUpdates(database, row, snapshotPosition),
    readClients(database, id),
  ])
  if (snapshot === 'changed' || !updates) return 'changed'
  const { kind, workspaceId, epoch, flaggedAt, clocks: facts, authorship, contentHash, snapshotHash } = row
  const hashes = contentHash && snapshotHash && { content: contentHash, snapshot: snapshotHash }
  return { id, kind, workspaceId, epoch, flaggedAt, snapshot, snapshotPosition, facts, authorship, hashes, updates, clients }
}

async function readSnapshot(database: Kysely<Tables>, { id, epoch, snapshotPosition }: { id: string, epoch: number, snapshotPosition: number }, size: number): Promise<Uint8Array | 'changed'> {
  const snapshot = await readInPieces(size, async (from, length) => {
    const row = await database.selectFrom('documents')
      .select(sql<Buffer>`substring(snapshot from ${sql.lit(from)} for ${sql.lit(length)})`.as('piece'))
      .where('id', '=', id).where('epoch', '=', epoch).where('snapshotPosition', '=', snapshotPosition).executeTakeFirst()
    return row?.piece ?? null
  })
  return snapshot ?? 'changed'
}

/** Rows of the log that are read at once: decoding tens of thousands in one go would make everybody wait. */
const mostRows = 1000

/** What the log holds of a document after a position, without gaps; null: it was begun anew meanwhile, is gone, or what comes after the position was folded and let go. */
export async function readUpdates(database: Queryable, { id, epoch }: { id: string, epoch: number }, after: number): Promise<StoredUpdate[] | null> {
  const updates: StoredUpdate[] = []
  for (;;) {
    const rows = await database.selectFrom('documents')
      .leftJoin('documentUpdates', join => join.onRef('documentId', '=', 'documents.id').on('position', '>', updates.at(-1)?.position ?? after))
      .select(['snapshotPosition', 'position', 'userId', 'clientId', 'checksum', 'at', sql<number>`length(bytes)`.as('size'), sql<Buffer | null>`case when length(bytes) <= ${sql.lit(pieceBytes)} then bytes end`.as('bytes')])
      .where('documents.id', '=', id).where('epoch', '=', epoch).orderBy('position').limit(mostRows).execute()
    const [first] = rows
    if (!first) return null
    const found = rows.filter(row => row.position !== null) as (StoredUpdate & { size: number, bytes: Buffer | null, checksum: number | null })[] // without any, the document stands alone
    for (const { position, userId, clientId, size, at, checksum, ...row } of found) {
      const bytes = row.bytes ?? await readLarge(database, { id, epoch, position, size })
      if (!bytes) return null
      updates.push({ position, userId, clientId, bytes, at, isDamaged: isDamaged(bytes, checksum) })
    }
    if (found.length < mostRows) return hasNoGaps(updates, after, first.snapshotPosition) ? updates : null
  }
}

const readLarge = (database: Queryable, { id, epoch, position, size }: { id: string, epoch: number, position: number, size: number }): Promise<Buffer | null> =>
  readInPieces(size, async (from, length) => {
    const row = await database.selectFrom('documents').innerJoin('documentUpdates', 'documentId', 'documents.id')
      .select(sql<Buffer>`substring(bytes from ${sql.lit(from)} for ${sql.lit(length)})`.as('piece'))
      .where('documents.id', '=', id).where('epoch', '=', epoch).where('position', '=', position).executeTakeFirst()
    return row?.piece ?? null
  })

const hasNoGaps = (updates: readonly StoredUpdate[], after: number, foldedTo: number): boolean =>
  updates.every(({ position }, index) => position === after + 1 + index) && after + updates.length >= foldedTo

async function readClients(database: Queryable, id: string): Promise<{ clientId: number, userId: string }[]> {
  return database.selectFrom('documentClients').select(['clientId', 'userId']).where('documentId', '=', id).execute()
}

/** Documents whose log holds more than their snapshot: after a crash, what the keeper still has to do. */
export async function listUnfolded(database: Queryable): Promise<string[]> {
  const rows = await database.selectFrom('documents').select('id').where('flaggedAt', 'is', null)
    .where(where => where.exists(
      where.selectFrom('documentUpdates').select('position')
        .whereRef('documentUpdates.documentId', '=', 'documents.id').whereRef('documentUpdates.position', '>', 'documents.snapshotPosition'),
    )).execute()
  return rows.map(({ id }) => id)
}

/** Documents whose snapshot was stored some milliseconds ago and not read again since, longest first. */
export async function listUnchecked(database: Queryable, { age, most }: { age: number, most: number }): Promise<string[]> {
  const rows = await database.selectFrom('documents').select('id').whereRef('checkedPosition', '<', 'snapshotPosition')
    .where('foldedAt', '<=', sql<Date>`now() - ${age}::float8 * interval '1 millisecond'`)
    // What was folded before there were hashes has nothing to be compared with, and would stand in the way of the others.
    .where('flaggedAt', 'is', null).where('contentHash', 'is not', null).orderBy('foldedAt').limit(most).execute()
  return rows.map(({ id }) => id)
}

export interface StoredAnchor { id: string, pieces: Piece[] }

/** Where the things stand that point into a document. */
export async function listAnchors(database: Queryable, documentId: string): Promise<StoredAnchor[]> {
  const rows = await database.selectFrom('anchors').select(['id', 'pieces']).where('documentId', '=', documentId).orderBy('id').execute()
  return rows.map(({ id, pieces }) => ({ id, pieces: readPieces(pieces) }))
}
