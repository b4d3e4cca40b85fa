import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { fillPage } from '@kopa/shared/pages/page-verbs.ts'
import { textOf } from '@kopa/shared/transfer/blocks.ts'
import { most, type PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { writePortable } from '@kopa/shared/transfer/portable-writing.ts'
import { newId } from '../core/context.ts'
import { matchCompanies, matchPeople } from './matching.ts'
import { previewOf } from './preview.ts'
import { readBoard } from './read-board.ts'
import type { ComposedFile, ComposedPart, ComposeJob } from './transfer-jobs.ts'

/** How often it is told how far it is. */
const tellEvery = 100

/** Reads a file and writes the documents that it makes: a board, and a page for every description. Runs in a thread of its own. */
export async function composeBoard(job: ComposeJob, onProgress: (done: number, of: number) => void): Promise<ComposedFile> {
  const reading = await readBoard(job)
  const { board } = reading
  const preview = previewOf(reading, job)
  const described = board.tasks.filter(({ description }) => description.length > 0).slice(0, most.notes)
  const ids = new Map(described.map(({ id }) => [id, newId()]))
  const tasks = new Map(board.tasks.map(({ id }) => [id, newId()]))
  const of = described.length + 1
  onProgress(0, of)
  const written = compose(newId(), doc => writePortable(doc, board, {
    act: { userId: job.userId, at: job.now }, newId, tasks, pages: ids, people: matchPeople(board, job.here), companies: matchCompanies(board, job.here),
  }))
  const pages = described.map((task, at) => {
    if (at % tellEvery === 0) onProgress(at + 1, of)
    return composePage(task, ids.get(task.id) ?? '', tasks.get(task.id) ?? '')
  })
  return { ...inOneBuffer({ board: written, pages }), preview }
}

/** Thousands of small buffers take the main thread long to receive, and its memory long to let go; of one, all others are parts. */
function inOneBuffer({ board, pages }: Pick<ComposedFile, 'board' | 'pages'>): Pick<ComposedFile, 'board' | 'pages'> {
  const all = new Uint8Array([board, ...pages].reduce((sum, { updates }) => sum + updates.reduce((bytes, update) => bytes + update.length, 0), 0))
  let end = 0
  const moved = <P extends ComposedPart>(part: P): P => ({
    ...part,
    updates: part.updates.map(update => {
      all.set(update, end)
      end += update.length
      return all.subarray(end - update.length, end)
    }),
  })
  return { board: moved(board), pages: pages.map(moved) }
}

/** Every transaction becomes an update of its own: a large board is looked through in stretches. */
function compose(id: string, write: (doc: Y.Doc) => void): ComposedPart {
  const doc = new Y.Doc()
  doc.clientID = randomInt(2 ** 32)
  const updates: Uint8Array[] = []
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
  write(doc)
  return { id, clientId: doc.clientID, updates }
}

const composePage = ({ description }: PortableTask, id: string, taskId: string): ComposedFile['pages'][number] =>
  ({ ...compose(id, doc => doc.transact(() => fillPage(doc, { content: description }))), taskId, text: textOf(description) })

