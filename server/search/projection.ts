import { sql } from 'kysely'
import { wordsOf } from '@kopa/shared/search/fold.ts'
import type { Transaction } from '../core/context.ts'

/** Characters of one entry: an entry of a page of 8 MB would be more than PostgreSQL takes, and would be written anew with every letter. */
export const pieceCharacters = 50_000

interface Piece { piece: number, titleWords: string, words: string }

interface Entry { documentId: string, kind: 'page' | 'board' | 'task' | 'file', itemId?: string, title: string, pieces: Piece[] }

/** What an entry says besides its words; `of` names the table that says it. */
const placeOf = {
  page: sql`select id as place_id, created_by as author_id, null::uuid as company_id, changed_at, archived_at from pages`,
  side: sql`select pages.id as place_id, sides.created_by as author_id, null::uuid as company_id, changed_at, archived_at from page_sides as sides join pages on pages.id = sides.page_id`,
  board: sql`select id as place_id, created_by as author_id, null::uuid as company_id, changed_at, archived_at from boards`,
} as const

/** As PostgreSQL reads a tsvector. Folded words are letters and digits: nothing in them has to be quoted. */
const vectorOf = (words: readonly string[]): string => words.map(word => `'${word}'`).join(' ')

/** A text in pieces; the first has the title's words as well, so that both are found together. */
export function piecesOf(title: string, text: string): Piece[] {
  const titleWords = wordsOf(title)
  const pieces = [{ piece: 0, titleWords: vectorOf(titleWords), words: vectorOf([...titleWords, ...wordsOf(text.slice(0, pieceCharacters))]) }]
  for (let piece = 1; piece * pieceCharacters < text.length; piece++) {
    pieces.push({ piece, titleWords: '', words: vectorOf([...titleWords, ...wordsOf(text.slice(piece * pieceCharacters, (piece + 1) * pieceCharacters))]) })
  }
  return pieces
}

/** What can be found of a page, of a company's side of one or of a task's description, as their rows say it. In the transaction that writes those. */
export async function writePageEntries(transaction: Transaction, documentId: string): Promise<void> {
  const page = await transaction.selectFrom('pages').leftJoin('pageTexts', 'pageTexts.pageId', 'pages.id').select(['pages.title', 'pages.isTemplate', 'pageTexts.text']).where('pages.id', '=', documentId).executeTakeFirst()
  if (page?.isTemplate) return
  if (page) return writeEntry(transaction, { documentId, kind: 'page', title: page.title, pieces: piecesOf(page.title, page.text ?? '') }, sql`${placeOf.page} where id = ${documentId}`)
  const side = await transaction.selectFrom('pageSides').innerJoin('pages', 'pages.id', 'pageSides.pageId').select('text').where('documentId', '=', documentId).where('isTemplate', '=', false).executeTakeFirst()
  if (side) return writeEntry(transaction, { documentId, kind: 'page', title: '', pieces: piecesOf('', side.text) }, sql`${placeOf.side} where sides.document_id = ${documentId}`)
  await writeDescription(transaction, documentId)
}

async function writeEntry(transaction: Transaction, { documentId, kind, itemId = '', title, pieces }: Entry, place: ReturnType<typeof sql>): Promise<void> {
  const said = sql`jsonb_to_recordset(${JSON.stringify(pieces.map(({ piece, titleWords, words }) => ({ piece, title_words: titleWords, words })))}::jsonb) as said (piece integer, title_words text, words text)`
  await sql`insert into search_entries as known (document_id, kind, item_id, piece, place_id, workspace_id, private_to, is_archived, author_id, company_id, changed_at, title, title_words, words)
    select documents.id, ${kind}, ${itemId}, said.piece, place.place_id, documents.workspace_id, documents.private_to, place.archived_at is not null,
      place.author_id, place.company_id, place.changed_at, ${title}, said.title_words::tsvector, said.words::tsvector
    from documents, (${place}) as place, ${said} where documents.id = ${documentId}
    on conflict (document_id, kind, item_id, piece) do update set place_id = excluded.place_id, private_to = excluded.private_to, is_archived = excluded.is_archived,
      company_id = excluded.company_id, changed_at = excluded.changed_at, title = excluded.title, title_words = excluded.title_words, words = excluded.words`.execute(transaction)
  await transaction.deleteFrom('searchEntries').where('documentId', '=', documentId).where('kind', '=', kind).where('itemId', '=', itemId)
    .where('piece', '>', pieces.at(-1)?.piece ?? -1).execute()
}

const taskPlace = (documentId: string) => sql`select tasks.board_id as place_id, null::uuid as author_id, tasks.company_id, boards.changed_at, boards.archived_at
  from tasks join boards on boards.id = tasks.board_id where tasks.document_id = ${documentId}`

