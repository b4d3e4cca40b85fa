import { findSide, getBoardRow } from '../boards/queries.ts'
import type { MemberContext } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import { listDescriptions, listNames } from './queries.ts'
import type { WriteJob, WrittenFile } from './transfer-jobs.ts'
import type { TransferThreads } from './transfer-threads.ts'

export interface Exporting { documents: Engine, threads: TransferThreads, signal: AbortSignal }

/** A board as a file, on demand with what the reader's own company keeps beside it: files are passed on. Another company's side is never read. */
export async function exportBoard(context: MemberContext, { boardId, format, include }: { boardId: string, format: ExportFormat, include?: 'own' | undefined }, { documents, threads, signal }: Exporting): Promise<WrittenFile> {
  const { database, actor, workspaceId, caller: { language, userId }, config, now } = context
  await getBoardRow(database, actor, workspaceId, boardId)
  const sideId = include === 'own' ? await findSide(database, boardId, actor.companyId) : null
  const described = await listDescriptions(database, sideId === null ? [boardId] : [boardId, sideId])
  return threads.ask<'write'>({
    task: 'write', format, language, now: now().getTime(), documentId: boardId, address: `${config.url}/w/${workspaceId}/b/${boardId}`,
    board: await documents.read(boardId, userId), side: sideId === null ? null : await documents.read(sideId, userId), companyId: actor.companyId, ...await listNames(database, workspaceId),
    pages: format === 'json' ? await readPages(described, userId, { documents, signal }) : described.map(({ taskId, text }) => [taskId, text]),
  }, { signal })
}

/** Beyond so many, words do without their marks: each page is a document to be opened. */
const mostPages = 3000

async function readPages(described: Awaited<ReturnType<typeof listDescriptions>>, userId: string, { documents, signal }: Pick<Exporting, 'documents' | 'signal'>): Promise<WriteJob['pages']> {
  const pages: [string, Uint8Array | string][] = []
  for (const [at, { taskId, pageId, text }] of described.entries()) {
    signal.throwIfAborted()
    pages.push([taskId, at < mostPages ? await documents.read(pageId, userId) : text])
  }
  return pages
}
