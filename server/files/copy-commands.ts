import type { MemberContext, Queryable, Work } from '../core/context.ts'
import type { NoteFile } from './commands.ts'
import type { FileStorage } from './storage.ts'

type Copying = Pick<MemberContext, 'workspaceId' | 'actor' | 'now'>
interface FileCopy { from: string, to: string, pageId: string }

/** For pages that are copied with their images (server/pages/copied-files.ts). */
export const fileCopying = (storage: FileStorage, noteFile: NoteFile) => ({
  async list(database: Queryable, pageIds: readonly string[]): Promise<{ pageId: string, fileId: string }[]> {
    if (pageIds.length === 0) return []
    const rows = await database.selectFrom('files').select(['id as fileId', 'pageId']).where('pageId', 'in', pageIds).execute()
    return rows.flatMap(({ fileId, pageId }) => (pageId === null ? [] : [{ fileId, pageId }]))
  },
  async withBytes<T>(copies: readonly FileCopy[], work: () => Promise<T>): Promise<T> {
    try {
      for (const { from, to } of copies) await storage.copy(from, to)
      return await work()
    } catch (error) {
      await Promise.all(copies.map(({ to }) => storage.remove(to)))
      throw error
    }
  },
  insert: (context: Copying, work: Work, copies: readonly FileCopy[]): Promise<void> => insertCopies(context, work, copies, noteFile),
})

async function insertCopies({ workspaceId, actor: { userId }, now }: Copying, { transaction }: Work, copies: readonly FileCopy[], noteFile: NoteFile): Promise<void> {
  if (copies.length === 0) return
  const rows = await transaction.selectFrom('files').select(['id', 'name', 'contentType', 'width', 'height', 'size', 'sha256']).where('id', 'in', copies.map(({ from }) => from)).execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const made = copies.flatMap(({ from, to, pageId }) => {
    const row = byId.get(from)
    return row ? [{ ...row, id: to, pageId, boardDocumentId: null, workspaceId, createdBy: userId, createdAt: now() }] : []
  })
  if (made.length === 0) return
  await transaction.insertInto('files').values(made).execute()
  for (const { id } of made) await noteFile(transaction, id)
}