/** The words of a description stand behind the entry of its task. */
export async function writeDescription(transaction: Transaction, pageId: string): Promise<void> {
  const page = await transaction.selectFrom('taskPages').innerJoin('tasks', join => join.onRef('tasks.documentId', '=', 'taskPages.documentId').onRef('tasks.taskId', '=', 'taskPages.taskId'))
    .select(['taskPages.documentId', 'taskPages.taskId', 'taskPages.text', 'tasks.title']).where('pageId', '=', pageId).executeTakeFirst()
  if (!page) return
  const [title = { piece: 0, titleWords: '', words: '' }] = piecesOf(page.title, '')
  const pieces = [title, ...piecesOf('', page.text).map(({ piece, words }) => ({ piece: piece + 1, titleWords: '', words: `${title.words} ${words}` }))]
  await writeEntry(transaction, { documentId: page.documentId, kind: 'task', itemId: page.taskId, title: page.title, pieces },
    sql`${taskPlace(page.documentId)} and tasks.task_id = ${page.taskId}`)
}

/** What can be found of a board, or of a company's side of one: its name, and its tasks where they say something else now. */
export async function writeBoardEntries(transaction: Transaction, documentId: string): Promise<void> {
  const board = await transaction.selectFrom('boards').select('title').where('id', '=', documentId).where('isTemplate', '=', false).executeTakeFirst()
  if (board) await writeEntry(transaction, { documentId, kind: 'board', title: board.title, pieces: piecesOf(board.title, '') }, sql`${placeOf.board} where id = ${documentId}`)
  await sql`delete from search_entries as entries where document_id = ${documentId} and kind = 'task'
    and not exists (select from tasks where tasks.document_id = ${documentId} and tasks.task_id = entries.item_id)`.execute(transaction)
  const { rows } = await sql<{ taskId: string, title: string }>`select task_id, title from tasks where document_id = ${documentId}
    and not exists (select from search_entries as known where known.document_id = ${documentId} and known.kind = 'task' and known.item_id = tasks.task_id and known.piece = 0
      and known.title = tasks.title and known.company_id is not distinct from tasks.company_id)`.execute(transaction)
  for (let from = 0; from < rows.length; from += atOnce) await writeTaskEntries(transaction, documentId, rows.slice(from, from + atOnce))
}

/** Tasks of one statement. */
const atOnce = 500

async function writeTaskEntries(transaction: Transaction, documentId: string, tasks: readonly { taskId: string, title: string }[]): Promise<void> {
  const said = JSON.stringify(tasks.map(({ taskId, title }) => ({ task_id: taskId, title, words: vectorOf(wordsOf(title)) })))
  await sql`insert into search_entries (document_id, kind, item_id, piece, place_id, workspace_id, private_to, is_archived, company_id, changed_at, title, title_words, words)
    select documents.id, 'task', said.task_id, 0, boards.id, documents.workspace_id, documents.private_to, boards.archived_at is not null, tasks.company_id, boards.changed_at, said.title, said.words::tsvector, said.words::tsvector
    from jsonb_to_recordset(${said}::jsonb) as said (task_id text, title text, words text)
    join documents on documents.id = ${documentId} join tasks on tasks.document_id = documents.id and tasks.task_id = said.task_id join boards on boards.id = tasks.board_id
    on conflict (document_id, kind, item_id, piece) do update set company_id = excluded.company_id, changed_at = excluded.changed_at, title = excluded.title, title_words = excluded.title_words, words = excluded.words`.execute(transaction)
  const described = await transaction.selectFrom('taskPages').select('pageId').where('documentId', '=', documentId).where('taskId', 'in', tasks.map(({ taskId }) => taskId)).where('text', '!=', '').execute()
  for (const { pageId } of described) await writeDescription(transaction, pageId)
}

/** The name of a file, in the transaction that stores its row. */
export async function writeFileEntry(transaction: Transaction, fileId: string): Promise<void> {
  const file = await transaction.selectFrom('files').select(['name', 'pageId', 'boardDocumentId']).where('id', '=', fileId).executeTakeFirst()
  const documentId = file?.pageId ?? file?.boardDocumentId
  if (!file || !documentId) return
  const place = sql`select coalesce(pages.id, boards.id) as place_id, files.created_by as author_id, null::uuid as company_id, files.created_at as changed_at, coalesce(pages.archived_at, boards.archived_at) as archived_at
    from files left join pages on pages.id = files.page_id left join board_sides on board_sides.document_id = files.board_document_id
    left join boards on boards.id = coalesce(board_sides.board_id, files.board_document_id) where files.id = ${fileId} and not coalesce(pages.is_template, boards.is_template)`
  await writeEntry(transaction, { documentId, kind: 'file', itemId: fileId, title: file.name, pieces: piecesOf(file.name, '') }, place)
}
