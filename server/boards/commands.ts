import { sql } from 'kysely'
import type { Input } from '@kopa/shared/contract.ts'
import type { boards } from '@kopa/shared/boards/contract.ts'
import { foundingTimes } from '@kopa/shared/boards/founding.ts'
import { placeAfter } from '@kopa/shared/boards/places.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { spreadKeys } from '@kopa/shared/order.ts'
import type { MemberContext, Transaction, Work } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { entryOf, getBoardRow, isTouchedByOthers, listBoardRows, listClocks, listPagesOfTasks, type BoardRow } from './queries.ts'

/** Changes of one list happen one after the other: places are found between neighbours. What only points at the workspace need not wait. */
export async function lockList(transaction: Transaction, { workspaceId, actor }: MemberContext): Promise<BoardRow[]> {
  await transaction.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forNoKeyUpdate().executeTakeFirstOrThrow()
  return listBoardRows(transaction, actor, workspaceId)
}

export async function createBoard(context: MemberContext, input: Input<typeof boards.createBoard>, documents: Engine) {
  const { workspaceId, actor: { userId, companyId } } = context
  const title = checkTitle(input.title ?? '')
  const columns = columnsFrom(input.columns ?? [], context.newId)
  const [id, at] = [context.newId(), context.now()]
  const privateTo = input.isPrivate ? companyId : null
  const { settings, calendars } = foundingTimes(await listClocks(context.database, workspaceId, privateTo), { userId, companyId })
  return context.write(async ({ transaction, emit }) => {
    const rows = await lockList(transaction, context)
    const orderKey = await makeRoom(transaction, rows, input.after === undefined ? rows.at(-1)?.id ?? null : input.after)
    await documents.createDocument(transaction, { id, kind: 'board', workspaceId, privateTo, userId, content: { settings: { ...settings, ...title && { title } }, columns, calendars } })
    await transaction.insertInto('boards').values({ id, workspaceId, orderKey, title, createdBy: userId, createdAt: at, changedBy: userId, changedAt: at }).execute()
    await emit('board.created', { workspaceId, boardId: id, privateTo })
    return entryOf({ id, orderKey, title, privateTo, isTemplate: false, changedAt: at, archivedAt: null })
  })
}

/** A document that was composed elsewhere; `text`: the words of a task's page, for search. */
interface Composed { id: string, clientId: number, updates: readonly Uint8Array[] }
export interface ComposedBoard extends Composed { title: string, isPrivate: boolean, isTemplate?: boolean, /** undefined: the last */ after?: string, pages: readonly (Composed & { taskId: string, text: string })[] }

const rowsAtOnce = 100

/** A board that comes with all it holds. @returns its entry */
export async function plantBoard(context: MemberContext, { transaction, emit }: Work, { id, title, isPrivate, isTemplate = false, after, pages, ...board }: ComposedBoard, documents: Engine) {
  const { workspaceId, actor: { userId, companyId } } = context
  const [at, privateTo] = [context.now(), isPrivate ? companyId : null]
  const one = { privateTo, userId, at }
  await documents.createComposed(transaction, workspaceId, [{ ...board, id, kind: 'board', ...one }, ...pages.map(page => ({ ...page, kind: 'page' as const, ...one }))])
  const rows = await lockList(transaction, context)
  const orderKey = await makeRoom(transaction, rows, after ?? rows.at(-1)?.id ?? null)
  await transaction.insertInto('boards').values({ id, workspaceId, orderKey, title, isTemplate, createdBy: userId, createdAt: at, changedBy: userId, changedAt: at }).execute()
  for (let from = 0; from < pages.length; from += rowsAtOnce) {
    const some = pages.slice(from, from + rowsAtOnce).map(page => ({ pageId: page.id, documentId: id, taskId: page.taskId, boardId: id, text: page.text, createdBy: userId, createdAt: at }))
    await transaction.insertInto('taskPages').values(some).execute()
  }
  await emit('board.created', { workspaceId, boardId: id, privateTo })
  return entryOf({ id, orderKey, title, privateTo, isTemplate, changedAt: at, archivedAt: null })
}

type NewColumns = NonNullable<Input<typeof boards.createBoard>['columns']>

function columnsFrom(columns: NewColumns, newId: () => string): Record<string, object> {
  const keys = spreadKeys(columns.length)
  return Object.fromEntries(columns.map(({ title, stage, limit = null }, index) => [newId(), { title: title.trim(), order: keys[index], stage, limit }]))
}

export function checkTitle(title: string): string {
  const trimmed = title.trim()
  if (trimmed.length > limits.titleCharacters) throw new AppError('titleTooLong', { most: limits.titleCharacters })
  return trimmed
}

/** Who puts two boards into one place at once waits for the other: no chance is needed to keep them apart. */
const noChance = (): number => 0

/** The key of the place behind `after` (null: the first). Where keys have grown long, the whole list is numbered anew. */
async function makeRoom(transaction: Transaction, rows: readonly BoardRow[], after: string | null): Promise<string> {
  if (after !== null && !rows.some(({ id }) => id === after)) throw new AppError('notFound')
  const { key, renumbered } = placeAfter(rows.map(({ id, orderKey }) => ({ id, key: orderKey })), after, noChance)
  if (renumbered.length > 0) await renumber(transaction, renumbered)
  return key
}

