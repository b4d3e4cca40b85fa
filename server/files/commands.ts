import type { Readable } from 'node:stream'
import { AppError } from '@kopa/shared/errors.ts'
import { mostFileBytes, mostImageBytes } from '@kopa/shared/files/contract.ts'
import { fileNameOf } from '@kopa/shared/files/file-name.ts'
import { findSide, getBoardRow } from '../boards/queries.ts'
import type { MemberContext, Transaction, Work } from '../core/context.ts'
import { getPageRow } from '../pages/queries.ts'
import { imageHeadBytes, type ImageKind, readImageKind } from './image.ts'
import type { FileStorage, StoredBytes } from './storage.ts'
import { takeBackBytes } from './taken-back.ts'

/** Makes a file's name known to search, in the transaction that stores its row. */
export type NoteFile = (transaction: Transaction, fileId: string) => Promise<void>

export interface FileKeeping { storage: FileStorage, noteFile: NoteFile }

export interface Upload { name: string, bytes: Readable }

interface FileKind { contentType: string, width: number | null, height: number | null }
interface StoredFile extends StoredBytes { id: string, kind: ImageKind | null }

/** An image in a page. */
export async function uploadImage(context: MemberContext, pageId: string, { name, bytes }: Upload, keeping: FileKeeping) {
  const { workspaceId, actor } = context
  const page = await getPageRow(context.database, actor, workspaceId, pageId)
  if (page.archivedAt) throw new AppError('pageArchived')
  const clean = fileNameOf(name) || 'image'
  return storeFile(context, { bytes, most: mostImageBytes, keeping }, async (file, work) => {
    const { id, kind } = file
    if (!kind) throw new AppError('notAnImage')
    await insertFile(context, work, { file, name: clean, kind, pageId, boardDocumentId: null })
    await work.emit('file.uploaded', { workspaceId, pageId, fileId: id })
    return { id, url: `/api/files/${id}`, name: clean, width: kind.width, height: kind.height }
  })
}

/** A file of a task. It belongs to the document in which the task lies: who may read that may read it. */
export async function uploadTaskFile(context: MemberContext, { boardId, isInSide }: { boardId: string, isInSide: boolean }, { name, bytes }: Upload, keeping: FileKeeping) {
  const { database, workspaceId, actor } = context
  const board = await getBoardRow(database, actor, workspaceId, boardId)
  if (board.archivedAt) throw new AppError('boardArchived')
  const boardDocumentId = isInSide ? await findSide(database, boardId, actor.companyId) : boardId
  if (boardDocumentId === null) throw new AppError('notFound')
  const clean = fileNameOf(name) || 'file'
  return storeFile(context, { bytes, most: mostFileBytes, keeping }, async (file, work) => {
    const { id, size } = file
    const kind = file.kind ?? anyKind
    await insertFile(context, work, { file, name: clean, kind, pageId: null, boardDocumentId })
    await work.emit('taskFile.uploaded', { workspaceId, boardId, fileId: id, privateTo: isInSide ? actor.companyId : board.privateTo })
    return { id, name: clean, size, type: kind.contentType }
  })
}

/** What is not known to be an image is bytes to every browser, whatever it is called. */
const anyKind: FileKind = { contentType: 'application/octet-stream', width: null, height: null }

/** The bytes are durable before the row says so; a file that is refused leaves nothing behind. */
async function storeFile<T>(context: MemberContext, { bytes, most, keeping: { storage, noteFile } }: { bytes: Readable, most: number, keeping: FileKeeping }, write: (file: StoredFile, work: Work) => Promise<T>): Promise<T> {
  const id = context.newId()
  const stored = await storage.store(id, bytes, most)
  if (!stored.isWhole) throw new AppError('fileTooLarge', { most: most / 2 ** 20 })
  try {
    const kind = readImageKind(await storage.head(id, imageHeadBytes))
    return await context.write(async work => {
      const answer = await write({ ...stored, id, kind }, work)
      await noteFile(work.transaction, id)
      return answer
    })
  } catch (error) {
    await takeBackBytes(context, storage, { ids: [id], because: error })
    throw error
  }
}

interface FileRow { file: StoredFile, name: string, kind: FileKind, pageId: string | null, boardDocumentId: string | null }

async function insertFile({ workspaceId, actor: { userId }, now }: MemberContext, { transaction }: Work, { file: { id, size, sha256 }, kind: { contentType, width, height }, ...row }: FileRow): Promise<void> {
  await transaction.insertInto('files').values({ ...row, id, workspaceId, contentType, width, height, size, sha256, createdBy: userId, createdAt: now() }).execute()
}
