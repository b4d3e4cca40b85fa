import { sql } from 'kysely'
import type { VersionReason } from '@kopa/shared/documents/versions.ts'
import type { Queryable } from '../core/context.ts'
import type { PackedVersion } from './version-bytes.ts'

export interface StoredVersion { id: string, reason: VersionReason, name: string, createdAt: Date, createdBy: string | null, contentHash: Buffer }

const mostListed = 100
const listed = ['id', 'reason', 'name', 'createdAt', 'createdBy', 'contentHash'] as const

/** Whose eyes: what was kept behind another company's wall does not exist for them. null: everybody's. */
export type ReaderCompany = string | null
const isFor = (company: ReaderCompany) => sql<boolean>`(${company}::uuid is null or private_to is null or private_to = ${company}::uuid)`

/** Latest first. `before`: of this document, where the last list ended. */
export async function listStoredVersions(database: Queryable, documentId: string, company: ReaderCompany, before?: string): Promise<StoredVersion[]> {
  const place = before === undefined ? null : await findVersion(database, documentId, company, before)
  return database.selectFrom('versions').select(listed).where('documentId', '=', documentId).where(isFor(company))
    .$if(place !== null, query => query.where(sql<boolean>`(created_at, id) < (${place?.createdAt}, ${place?.id}::uuid)`))
    .orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(mostListed).execute()
}

export async function findVersion(database: Queryable, documentId: string, company: ReaderCompany, id: string): Promise<StoredVersion | null> {
  return await database.selectFrom('versions').select(listed).where('documentId', '=', documentId).where('id', '=', id).where(isFor(company)).executeTakeFirst() ?? null
}

/** The bytes of a version, with those of the keyframe that they need. */
export async function readPackedVersion(database: Queryable, documentId: string, id: string): Promise<PackedVersion | null> {
  const row = await database.selectFrom('versions').leftJoin('versions as keyframes', 'keyframes.id', 'versions.keyframeId')
    .select(['versions.bytes', 'versions.stateSize', 'keyframes.bytes as keyframe'])
    .where('versions.documentId', '=', documentId).where('versions.id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The last version that stands alone: the next one is compressed against it. */
export async function findKeyframe(database: Queryable, documentId: string): Promise<{ id: string, bytes: Buffer } | null> {
  return await database.selectFrom('versions').select(['id', 'bytes']).where('documentId', '=', documentId).where('keyframeId', 'is', null)
    .orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst() ?? null
}

export interface DueVersion { id: string, isIdle: boolean }
export interface DueRules { idleSince: Date, workSince: Date, most: number }

/** Documents that say something new, and either nobody has written for a while or it has been new for long. */
export async function listDue(database: Queryable, { idleSince, workSince, most }: DueRules): Promise<DueVersion[]> {
  const rows = await database.selectFrom('documents').select(['id', 'foldedAt']).where('unversionedSince', 'is not', null).where('flaggedAt', 'is', null)
    .where(where => where.or([where('foldedAt', '<', idleSince), where('unversionedSince', '<', workSince)]))
    .orderBy('foldedAt').limit(most).execute()
  return rows.map(({ id, foldedAt }) => ({ id, isIdle: foldedAt !== null && foldedAt < idleSince }))
}
