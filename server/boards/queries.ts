import { sql } from 'kysely'
import { AppError } from '@kopa/shared/errors.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { MemberContext, Queryable, Transaction } from '../core/context.ts'

type Reader = Pick<Actor, 'companyId'>

/** Boards of a workspace that this company's people may see: the wall is in the query, so nothing behind it is ever read. */
const visibleBoards = (database: Queryable, { companyId }: Reader) =>
  database.selectFrom('boards').innerJoin('documents', 'documents.id', 'boards.id')
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))

const entryColumns = ['boards.id', 'boards.orderKey', 'boards.title', 'boards.changedAt', 'boards.archivedAt', 'boards.isTemplate', 'documents.privateTo'] as const

export type BoardRow = Awaited<ReturnType<typeof listBoardRows>>[number]

/** In their order. */
export const listBoardRows = (database: Queryable, reader: Reader, workspaceId: string) =>
  visibleBoards(database, reader).select(entryColumns).where('boards.workspaceId', '=', workspaceId).orderBy('boards.orderKey').orderBy('boards.id').execute()

/** As the contract says it. */
export const entryOf = ({ changedAt, archivedAt, ...row }: BoardRow) =>
  ({ ...row, changedAt: changedAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null })

/** One board of this workspace; for those who may not see it, it does not exist. */
export async function getBoardRow(database: Queryable, reader: Reader, workspaceId: string, boardId: string): Promise<BoardRow> {
  const row = await visibleBoards(database, reader).select(entryColumns)
    .where('boards.workspaceId', '=', workspaceId).where('boards.id', '=', boardId).executeTakeFirst()
  if (!row) throw new AppError('notFound')
  return row
}

/** By whose clock the people of a workspace live, those of one company only or of all. */
export const listClocks = (database: Queryable, workspaceId: string, only: string | null) =>
  database.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.userId').innerJoin('companies', 'companies.id', 'memberships.companyId')
    .select(['memberships.userId', 'memberships.companyId', 'users.timeZone', 'companies.timeZone as companyZone'])
    .where('memberships.workspaceId', '=', workspaceId).where('users.suspendedAt', 'is', null)
    .$if(only !== null, query => query.where('memberships.companyId', '=', only ?? '')).orderBy('memberships.createdAt').orderBy('memberships.userId').execute()

/** The document of a company's side of a board; null: it keeps nothing beside it. */
export async function findSide(database: Queryable, boardId: string, companyId: string): Promise<string | null> {
  const row = await database.selectFrom('boardSides').select('documentId').where('boardId', '=', boardId).where('companyId', '=', companyId).executeTakeFirst()
  return row?.documentId ?? null
}

/** How many tasks the own company has in its side of a board, as of a moment ago. */
export async function countTasksInSide(database: Queryable, boardId: string, companyId: string): Promise<number> {
  const side = await findSide(database, boardId, companyId)
  if (side === null) return 0
  const { count } = await database.selectFrom('tasks').select(({ fn }) => fn.countAll<number>().as('count')).where('documentId', '=', side).executeTakeFirstOrThrow()
  return count
}

/** The page of a task that lies in this document (a board or a side of it). */
export async function findTaskPage(database: Queryable, documentId: string, taskId: string): Promise<string | null> {
  const row = await database.selectFrom('taskPages').select('pageId').where('documentId', '=', documentId).where('taskId', '=', taskId).executeTakeFirst()
  return row?.pageId ?? null
}

export async function isTask(database: Queryable, documentId: string, taskId: string): Promise<boolean> {
  return await database.selectFrom('tasks').select('taskId').where('documentId', '=', documentId).where('taskId', '=', taskId).executeTakeFirst() !== undefined
}

/** How many task pages there are with this board, and how many made since then are of no task that anybody knows. */
export async function countTaskPages(database: Queryable, boardId: string, since: Date): Promise<{ all: number, unknown: number }> {
  return database.selectFrom('taskPages')
    .leftJoin('tasks', join => join.onRef('tasks.documentId', '=', 'taskPages.documentId').onRef('tasks.taskId', '=', 'taskPages.taskId'))
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('tasks.taskId', 'is', null).filterWhere('taskPages.createdAt', '>=', since).as('unknown'),
    ])
    .where('taskPages.boardId', '=', boardId).executeTakeFirstOrThrow()
}

