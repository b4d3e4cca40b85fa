import * as Y from 'yjs'
import { fillBoard, readWholeBoard, type WholeBoard } from '@kopa/shared/boards/board-content.ts'
import { boardRoots } from '@kopa/shared/boards/board.ts'
import { taskOfExtra } from '@kopa/shared/boards/side.ts'
import { isRecord } from '@kopa/shared/boards/stored-value.ts'
import { wallClockAt } from '@kopa/shared/boards/local-time.ts'
import { manyKeys } from '@kopa/shared/boards/task.ts'
import { readPage } from '@kopa/shared/pages/page-content.ts'
import { paragraphsOf } from '@kopa/shared/transfer/blocks.ts'
import type { PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { readPortable } from '@kopa/shared/transfer/portable-reading.ts'
import { writeCalendar } from './calendar-writer.ts'
import { writeExcel } from './excel-writer.ts'
import { writeJson } from './json-board.ts'
import { writeProjectXml } from './project-writer.ts'
import { withOwn } from './own-words.ts'
import { tableOf, writeCsv } from './table-writer.ts'
import type { WriteJob, WrittenFile } from './transfer-jobs.ts'

const utf8 = new TextEncoder()

/** A board as a file of this kind. Runs in a thread of its own. */
export function writeBoard(job: WriteJob): WrittenFile {
  const side = job.side === null ? null : readWholeBoard(docOf(job.side))
  const board = portableOf(job, side)
  const own = side === null ? null : holderOf(side, job)
  return { title: own === null ? board.title : `${board.title} (${withOwn(own, job.language)})`.trim(), bytes: bytesOf(board, { ...job, own }) }
}

/** Who has kept what is in a side: the file names them. null: nothing is in it. */
const holderOf = ({ tasks, fields, extras }: WholeBoard, { companies, companyId }: WriteJob): string | null =>
  ([tasks, fields, extras].some(kept => Object.keys(kept).length > 0) ? companies.find(([id]) => id === companyId)?.[1] ?? '' : null)

function bytesOf(board: PortableBoard, job: WriteJob & { own: string | null }): Uint8Array {
  const today = wallClockAt(job.now, board.settings.zone)
  const table = () => tableOf(board, { language: job.language, today, own: job.own })
  switch (job.format) {
    case 'projectXml': return utf8.encode(writeProjectXml(board, today, job.own === null ? null : withOwn(job.own, job.language)))
    case 'csv': return utf8.encode(writeCsv(table()))
    case 'excel': return writeExcel(table(), board.title)
    case 'json': return utf8.encode(writeJson(board))
    case 'ical': return utf8.encode(writeCalendar(board, job))
  }
}

function portableOf({ board, people, companies, pages }: WriteJob, own: WholeBoard | null): PortableBoard {
  const shared = readWholeBoard(docOf(board))
  const doc = new Y.Doc()
  fillBoard(doc, own === null ? shared : besides(shared, own))
  return readPortable(doc, {
    people: new Map(people), companies: new Map(companies), privateTasks: new Set(Object.keys(own?.tasks ?? {}).filter(id => !Object.hasOwn(shared.tasks, id))),
    descriptions: new Map(pages.map(([task, page]) => [task, typeof page === 'string' ? paragraphsOf(page) : readPage(docOf(page)).content])),
  })
}

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

/** A board with what a company keeps beside it: where both say something, the shared one holds. */
function besides(shared: WholeBoard, own: WholeBoard): WholeBoard {
  const both = Object.fromEntries(boardRoots.map(root => [root, { ...own[root], ...shared[root] }])) as WholeBoard // one for each root
  for (const [id, field] of Object.entries(own.fields)) if (isRecord(field) && !id.includes('/') && !Object.hasOwn(shared.fields, id)) both.fields[id] = { ...field, isPrivate: true }
  for (const [key, value] of Object.entries(own.extras)) {
    const [id, field] = [taskOfExtra(key), key.slice(key.indexOf('/') + 1)]
    const task = both.tasks[id]
    if (typeof task === 'object' && task !== null && field !== '') both.tasks[id] = { [field.includes(':') ? field : `${manyKeys.field}${field}`]: value, ...task }
  }
  return both
}
