import type * as Y from 'yjs'
import type { ScheduledTask } from './plan.ts'
import { findTask } from './tasks.ts'
import { planTask, setCompany } from './task-verbs.ts'
import { readPlan, type Task } from './task.ts'

/** What one company may do to another's tasks by itself, and what is written when the other one accepts. */

interface Moved { readonly task: Pick<Task, 'companyId'> | undefined, readonly before: ScheduledTask | undefined, readonly after: ScheduledTask | undefined }

/** Another company's task that would end later than its slack allows: that company is asked first. */
export function needsConsent({ task, before, after }: Moved, companyId: string): boolean {
  if (!task || task.companyId === null || task.companyId === companyId || !before || !after) return false
  return after.finish > before.finish && after.finish > before.lateFinish
}

/**
 * Who is asked before a task of one company becomes another's: the company that shall have it, or the one that has it.
 * null: nobody, it is planning. A task that nobody is responsible for is given to anybody, and one's own is let go, without asking.
 */
export function askedAbout({ from, to }: { from: string | null, to: string | null }, companyId: string): string | null {
  if (from === null || from === to) return null
  if (from !== companyId) return from
  return to
}

/** Plans for tasks of a company, as far as they are its own still. */
export function moveAccepted(doc: Y.Doc, companyId: string, moves: readonly { taskId: string, plan: unknown }[]): void {
  for (const { taskId, plan } of moves) {
    const [task, wanted] = [findTask(doc, taskId), readPlan(plan)]
    if (task && task.removed === null && task.companyId === companyId && wanted) planTask(doc, taskId, wanted)
  }
}

/** Tasks that were one company's and become another's, as far as they still are. */
export function handOverAccepted(doc: Y.Doc, { from, to }: { from: string, to: string | null }, taskIds: readonly string[]): void {
  for (const taskId of taskIds) {
    const task = findTask(doc, taskId)
    if (task && task.removed === null && task.companyId === from) setCompany(doc, taskId, to)
  }
}