/** The pages of the tasks that lie in this very document: its wall is theirs. */
export async function listPagesOfTasks(database: Queryable, documentId: string): Promise<string[]> {
  const rows = await database.selectFrom('taskPages').select('pageId').where('documentId', '=', documentId).orderBy('pageId').execute()
  return rows.map(({ pageId }) => pageId)
}

/** The pages of the tasks that lie in this very document, with their words as of a moment ago. */
/** The page that describes a task of a document, and what it says. */
export const findDescribed = (database: Queryable, documentId: string, taskId: string) =>
  database.selectFrom('taskPages').select(['pageId', 'text']).where('documentId', '=', documentId).where('taskId', '=', taskId).executeTakeFirst()

export const listDescribed = (database: Queryable, documentId: string) =>
  database.selectFrom('taskPages').select(['taskId', 'pageId', 'text']).where('documentId', '=', documentId).orderBy('pageId').execute()

/** What is open when a board is: the board, every company's side of it, the pages of its tasks. For closing sockets, never for an answer. */
export async function listDocumentsOf(database: Queryable, boardId: string): Promise<string[]> {
  const sides = database.selectFrom('boardSides').select('documentId as id').where('boardId', '=', boardId)
  const pages = database.selectFrom('taskPages').select('pageId as id').where('boardId', '=', boardId)
  return [boardId, ...(await sides.unionAll(pages).execute()).map(({ id }) => id)]
}

/**
 * Has anybody of another company made this board or the page of one of its tasks, written in them, or put a file into one? What the others keep in
 * sides of their own is none of it: whoever asks must not learn that there is any.
 */
export async function isTouchedByOthers(database: Queryable, boardId: string, companyId: string): Promise<boolean> {
  const { rows } = await sql`
    with touched (id) as (select ${boardId}::uuid union all select page_id from task_pages where document_id = ${boardId}),
      people (id) as (
        select created_by from boards where id = ${boardId}
        union all select created_by from task_pages where document_id = ${boardId}
        union all select created_by from files where board_document_id = ${boardId}
        union all select user_id from document_clients join touched on touched.id = document_clients.document_id)
    select from people join users on users.id = people.id where users.company_id <> ${companyId} limit 1`.execute(database)
  return rows.length > 0
}

/** A board, the own company's side of one, or the page of a task, as a document with a history. null: none of them, for this reader. */
export async function findBoardDocument(database: Queryable, { companyId }: Reader, workspaceId: string, documentId: string): Promise<{ id: string, archivedAt: Date | null, isShared: boolean } | null> {
  const { rows } = await sql<{ id: string, archivedAt: Date | null, isShared: boolean }>`
    select documents.id, boards.archived_at as "archivedAt", documents.private_to is null as "isShared" from documents
    left join board_sides on board_sides.document_id = documents.id
    left join task_pages on task_pages.page_id = documents.id
    join boards on boards.id = coalesce(board_sides.board_id, task_pages.board_id, documents.id)
    where documents.id = ${documentId} and documents.workspace_id = ${workspaceId} and (documents.private_to is null or documents.private_to = ${companyId})`.execute(database)
  return rows[0] ?? null
}

/**
 * Holds a board for the rest of the transaction: nobody archives or hides it meanwhile, and whoever counts or makes something of it at first need
 * comes one after the other.
 * @throws AppError notFound, boardArchived
 */
export async function lockOpenBoard(transaction: Transaction, { workspaceId, actor }: MemberContext, boardId: string): Promise<BoardRow> {
  await transaction.selectFrom('documents').select('id').where('id', '=', boardId).forNoKeyUpdate().execute()
  const board = await getBoardRow(transaction, actor, workspaceId, boardId)
  if (board.archivedAt) throw new AppError('boardArchived')
  return board
}
