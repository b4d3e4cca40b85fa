import type * as Y from 'yjs'
import { type Act, entryOf, rootOf } from './board.ts'
import { settingsOf } from './board-settings.ts'
import { type Column, columnsOf, type Stage } from './column.ts'
import { flowInto, readFlow, storedFlow, unknownFlow } from './flow.ts'
import { fieldsOf } from './field.ts'
import { type Placed, placeAfter } from './places.ts'
import { addFollowing, followingId } from './recurrence.ts'
import { copyExtras } from './side.ts'
import { moveTask, setDeadline } from './task-verbs.ts'
import type { Deadline, Task } from './task.ts'
import { cardsByColumn, findTask, hasTask, liveTasksOf } from './tasks.ts'

/**
 * A task that is ticked where its board is not open: what a move to the board's column of done things does there, done by the server in the person's
 * name. Nobody is asked before it: by the consent of the partner a move between columns and a deadline are not what companies ask each other about.
 */

/** What a board says to tasks that lie beside it: a company's side has no columns of its own. */
export interface BoardGround { columns: readonly Pick<Column, 'id' | 'stage'>[], zone: string }
export const groundOf = (doc: Y.Doc): BoardGround => ({ columns: columnsOf(doc).map(({ id, stage }) => ({ id, stage })), zone: settingsOf(doc).zone })

/** Where a task stood, and which one came after it: all that is needed to take it back. `flow`: as it is stored (flow.ts). */
export interface FinishedFrom { column: string, order: string, flow: (number | null)[], to: string, next: string | null, /** milliseconds since 1970 */ at: number }

/** `from`: what takes it back. `gone`: there is no such task. `noColumn`: the board has none that it could stand in. `already`: it is so. `changed`: it is no longer as it is to be taken back from. */
export type ChangeAnswer<From> = { outcome: 'done', from: From } | { outcome: 'gone' | 'noColumn' | 'already' | 'changed' }
export type FinishAnswer = ChangeAnswer<FinishedFrom | null>
/** The deadline that a task had. */
export interface DeadlineFrom { deadline: Deadline | null }

/** `ground` null: the document is the board itself. `chance`: 0 up to 1, keeps apart two who put something into one place. */
export interface FinishHand extends Act { ground: BoardGround | null, chance: number }

interface Hand extends FinishHand { doc: Y.Doc, ground: BoardGround, cards: Map<string, Task[]>, stageOf: (column: string) => Stage }

function handOn(doc: Y.Doc, hand: FinishHand): Hand {
  const ground = hand.ground ?? groundOf(doc)
  const stages = new Map(ground.columns.map(({ id, stage }) => [id, stage]))
  const columns = ground.columns.map(column => ({ ...column, title: '', order: '', limit: null }))
  return { ...hand, doc, ground, cards: cardsByColumn(liveTasksOf(doc).values(), columns), stageOf: column => stages.get(column) ?? ground.columns[0]?.stage ?? 'open' }
}

const living = (doc: Y.Doc, id: string): Task | null => { const task = findTask(doc, id); return task && task.removed === null ? task : null }

/** To the top of the first column of done things; what comes again makes its next one. `from`, as reopenTask answered: exactly to where it stood, and nothing comes again. */
export function finishTask(doc: Y.Doc, id: string, from: FinishedFrom | null, parts: FinishHand): FinishAnswer {
  const [task, hand] = [living(doc, id), handOn(doc, parts)]
  if (!task) return { outcome: 'gone' }
  if (from) return putBack(hand, task, from)
  if (hand.stageOf(task.column) === 'done') return { outcome: 'already' }
  const to = hand.ground.columns.find(({ stage }) => stage === 'done')?.id
  if (to === undefined) return { outcome: 'noColumn' }
  put(hand, task, to, null)
  return { outcome: 'done', from: { column: task.column, order: task.order, flow: storedFlow(task.flow), to, next: follow(hand, task), at: hand.at } }
}

/** Not done after all. `from`: exactly to where it stood, without the one that came after it; else to the end of the first column in which something is to be done. */
export function reopenTask(doc: Y.Doc, id: string, from: FinishedFrom | null, parts: FinishHand): FinishAnswer {
  const [task, hand] = [living(doc, id), handOn(doc, parts)]
  if (!task) return { outcome: 'gone' }
  if (from) return takeBack(hand, task, from)
  if (hand.stageOf(task.column) !== 'done') return { outcome: 'already' }
  const to = hand.ground.columns.find(({ stage }) => stage !== 'done')?.id
  if (to === undefined) return { outcome: 'noColumn' }
  put(hand, task, to, hand.cards.get(to)?.at(-1)?.id ?? null)
  return { outcome: 'done', from: { column: task.column, order: task.order, flow: storedFlow(task.flow), to, next: null, at: hand.at } }
}

