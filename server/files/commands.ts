import type { Readable } from 'node:stream'
import { AppError } from '@kopa/shared/errors.ts'
import { mostFileBytes } from '@kopa/shared/files/contract.ts'
import type { MemberContext } from '../core/context.ts'
import { getPageRow } from '../pages/queries.ts'
import { imageHeadBytes, readImageKind } from './image.ts'
import type { FileStorage, StoredBytes } from './storage.ts'

export interface Upload { name: string, bytes: Readable }

/** The bytes are durable before the row says so; a file that is refused leaves nothing behind. */
export async function uploadImage(context: MemberContext, pageId: string, { name, bytes }: Upload, storage: FileStorage) {
  const { workspaceId, actor } = context
  const page = await getPageRow(context.database, actor, workspaceId, pageId)
  if (page.archivedAt) throw new AppError('pageArchived')
  const id = context.newId()
  const stored = await storage.store(id, bytes, mostFileBytes)
  if (!stored.isWhole) throw new AppError('fileTooLarge', { most: mostFileBytes / 2 ** 20 })
  try {
    return await recordImage(context, { id, pageId, name: cleanName(name) }, stored, storage)
  } catch (error) {
    await storage.remove(id)
    throw error
  }
}

async function recordImage(context: MemberContext, { id, pageId, name }: { id: string, pageId: string, name: string }, stored: StoredBytes, storage: FileStorage) {
  const { workspaceId, actor: { userId } } = context
  const kind = readImageKind(await storage.head(id, imageHeadBytes))
  if (!kind) throw new AppError('notAnImage')
  const { size, sha256 } = stored
  await context.write(async ({ transaction, emit }) => {
    await transaction.insertInto('files').values({ id, workspaceId, pageId, name, ...kind, size, sha256, createdBy: userId, createdAt: context.now() }).execute()
    await emit('file.uploaded', { workspaceId, pageId, fileId: id })
  })
  return { id, url: `/api/files/${id}`, name, width: kind.width, height: kind.height }
}

/** A name is for people only; control characters and path parts have no business in it. */
const cleanName = (name: string): string => name.replace(/^.*[\\/]/, '').replace(/\p{Cc}/gu, '').slice(0, 200) || 'image'
