import type * as Y from 'yjs'
import { canonicalJson } from '@kopa/shared/canonical-json.ts'
import { addTask, assignTask, setDeadline, type NewTask } from '@kopa/shared/boards/task-verbs.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { openPage } from './page-client.ts'
import { until } from './services.ts'
import { twoCompanies, type Person, type World } from './world.ts'

export interface BoardWorld extends World { boardId: string, /** its address in every call */ one: { workspaceId: string, boardId: string } }

/** Two companies with a board of two columns that Ana has made. */
export async function withBoard(url: string, rest: { isPrivate?: boolean } = {}): Promise<BoardWorld> {
  const world = await twoCompanies(url)
  const { workspaceId } = world
  const columns = [{ title: 'To do', stage: 'open' as const }, { title: 'Done', stage: 'done' as const }]
  const { board: { id: boardId } } = await world.ana.boards.createBoard({ workspaceId, title: 'Launch', columns, ...rest })
  return { ...world, boardId, one: { workspaceId, boardId } }
}

/** The document of the own company's side of a shared board. */
export async function sideOf(person: Person, one: BoardWorld['one']): Promise<string> {
  const { documentId } = await person.boards.openBoardSide(one)
  if (documentId === null) throw new Error('a shared board has sides')
  return documentId
}

export const myTasks = async (person: Person, question: object = {}): Promise<string[]> => (await person.boards.listMyTasks(question)).tasks.map(({ title }) => title)
export const foundTasks = async (person: Person, words: string): Promise<string[]> => (await person.boards.searchTasks({ words })).found.map(({ title }) => title)

/** Until the person's list of tasks reads so; the keeper folds a moment after people have left. */
export const untilMyTasks = (person: Person, titles: string[]): Promise<void> => until(async () => JSON.stringify(await myTasks(person)) === JSON.stringify(titles))

interface Wanted extends Partial<NewTask> { title: string, for?: Person, deadline?: Deadline }

/** Writes tasks into a board, or a side of one, as any Yjs client could. Answers their ids when another client sees them. */
export async function writeTasks(person: Person, documentId: string, tasks: Wanted[]): Promise<string[]> {
  const ids = tasks.map(() => crypto.randomUUID())
  await writeBoard(person, documentId, doc => doc.transact(() => {
    tasks.forEach(({ for: assignee, deadline, ...task }, index) => {
      const id = ids[index] ?? ''
      addTask(doc, { id, column: '', order: 'U1V', rank: 'U1V', ...task }, { userId: person.userId, at: 0 })
      if (assignee) assignTask(doc, id, { userId: assignee.userId, units: 100, work: null })
      if (deadline) setDeadline(doc, id, deadline)
    })
  }))
  return ids
}

/** Changes a document and leaves it; resolves when somebody who comes anew reads the same. */
export async function writeBoard(person: Person, documentId: string, change: (doc: Y.Doc) => void): Promise<void> {
  const writer = openPage(person, documentId)
  await writer.synced
  change(writer.doc)
  await until(async () => {
    const reader = openPage(person, documentId)
    await reader.synced
    const isThere = readAll(reader.doc) === readAll(writer.doc)
    reader.leave()
    return isThere
  })
  writer.leave()
}

const roots = ['settings', 'columns', 'tasks', 'links', 'fields', 'views', 'extras']
/** Two who read the same may have heard of it in another order, and with it of the keys. */
const readAll = (doc: Y.Doc): string => canonicalJson(roots.map(root => doc.getMap(root).toJSON()))