/** Done after all, as it was before it was reopened: what somebody has moved on since stays where they put it. */
function putBack({ doc, stageOf }: Hand, task: Task, { column, order, flow, to }: FinishedFrom): FinishAnswer {
  if (task.column !== to || stageOf(to) === 'done' || stageOf(column) !== 'done') return { outcome: 'changed' }
  moveTask(doc, task.id, column, order, readFlow(flow))
  return { outcome: 'done', from: null }
}

/** What somebody has moved on since stays where they put it. */
function takeBack({ doc, ground, stageOf, userId }: Hand, task: Task, { column, order, flow, to, next, at }: FinishedFrom): FinishAnswer {
  if (task.column !== to || stageOf(to) !== 'done') return { outcome: 'changed' }
  // What stood in a column that is gone stood in the first one.
  const home = ground.columns.find(({ id }) => id === column) ?? ground.columns[0]
  moveTask(doc, task.id, home?.id ?? column, order, readFlow(flow))
  // As undoing on the board does: it is gone, and comes again when the task is done again. One that was there before, or is somebody else's, stays.
  const following = next !== null && next === followingId(task.id) ? findTask(doc, next) : null
  if (following && following.made?.at === at && following.made.userId === userId && isAsMade(doc, following.id)) rootOf(doc, 'tasks').delete(following.id)
  return { outcome: 'done', from: null }
}

/** Nobody has written in it since it was made: not over what it said, nor beside it, nor taken anything away. */
function isAsMade(doc: Y.Doc, id: string): boolean {
  const entry = entryOf(doc, 'tasks', id)
  const items = [...entry?._map.values() ?? []]
  return items.every(item => !item.deleted && item.left === null && item.id.client === entry?._item?.id.client)
}

/** Behind `after` in a column (null: at its top). */
function put({ doc, cards, stageOf, at, chance }: Hand, task: Task, to: string, after: string | null): void {
  const places = (cards.get(to) ?? []).filter(({ id }) => id !== task.id).map(({ id, order }): Placed => ({ id, key: order }))
  const { key, renumbered } = placeAfter(places, after, () => chance)
  for (const other of renumbered) moveTask(doc, other.id, to, other.key)
  moveTask(doc, task.id, to, key, flowInto(task.flow, { from: stageOf(task.column), to: stageOf(to) }, at))
}

/** At the end of the first column in which something is to be done. Answers its id where it is new. */
function follow({ doc, ground, cards, userId, at, chance }: Hand, task: Task): string | null {
  const [next, first] = [task.repeat ? followingId(task.id) : null, ground.columns.find(({ stage }) => stage !== 'done')]
  if (next === null || first === undefined || hasTask(doc, next)) return null
  const last = cards.get(first.id)?.findLast(({ id }) => id !== task.id)
  const { key } = placeAfter(last ? [{ id: last.id, key: last.order }] : [], last?.id ?? null, () => chance)
  addFollowing(doc, task.id, { id: next, column: first.id, order: key, flow: flowInto(unknownFlow, { from: null, to: first.stage }, at), rank: task.rank, zone: ground.zone }, { userId, at })
  return next
}

/** In a company's side: the one that follows says the same in the company's own fields. */
export const followInSide = (side: Y.Doc, ids: { from: string, to: string }): void => copyExtras(side, ids, fieldsOf(side))

/** `was`: only where it says that so far. */
export function changeDeadline(doc: Y.Doc, id: string, deadline: Deadline | null, was: DeadlineFrom | null): ChangeAnswer<DeadlineFrom> {
  const task = living(doc, id)
  if (!task) return { outcome: 'gone' }
  if (isSame(task.deadline, deadline)) return { outcome: 'already' }
  if (was && !isSame(task.deadline, was.deadline)) return { outcome: 'changed' }
  setDeadline(doc, id, deadline)
  return { outcome: 'done', from: { deadline: task.deadline } }
}

const isSame = (one: Deadline | null, other: Deadline | null): boolean => JSON.stringify(one) === JSON.stringify(other)
