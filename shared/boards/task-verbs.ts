import type * as Y from 'yjs'
import { type Act, addEntry, entryOf, type Stored } from './board.ts'
import { type Flow, storedFlow, unknownFlow } from './flow.ts'
import type { TaskFile } from './task-file.ts'
import { type Assignee, type ChecklistItem, type Deadline, type Effort, type Intentions, manyKeys, mostTitle, type Priority, type Progress, readTask, type Repeat, taskKeys } from './task.ts'

/**
 * What people do to tasks. Each writes as little as it can: a value for what is meant as one thing. A verb about a task that
 * is not there (any more) does nothing. Whoever calls several for one act puts them into one transaction.
 */

export interface NewTask {
  id: string
  title: string
  column: string
  order: string
  /** not told: nobody knows when it came there */
  flow?: Flow
  parent?: string | null
  rank: string
  plan?: Intentions | null
  deadline?: Deadline | null
  companyId?: string | null
  priority?: Priority | null
  assignees?: readonly Assignee[]
  labels?: readonly string[]
  repeat?: Repeat | null
}

export function addTask(doc: Y.Doc, task: NewTask, act: Act): void {
  const { id, title, column, order, flow = unknownFlow, parent = null, rank, plan, deadline, companyId, priority, repeat, assignees = [], labels = [] } = task
  const optional = { [taskKeys.plan]: plan, [taskKeys.deadline]: deadline, [taskKeys.company]: companyId, [taskKeys.priority]: priority, [taskKeys.repeat]: repeat && { ...repeat, weekdays: [...repeat.weekdays] } }
  addEntry(doc, 'tasks', id, {
    [taskKeys.title]: title.slice(0, mostTitle),
    [taskKeys.board]: boardValue(column, order, flow),
    [taskKeys.outline]: [parent ?? '', rank],
    [taskKeys.made]: { ...act },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined && value !== null)),
    ...Object.fromEntries(assignees.map(({ userId, units, work }) => [manyKeys.person + userId, { units, work }])),
    ...Object.fromEntries(labels.map(label => [manyKeys.label + label, true])),
  })
}

/** null takes the value away. */
function put(doc: Y.Doc, id: string, key: string, value: Stored): void {
  const entry = entryOf(doc, 'tasks', id)
  if (!entry) return
  if (value !== null) entry.set(key, value)
  else if (entry.has(key)) entry.delete(key)
}

/** What stands under the keys that hold one value. */
interface Values { plan: Intentions, deadline: Deadline, priority: Priority, progress: Progress, effort: Effort, repeat: Repeat, page: string }

const setter = <K extends keyof Values>(key: K) => (doc: Y.Doc, id: string, value: Values[K] | null): void => put(doc, id, taskKeys[key], value)

export const renameTask = (doc: Y.Doc, id: string, title: string): void => put(doc, id, taskKeys.title, title.slice(0, mostTitle))
/**
 * To a column and a place among its cards: one value, so that they never mix with somebody else's move. Without `flow` it keeps its times
 * if it stays in its column, and in another nobody knows since when.
 */
export function moveTask(doc: Y.Doc, id: string, column: string, order: string, flow?: Flow): void {
  const entry = entryOf(doc, 'tasks', id)
  if (!entry) return
  const before = readTask(id, entry)
  entry.set(taskKeys.board, boardValue(column, order, flow ?? (before.column === column ? before.flow : unknownFlow)))
}
const boardValue = (column: string, order: string, flow: Flow): Stored => [column, order, ...storedFlow(flow)]
/** Below a parent (null: top level), at a place among its children. */
export const placeTask = (doc: Y.Doc, id: string, parent: string | null, rank: string): void => put(doc, id, taskKeys.outline, [parent ?? '', rank])
export const planTask = setter('plan')
export const setDeadline = setter('deadline')
/** Whose work it was when it is let go of stays known: to give it to another company is a hand-over then (consent.ts). */
export function setCompany(doc: Y.Doc, id: string, companyId: string | null): void {
  const entry = entryOf(doc, 'tasks', id)
  const before = entry && readTask(id, entry).companyId
  if (companyId === null && before) put(doc, id, taskKeys.letGoBy, before)
  put(doc, id, taskKeys.company, companyId)
}
export const setPriority = setter('priority')
export const setProgress = setter('progress')
export const setEffort = setter('effort')
export const setRepeat = setter('repeat')
export const setTaskPage = setter('page')

export const assignTask = (doc: Y.Doc, id: string, { userId, units, work }: Assignee): void => put(doc, id, manyKeys.person + userId, { units, work })
export const unassignTask = (doc: Y.Doc, id: string, userId: string): void => put(doc, id, manyKeys.person + userId, null)
export const addLabel = (doc: Y.Doc, id: string, label: string): void => put(doc, id, manyKeys.label + label, true)
export const removeLabel = (doc: Y.Doc, id: string, label: string): void => put(doc, id, manyKeys.label + label, null)
export const putChecklistItem = (doc: Y.Doc, id: string, { id: item, text, isDone, order }: ChecklistItem): void =>
  put(doc, id, manyKeys.check + item, { text: text.slice(0, mostTitle), isDone, order })
export const removeChecklistItem = (doc: Y.Doc, id: string, item: string): void => put(doc, id, manyKeys.check + item, null)
/** Its bytes are on the server; here it is said that the task has it. */
export const putTaskFile = (doc: Y.Doc, id: string, { id: file, ...said }: TaskFile): void => put(doc, id, manyKeys.file + file, said)
/** The bytes stay: whoever removed it, or brings an earlier version back, has it again. */
export const removeTaskFile = (doc: Y.Doc, id: string, file: string): void => put(doc, id, manyKeys.file + file, null)
export const setValue = (doc: Y.Doc, id: string, field: string, value: Stored): void => put(doc, id, manyKeys.field + field, value)

/** It stays, out of sight, and what others write in it meanwhile is kept: it can be brought back. */
export const removeTask = (doc: Y.Doc, id: string, act: Act): void => put(doc, id, taskKeys.removed, { ...act })
export const restoreTask = (doc: Y.Doc, id: string): void => put(doc, id, taskKeys.removed, null)
