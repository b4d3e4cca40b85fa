import { sql } from 'kysely'
import type { ContextParts, Transaction } from '../core/context.ts'
import { writeBoardEntries, writeDescription, writeFileEntry, writePageEntries } from './projection.ts'

/** What was there before there was a search: each thing in a transaction of its own, so that nobody waits. */
export function startFilling({ database, log }: Pick<ContextParts, 'database' | 'log'>): { stop: () => Promise<void> } {
  let isStopped = false
  const work = (async () => {
    for (const { find, write } of kinds) {
      for (let after = firstId; !isStopped;) {
        const { rows } = await find(after).execute(database)
        for (const { id } of rows) {
          if (isStopped) break
          // One that fails keeps no other out of the search.
          await database.transaction().execute(transaction => write(transaction, id)).catch((error: unknown) => log.warn({ err: error, id }, 'not in the search yet; the next start tries again'))
        }
        const last = rows.at(-1)?.id
        if (last === undefined) break
        after = last
      }
    }
  })().catch((error: unknown) => { if (!isStopped) log.warn({ err: error }, 'what was there before is not all in the search yet; the next start goes on') })
  return { async stop() { isStopped = true; await work } }
}

/**
 * A board and the description of a new task of it may settle in the same moment: the one does not see the text yet, the other not the task. Whichever
 * is told of last finds what neither has written.
 */
export async function writeLateDescriptions({ database }: Pick<ContextParts, 'database'>, settledId: string): Promise<void> {
  const { rows } = await sql<{ pageId: string }>`select task_pages.page_id as "pageId" from task_pages join tasks on tasks.document_id = task_pages.document_id and tasks.task_id = task_pages.task_id
    where (task_pages.page_id = ${settledId} or task_pages.document_id = ${settledId}) and task_pages.text <> ''
      and not exists (select from search_entries as known where known.document_id = task_pages.document_id and known.kind = 'task' and known.item_id = task_pages.task_id and known.piece = 1)
    limit 100`.execute(database)
  for (const { pageId } of rows) await database.transaction().execute(transaction => writeDescription(transaction, pageId))
}

const firstId = '00000000-0000-0000-0000-000000000000'

interface Row { id: string }

const isMissing = (id: ReturnType<typeof sql>, kind: string) => sql`not exists (select from search_entries where search_entries.document_id = ${id} and kind = ${kind})`

/** Those with nothing in the search yet, by their ids; each is tried once a start. */
const kinds: { find: (after: string) => ReturnType<typeof sql<Row>>, write: (transaction: Transaction, id: string) => Promise<void> }[] = [
  { find: after => sql<Row>`select id from pages where id > ${after} and not is_template and ${isMissing(sql`pages.id`, 'page')} order by id limit 100`, write: writePageEntries },
  { find: after => sql<Row>`select id from boards where id > ${after} and not is_template and ${isMissing(sql`boards.id`, 'board')} order by id limit 100`, write: writeBoardEntries },
  { find: after => sql<Row>`select document_id as id from page_sides where document_id > ${after} and not (select is_template from pages where pages.id = page_id) and ${isMissing(sql`page_sides.document_id`, 'page')} order by 1 limit 100`, write: writePageEntries },
  { find: after => sql<Row>`select document_id as id from board_sides where document_id > ${after} and ${isMissing(sql`board_sides.document_id`, 'task')} order by 1 limit 100`, write: writeBoardEntries },
  { find: after => sql<Row>`select id from files where id > ${after}
    and not exists (select from search_entries where document_id = coalesce(files.page_id, files.board_document_id) and kind = 'file' and item_id = files.id::text) order by id limit 100`, write: writeFileEntry },
]
