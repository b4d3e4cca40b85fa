import type { Context, MemberContext, Work } from '../core/context.ts'
import type { FileCopy, FileCopying } from '../core/copied-files.ts'
import type { NoteFile } from './commands.ts'
import type { FileStorage } from './storage.ts'
import { takeBackBytes } from './taken-back.ts'

type Copying = Pick<MemberContext, 'workspaceId' | 'actor' | 'now'>

interface CopyingParts extends Pick<Context, 'database' | 'log'> { storage: FileStorage, noteFile: NoteFile }

/** For pages that are copied with their images, and boards with the files of their tasks. */
export const fileCopying = ({ storage, noteFile, ...parts }: CopyingParts): FileCopying => ({
  async list(database, pageIds) {
    if (pageIds.length === 0) return []
    const rows = await database.selectFrom('files').select(['id as fileId', 'pageId']).where('pageId', 'in', pageIds).execute()
    const files = rows.flatMap(({ fileId, pageId }) => (pageId === null ? [] : [{ fileId, pageId }]))
    const whole = await withoutMissing({ storage, log: parts.log }, files.map(({ fileId }) => fileId))
    return files.filter(({ fileId }) => whole.has(fileId))
  },
  async listOfBoard(database, boardDocumentId) {
    const rows = await database.selectFrom('files').select('id').where('boardDocumentId', '=', boardDocumentId).orderBy('id').execute()
    return [...await withoutMissing({ storage, log: parts.log }, rows.map(({ id }) => id))]
  },
  async withBytes<T>(copies: readonly FileCopy[], work: () => Promise<T>): Promise<T> {
    try {
      for (const { from, to } of copies) await storage.copy(from, to)
      return await work()
    } catch (error) {
      await takeBackBytes(parts, storage, { ids: copies.map(({ to }) => to), because: error })
      throw error
    }
  },
  insert: (context, work, copies) => insertCopies(context, work, copies, noteFile),
})

/** A file whose bytes are gone cannot be copied: what it is in can. */
async function withoutMissing({ storage, log }: Pick<CopyingParts, 'storage' | 'log'>, ids: readonly string[]): Promise<Set<string>> {
  const whole = new Set<string>()
  for (const id of ids) if (await storage.has(id)) whole.add(id)
  const missing = ids.filter(id => !whole.has(id))
  if (missing.length > 0) log.error({ files: missing }, 'files were not copied: they are not in the data folder')
  return whole
}

async function insertCopies({ workspaceId, actor: { userId }, now }: Copying, { transaction }: Work, copies: readonly FileCopy[], noteFile: NoteFile): Promise<void> {
  if (copies.length === 0) return
  const rows = await transaction.selectFrom('files').select(['id', 'name', 'contentType', 'width', 'height', 'size', 'sha256']).where('id', 'in', copies.map(({ from }) => from)).execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const made = copies.flatMap(({ from, to, pageId, boardDocumentId }) => {
    const row = byId.get(from)
    return row ? [{ ...row, id: to, pageId, boardDocumentId, workspaceId, createdBy: userId, createdAt: now() }] : []
  })
  if (made.length === 0) return
  await transaction.insertInto('files').values(made).execute()
  for (const { id } of made) await noteFile(transaction, id)
}
