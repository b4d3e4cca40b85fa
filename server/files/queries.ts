import { AppError } from '@kopa/shared/errors.ts'
import { isBehindWall } from '@kopa/shared/policy.ts'
import type { Caller, Queryable } from '../core/context.ts'

/** A file belongs to its page, or to the document of its task: who may not see that does not learn that the file exists. */
export async function getReadableFile(database: Queryable, caller: Caller, fileId: string) {
  const row = await database.selectFrom('files')
    .innerJoin('documents', join => join.on(on => on('documents.id', '=', on.fn.coalesce('files.pageId', 'files.boardDocumentId'))))
    .innerJoin('memberships', join => join.onRef('memberships.workspaceId', '=', 'files.workspaceId').on('memberships.userId', '=', caller.userId))
    .select(['files.id', 'files.name', 'files.contentType', 'files.width', 'files.size', 'files.sha256', 'documents.privateTo'])
    .where('files.id', '=', fileId).executeTakeFirst()
  if (!row || isBehindWall(row.privateTo, caller.companyId)) throw new AppError('notFound')
  return row
}

/** What every file should be, behind `after` in the order of their ids. */
export async function listFileFacts(database: Queryable, after: string | null, most: number): Promise<{ id: string, size: number, sha256: Buffer }[]> {
  return database.selectFrom('files').select(['id', 'size', 'sha256']).$if(after !== null, query => query.where('id', '>', after)).orderBy('id').limit(most).execute()
}

/** Which of these files there are, whoever may read them. */
export async function listStored(database: Queryable, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0) return []
  return (await database.selectFrom('files').select('id').where('id', 'in', fileIds).execute()).map(({ id }) => id)
}
