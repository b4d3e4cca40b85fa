import { AppError } from '@kopa/shared/errors.ts'
import { hour } from '@kopa/shared/time.ts'
import type { MemberContext, Queryable } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { countTaskPages, findDescribed, findSide, findTaskPage, getBoardRow, isTask, lockOpenBoard } from './queries.ts'

/** The document of the own company's side of a board. null: the board is private, and has none from the time when it was shared. */
export async function openBoardSide(context: MemberContext, boardId: string, documents: Engine): Promise<string | null> {
  const { workspaceId, actor: { userId, companyId } } = context
  await getBoardRow(context.database, context.actor, workspaceId, boardId)
  return context.write(async ({ transaction, emit }) => {
    const board = await lockOpenBoard(transaction, context, boardId)
    const found = await findSide(transaction, boardId, companyId)
    if (found !== null || board.privateTo !== null) return found
    const [documentId, createdAt] = [context.newId(), context.now()]
    await documents.createDocument(transaction, { id: documentId, kind: 'board', workspaceId, privateTo: companyId, userId })
    await transaction.insertInto('boardSides').values({ boardId, companyId, documentId, createdBy: userId, createdAt }).execute()
    await emit('boardSide.opened', { workspaceId, boardId, documentId, privateTo: companyId })
    return documentId
  })
}

/** Task pages with one board, and those of the last hour that are of no task that anybody knows: a task is new until its board has settled. */
const mostPages = { all: 20_000, unknown: 200 }

interface OpenedTask { boardId: string, taskId: string, /** it lies in the own company's side */ isInSide: boolean, /** the task beside it whose description it takes over */ copyOf?: string | undefined }

/** The page that describes a task. Its wall is that of the document in which the task lies. */
export async function openTaskPage(context: MemberContext, { boardId, taskId, isInSide, copyOf }: OpenedTask, documents: Engine): Promise<string> {
  const { workspaceId, actor: { userId, companyId } } = context
  const read = await getBoardRow(context.database, context.actor, workspaceId, boardId)
  const composed = copyOf === undefined ? null : await composeDescription(context, { boardId, taskId, isInSide, copyOf }, documents)
  return context.write(async ({ transaction, emit }) => {
    const board = await lockOpenBoard(transaction, context, boardId)
    const documentId = isInSide ? await findSide(transaction, boardId, companyId) : boardId
    if (documentId === null) throw new AppError('notFound')
    const found = await findTaskPage(transaction, documentId, taskId)
    if (found !== null) return found
    // What was read behind a wall is not planted beside a board that came out from behind it meanwhile.
    if (composed && read.privateTo !== board.privateTo) throw new AppError('notFound')
    await checkRoom(transaction, { boardId, documentId, taskId }, context.now())
    const [pageId, createdAt] = [context.newId(), context.now()]
    const privateTo = isInSide ? companyId : board.privateTo
    const document = { id: pageId, kind: 'page' as const, privateTo, userId }
    if (composed) await documents.createComposed(transaction, workspaceId, [{ ...document, ...composed.document, at: createdAt }])
    else await documents.createDocument(transaction, { ...document, workspaceId })
    await transaction.insertInto('taskPages').values({ pageId, documentId, taskId, boardId, ...composed && { text: composed.text }, createdBy: userId, createdAt }).execute()
    await emit('taskPage.opened', { workspaceId, boardId, pageId, privateTo })
    return pageId
  })
}

/**
 * What the description of a task says, for another one in the same document: whoever may read the one may read the other. A copy costs a thread:
 * it is asked first whether there is anything to be made, and room for it. null: it is made already.
 */
async function composeDescription({ database, actor: { userId, companyId }, now }: MemberContext, { boardId, taskId, isInSide, copyOf }: OpenedTask & { copyOf: string }, documents: Engine) {
  const documentId = isInSide ? await findSide(database, boardId, companyId) : boardId
  if (documentId === null) throw new AppError('notFound')
  if (await findTaskPage(database, documentId, taskId) !== null) return null
  await checkRoom(database, { boardId, documentId, taskId }, now())
  const found = await findDescribed(database, documentId, copyOf)
  if (!found) throw new AppError('notFound')
  const { clientId, updates } = await documents.copy({ documentId: found.pageId, kind: 'page', how: { title: null }, userId })
  return { text: found.text, document: { clientId, updates } }
}

async function checkRoom(database: Queryable, { boardId, documentId, taskId }: { boardId: string, documentId: string, taskId: string }, now: Date): Promise<void> {
  const { all, unknown } = await countTaskPages(database, boardId, new Date(now.getTime() - hour))
  const isFull = all >= mostPages.all || (unknown >= mostPages.unknown && !await isTask(database, documentId, taskId))
  if (isFull) throw new AppError('taskPagesFull')
}
