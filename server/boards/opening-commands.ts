import { AppError } from '@kopa/shared/errors.ts'
import { hour } from '@kopa/shared/time.ts'
import type { MemberContext, Transaction } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { countTaskPages, findSide, findTaskPage, getBoardRow, isTask, lockOpenBoard } from './queries.ts'

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

interface OpenedTask { boardId: string, taskId: string, /** it lies in the own company's side */ isInSide: boolean }

/** The page that describes a task. Its wall is that of the document in which the task lies. */
export async function openTaskPage(context: MemberContext, { boardId, taskId, isInSide }: OpenedTask, documents: Engine): Promise<string> {
  const { workspaceId, actor: { userId, companyId } } = context
  await getBoardRow(context.database, context.actor, workspaceId, boardId)
  return context.write(async ({ transaction, emit }) => {
    const board = await lockOpenBoard(transaction, context, boardId)
    const documentId = isInSide ? await findSide(transaction, boardId, companyId) : boardId
    if (documentId === null) throw new AppError('notFound')
    const found = await findTaskPage(transaction, documentId, taskId)
    if (found !== null) return found
    await checkRoom(transaction, { boardId, documentId, taskId }, context.now())
    const [pageId, createdAt] = [context.newId(), context.now()]
    const privateTo = isInSide ? companyId : board.privateTo
    await documents.createDocument(transaction, { id: pageId, kind: 'page', workspaceId, privateTo, userId })
    await transaction.insertInto('taskPages').values({ pageId, documentId, taskId, boardId, createdBy: userId, createdAt }).execute()
    await emit('taskPage.opened', { workspaceId, boardId, pageId, privateTo })
    return pageId
  })
}

async function checkRoom(transaction: Transaction, { boardId, documentId, taskId }: { boardId: string, documentId: string, taskId: string }, now: Date): Promise<void> {
  const { all, unknown } = await countTaskPages(transaction, boardId, new Date(now.getTime() - hour))
  const isFull = all >= mostPages.all || (unknown >= mostPages.unknown && !await isTask(transaction, documentId, taskId))
  if (isFull) throw new AppError('taskPagesFull')
}
