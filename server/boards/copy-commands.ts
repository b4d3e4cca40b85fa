import type { Begins, CopiedBoard } from '@kopa/shared/boards/board-copy.ts'
import type { boardCopies } from '@kopa/shared/boards/copies-contract.ts'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { MemberContext, Work } from '../core/context.ts'
import type { FileCopying } from '../core/copied-files.ts'
import type { Engine } from '../documents/engine.ts'
import { checkTitle, findOpenBoard, lockList, plantBoard } from './commands.ts'
import { type BoardRow, getBoardRow, listDescribed } from './queries.ts'

export interface CopyParts { documents: Engine, files: FileCopying }

/** `after`: where it is to stand; undefined: last */
interface Wanted { boardId: string, title: string, begins: Begins, isTemplate: boolean, isPrivate: boolean | undefined, after?: string }

export const keepBoardTemplate = (context: MemberContext, { boardId, title, isPrivate }: Input<typeof boardCopies.keepBoardTemplate>, parts: CopyParts) =>
  makeOf(context, { boardId, title, begins: { as: 'template' }, isTemplate: true, isPrivate }, parts)

export const createBoardFromTemplate = (context: MemberContext, { templateId, title, begin, isPrivate }: Input<typeof boardCopies.createBoardFromTemplate>, parts: CopyParts) =>
  makeOf(context, { boardId: templateId, title, begins: { as: 'new', ...begin !== undefined && { day: begin } }, isTemplate: false, isPrivate }, parts)

export const duplicateBoard = async (context: MemberContext, { boardId, title }: Input<typeof boardCopies.duplicateBoard>, parts: CopyParts) => {
  const { isTemplate } = await getBoardRow(context.database, context.actor, context.workspaceId, boardId)
  return makeOf(context, { boardId, title, begins: { as: 'asItStands' }, isTemplate, isPrivate: undefined, after: boardId }, parts)
}

/**
 * Composed in a thread first, then planted in one transaction with its facts. What the board said when it was read is what the new one says; its
 * wall and whether it is open are looked at again when that is stored. What a company keeps for itself beside it is never read.
 */
async function makeOf(context: MemberContext, { boardId, title, begins, isTemplate, isPrivate, after }: Wanted, parts: CopyParts) {
  const { database, workspaceId, actor } = context
  const wanted = checkTitle(title)
  const read = await getBoardRow(database, actor, workspaceId, boardId)
  checkSource(read, begins)
  const { files, ...composed } = await compose(context, { boardId, title: wanted, begins }, parts)
  return parts.files.withBytes(files, () => context.write(async work => {
    const source = findOpenBoard(await lockList(work.transaction, context), boardId)
    const board = await plantBoard(context, work, { ...composed, title: wanted, isTemplate, isPrivate: isPrivateCopy(read.privateTo === null ? source : read, { begins, isPrivate }), ...after !== undefined && { after } }, parts.documents)
    await parts.files.insert(context, work, files)
    await noteCopy(work, { workspaceId, source, board, as: isTemplate ? 'template' : 'board' })
    return board
  }))
}

/**
 * What was read behind a wall stays there, also when the wall came down while it was composed: what their company had deleted until then may be in it.
 * Who makes a board of a template that is private to their company may show it to everybody. Any other copy stays behind the wall.
 */
const isPrivateCopy = ({ privateTo }: BoardRow, { begins, isPrivate }: Pick<Wanted, 'begins' | 'isPrivate'>): boolean =>
  isPrivate === true || (privateTo !== null && (isPrivate === undefined || begins.as !== 'new'))

function checkSource({ archivedAt, isTemplate }: BoardRow, { as }: Begins): void {
  if (archivedAt) throw new AppError('boardArchived')
  if (as === 'new' && !isTemplate) throw new AppError('notATemplate')
}

/** Nobody learns of what they may not see from what was made of it. */
async function noteCopy({ emit }: Work, { workspaceId, source, board, as }: { workspaceId: string, source: BoardRow, board: { id: string, privateTo: string | null }, as: 'template' | 'board' }): Promise<void> {
  const from = source.privateTo === board.privateTo || source.privateTo === null ? source.id : null
  await emit('board.copied', { workspaceId, boardId: board.id, from, as, privateTo: board.privateTo })
}

/** Descriptions of one copy: each is a document to be opened. */
const mostPages = 1000
/** Files of one copy: each gets a second name before anything else is stored. */
const mostFiles = 2000
/** Bytes: all of a copy is in memory before it is stored. */
const mostBytes = 64 * 1024 * 1024

async function compose({ database, actor: { userId }, newId, now }: MemberContext, { boardId, title, begins }: Pick<Wanted, 'boardId' | 'title' | 'begins'>, { documents, files }: CopyParts) {
  const described = await listDescribed(database, boardId)
  if (described.length > mostPages) throw new AppError('copyTooLarge')
  const pageOf = new Map(described.map(({ taskId }) => [taskId, newId()]))
  const own = Object.fromEntries((await files.listOfBoard(database, boardId)).map(id => [id, newId()]))
  const how = { title, begins, act: { userId, at: now().getTime() }, pages: [...pageOf], files: own }
  const { answer, ...board } = await documents.copy({ documentId: boardId, kind: 'board', how, userId })
  const copied = answer as CopiedBoard // what the kind's copy says of itself (kinds.ts)
  const tasks = new Map(copied.tasks)
  const pages = []
  let bytes = 0
  for (const { taskId, pageId, text } of described) {
    const [copy, id] = [tasks.get(taskId), pageOf.get(taskId)]
    if (copy === undefined || id === undefined) continue
    const { clientId, updates } = await documents.copy({ documentId: pageId, kind: 'page', how: { title: null }, userId })
    bytes += updates.reduce((sum, update) => sum + update.byteLength, 0)
    if (bytes > mostBytes) throw new AppError('copyTooLarge')
    pages.push({ id, taskId: copy, text, clientId, updates })
  }
  const id = newId()
  const kept = copied.files.flatMap(from => (own[from] === undefined ? [] : [{ from, to: own[from], pageId: null, boardDocumentId: id }]))
  if (kept.length > mostFiles) throw new AppError('copyTooLarge')
  return { ...board, id, pages, files: kept }
}