async function renumber(transaction: Transaction, places: readonly { id: string, key: string }[]): Promise<void> {
  const [ids, keys] = [places.map(({ id }) => id), places.map(({ key }) => key)]
  await sql`update boards set order_key = places.key from unnest(${ids}::uuid[], ${keys}::text[]) as places (id, key) where boards.id = places.id`.execute(transaction)
}

/** The title is part of the document: people who have the board open see it change. */
export async function renameBoard(context: MemberContext, boardId: string, title: string, documents: Engine): Promise<void> {
  const { workspaceId, actor } = context
  const next = checkTitle(title)
  const board = await getBoardRow(context.database, actor, workspaceId, boardId)
  if (board.archivedAt) throw new AppError('boardArchived')
  const along = context.along(async ({ transaction, emit }) => {
    await transaction.updateTable('boards').set({ title: next }).where('id', '=', boardId).execute()
    const { privateTo } = await transaction.selectFrom('documents').select('privateTo').where('id', '=', boardId).executeTakeFirstOrThrow()
    await emit('board.renamed', { workspaceId, boardId, privateTo })
  })
  await documents.edit({ documentId: boardId, userId: actor.userId, verb: 'setTitle', args: [next], along })
}

function findBoard(rows: readonly BoardRow[], id: string): BoardRow {
  const row = rows.find(board => board.id === id)
  if (!row) throw new AppError('notFound')
  return row
}

export function findOpenBoard(rows: readonly BoardRow[], id: string): BoardRow {
  const row = findBoard(rows, id)
  if (row.archivedAt) throw new AppError('boardArchived')
  return row
}

export async function moveBoard(context: MemberContext, boardId: string, after: string | null): Promise<void> {
  const { workspaceId } = context
  await context.write(async ({ transaction, emit }) => {
    const rows = await lockList(transaction, context)
    const { privateTo } = findOpenBoard(rows, boardId)
    const orderKey = await makeRoom(transaction, rows.filter(({ id }) => id !== boardId), after)
    await transaction.updateTable('boards').set({ orderKey }).where('id', '=', boardId).execute()
    await emit('board.moved', { workspaceId, boardId, privateTo })
  })
}

export async function archiveBoard(context: MemberContext, boardId: string): Promise<void> {
  const { workspaceId, actor: { userId } } = context
  await context.write(async ({ transaction, emit }) => {
    const { privateTo } = findOpenBoard(await lockList(transaction, context), boardId)
    await transaction.updateTable('boards').set({ archivedAt: context.now(), archivedBy: userId }).where('id', '=', boardId).execute()
    await emit('board.archived', { workspaceId, boardId, privateTo })
  })
}

export async function restoreBoard(context: MemberContext, boardId: string): Promise<void> {
  const { workspaceId } = context
  await context.write(async ({ transaction, emit }) => {
    const { archivedAt, privateTo } = findBoard(await lockList(transaction, context), boardId)
    if (!archivedAt) throw new AppError('notFound')
    await transaction.updateTable('boards').set({ archivedAt: null, archivedBy: null }).where('id', '=', boardId).execute()
    await emit('board.restored', { workspaceId, boardId, privateTo })
  })
}

/**
 * Hiding is for what only the own company has ever made and written: what the partner wrote is theirs too. The pages of its tasks
 * go with it; every company's side is private to that company already, and stays as it is.
 */
export async function changeBoardWall(context: MemberContext, boardId: string, isPrivate: boolean, { versions }: Engine): Promise<void> {
  const { database, workspaceId, actor } = context
  const { companyId, userId } = actor
  const isShared = !isPrivate && (await getBoardRow(database, actor, workspaceId, boardId)).privateTo !== null
  const forgotten = isShared ? await versions.forgetDeleted([boardId, ...await listPagesOfTasks(database, boardId)], userId) : new Map<string, number>()
  await context.write(async work => {
    const { transaction, emit } = work
    const board = findOpenBoard(await lockList(transaction, context), boardId)
    if ((board.privateTo !== null) === isPrivate) return
    const ids = await lockBoardWithPages(transaction, boardId)
    if (isPrivate && await isTouchedByOthers(transaction, boardId, companyId)) throw new AppError('wallShared')
    if (!isPrivate) await versions.forgetRest(work, ids, forgotten, userId)
    const privateTo = isPrivate ? companyId : null
    await transaction.updateTable('documents').set({ privateTo }).where('id', 'in', ids).execute()
    await emit('board.walled', { workspaceId, boardId, privateTo })
  })
}

/**
 * The board first: whoever makes the page of a task holds it until the page is there. What a partner is writing at this moment has a
 * row that points at the document: the lock waits for it, and it is counted.
 */
async function lockBoardWithPages(transaction: Transaction, boardId: string): Promise<string[]> {
  const lock = (ids: string[]) => sql`select from documents where id = any(${ids}::uuid[]) order by id for update`.execute(transaction)
  await lock([boardId])
  const pages = await listPagesOfTasks(transaction, boardId)
  await lock(pages)
  return [boardId, ...pages]
}
