import type * as Y from 'yjs'
import type { Act } from './board.ts'
import { type Link, linksOf, putLink, removeLink } from './link.ts'
import type { ScheduledTask } from './plan.ts'
import { findTask } from './tasks.ts'
import { planTask, removeTask, setCompany } from './task-verbs.ts'
import { readPlan, type Task } from './task.ts'

/** What one company may do to another's tasks by itself, and what is written when the other one accepts. */

interface Moved { readonly task: Pick<Task, 'companyId'> | undefined, readonly before: Pick<ScheduledTask, 'finish' | 'lateFinish'> | undefined, readonly after: Pick<ScheduledTask, 'finish'> | undefined }

/** Another company's task that would end later than its slack allows: that company is asked first. */
export function needsConsent({ task, before, after }: Moved, companyId: string): boolean {
  if (!task || task.companyId === null || task.companyId === companyId || !before || !after) return false
  return after.finish > before.finish && after.finish > before.lateFinish
}

/**
 * Who is asked before a task of one company becomes another's: the company that shall have it, or the one that has it.
 * null: nobody, it is planning. A task that has been nobody's work yet is given to anybody, and one's own is let go, without asking; one that was
 * let go of is no fresh one: to give it to another company is to hand it over, in one step or in two. To remove a task is to take it from who is responsible.
 */
export function askedAbout({ from, to, letGoBy }: { from: string | null, to: string | null, letGoBy: string | null }, companyId: string): string | null {
  if (from === to) return null
  if (from === null) return letGoBy === null || to === companyId ? null : to
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

/** Tasks that were one company's and become another's, as far as they still are; or nobody's, who may be given to a company that agrees. */
export function handOverAccepted(doc: Y.Doc, { from, to }: { from: string, to: string | null }, taskIds: readonly string[]): void {
  for (const taskId of taskIds) {
    const task = findTask(doc, taskId)
    if (task && task.removed === null && (task.companyId === from || (task.companyId === null && to !== null))) setCompany(doc, taskId, to)
  }
}

/** Tasks of a company are removed, as far as they are its own still. */
export function removalAccepted(doc: Y.Doc, companyId: string, taskIds: readonly string[], act: Act): void {
  for (const taskId of taskIds) {
    const task = findTask(doc, taskId)
    if (task && task.removed === null && task.companyId === companyId) removeTask(doc, taskId, act)
  }
}

/** A link as it shall be, or that shall go. */
export type AskedLink = Omit<Link, 'created'> & { readonly isRemoved: boolean }

/** Links of a company's tasks, as far as they are its own still; `at`: the order in which they count among others that close a circle (milliseconds since 1970). */
export function linksAccepted(doc: Y.Doc, companyId: string, links: readonly AskedLink[], at: number): void {
  const there = new Map(linksOf(doc).map(link => [link.id, link]))
  for (const { isRemoved, ...link } of links) {
    const known = there.get(link.id)
    if (!isBetweenTheirs(doc, link, companyId) || (known && !isSamePair(known, link))) continue
    if (isRemoved) removeLink(doc, link.id)
    else if (![...there.values()].some(one => one.id !== link.id && isSamePair(one, link))) putLink(doc, { ...link, created: known?.created ?? at })
  }
}

const isSamePair = (one: Pick<Link, 'from' | 'to'>, other: Pick<Link, 'from' | 'to'>): boolean => one.from === other.from && one.to === other.to

function isBetweenTheirs(doc: Y.Doc, { from, to }: Pick<Link, 'from' | 'to'>, companyId: string): boolean {
  const tasks = [findTask(doc, from), findTask(doc, to)]
  return from !== to && tasks.every(task => task?.removed === null) && tasks.some(task => task?.companyId === companyId)
}
