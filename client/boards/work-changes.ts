import type { Stage } from '@kopa/shared/boards/column.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { type MyTask, type MyWorkPart, partOf, type Reader, type WorkCounts } from './my-work.ts'

/** What was done here to a task of the list: rows follow a board some seconds later, and the screen does not wait for them. */
export interface WorkChange {
  /** as the list had it */
  readonly task: MyTask
  /** where it stood then, and behind which row */
  readonly part: MyWorkPart
  readonly after: string | null
  /** of which question the list was the answer */
  readonly question: string
  readonly stage?: Stage
  readonly deadline?: Deadline | null
  /** milliseconds since 1970 */
  readonly at: number
}

export type WorkChanges = ReadonlyMap<string, WorkChange>

/** Milliseconds in which rows may not have followed yet; afterwards they are right. */
const behind = 15_000

export const workKey = ({ documentId, taskId }: Pick<MyTask, 'documentId' | 'taskId'>): string => `${documentId} ${taskId}`

function changed(task: MyTask, { stage, deadline }: WorkChange): MyTask {
  const due = deadline === undefined ? {} : { deadlineDay: deadline && 'day' in deadline ? deadline.day : null, deadlineAt: deadline && 'instant' in deadline ? deadline.instant : null }
  return { ...task, ...due, ...stage === undefined ? {} : { stage } }
}

interface Fetched { tasks: readonly MyTask[], question: string, /** milliseconds since 1970 */ fetchedAt: number }

/** What was done here stays where it stood, struck through, until the screen is left: nothing jumps away below the hand. */
export function withChanges({ tasks, question, fetchedAt }: Fetched, changes: WorkChanges): MyTask[] {
  const isFresh = ({ at }: WorkChange): boolean => fetchedAt - at < behind
  const known = new Set(tasks.map(workKey))
  const shown = tasks.map(task => {
    const change = changes.get(workKey(task))
    return change && isFresh(change) ? changed(task, change) : task
  })
  for (const [key, change] of changes) {
    if (known.has(key) || change.question !== question || !(change.stage === 'done' || isFresh(change))) continue
    shown.splice(shown.findIndex(task => workKey(task) === change.after) + 1, 0, changed(change.task, change))
  }
  return shown
}

/** The part in which what is done stays. */
export const staysIn = (changes: WorkChanges) => (task: MyTask): MyWorkPart | undefined => (task.stage === 'done' ? changes.get(workKey(task))?.part : undefined)

interface Counted extends Fetched { counts: WorkCounts, reader: Reader, /** also what is done is asked for */ isAll: boolean }

/** What the server has counted, as far as it has not heard of what was done here. */
export function countsWithChanges({ tasks, question, fetchedAt, counts, reader, isAll }: Counted, changes: WorkChanges): WorkCounts {
  const next = { ...counts }
  for (const [key, change] of changes) {
    if (fetchedAt - change.at >= behind) continue
    const row = tasks.find(task => workKey(task) === key)
    if (!row && change.question !== question) continue
    const [before, after] = [row && partOf(row, reader), partOf(changed(row ?? change.task, change), reader)]
    if (before) next[before] = Math.max(0, next[before] - 1)
    if (after !== 'done' || (isAll && before)) next[after] += 1
  }
  return next
}
