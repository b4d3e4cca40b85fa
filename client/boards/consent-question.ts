import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import { askedAbout, type AskedLink, needsConsent } from '@kopa/shared/boards/consent.ts'
import type { Link } from '@kopa/shared/boards/link.ts'
import type { PlanDates } from '@kopa/shared/boards/plan-comparison.ts'
import type { PlacedTask, ScheduledTask } from '@kopa/shared/boards/plan.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'
import type { LinkChange, ScheduleStore } from './schedule-store.ts'

/** What another company has to be asked before it is done. */
export type ConsentQuestion =
  | { readonly kind: 'move', readonly companyId: string, readonly moves: readonly AskedMove[] }
  | { readonly kind: 'handOver', readonly companyId: string, /** who gets them; null: nobody */ readonly newCompanyId: string | null, readonly taskIds: readonly string[] }
  | { readonly kind: 'removal', readonly companyId: string, readonly taskIds: readonly string[] }
  | { readonly kind: 'calendar', readonly companyId: string, readonly changes: readonly CalendarChange[] }
  | { readonly kind: 'link', readonly companyId: string, readonly links: readonly AskedLink[], readonly moves: readonly LaterTask[] }

/** A task that would end later. */
export interface LaterTask { readonly taskId: string, readonly before: PlanDates, readonly after: PlanDates }
export interface AskedMove extends LaterTask { readonly plan: Intentions }

/** Who asks, and which companies there are to be asked: tasks of one that has left wait for nobody. */
export interface Asker { readonly companyId: string, readonly companies: readonly { readonly id: string }[] }

/** As they are, and as they would be. */
export interface Dates { readonly before: (id: string) => ScheduledTask | undefined, readonly after: (id: string) => PlacedTask | undefined }
interface Plans extends Dates { readonly plans: ReadonlyMap<string, Intentions> }
/** The tasks of a company that follow what is changed past their slack: nobody is asked about them, whoever pushes them is told so. */
export type Pushed = ReadonlyMap<string, readonly string[]>

/** A task of another company that would end later than its slack allows. */
function laterTask(board: BoardStore, taskId: string, { before, after }: Dates, { companyId, companies }: Asker): (LaterTask & { owner: string }) | null {
  const [task, was, is] = [board.task(taskId), before(taskId), after(taskId)]
  if (!task || !was || !is || board.isPrivate(taskId) || !needsConsent({ task, before: was, after: is }, companyId)) return null
  const owner = task.companyId ?? ''
  return companies.some(({ id }) => id === owner) ? { taskId, before: was, after: is, owner } : null
}

/** Of these plans those that have to be asked for, a question to each company. */
export function questionsAbout(board: BoardStore, { plans, ...dates }: Plans, asker: Asker): ConsentQuestion[] {
  const asked = new Map<string, AskedMove[]>()
  for (const [taskId, plan] of plans) {
    const later = laterTask(board, taskId, dates, asker)
    if (later) asked.set(later.owner, [...asked.get(later.owner) ?? [], { taskId, plan, before: later.before, after: later.after }])
  }
  return [...asked].map(([owner, moves]) => ({ kind: 'move', companyId: owner, moves }))
}

/** Of these links those that have to be asked for: one end of them is a partner's task, which it pushes. `free`: the others. */
export function questionsAboutLinks(board: BoardStore, { put, removed }: LinkChange, dates: Dates, asker: Asker): { questions: ConsentQuestion[], free: LinkChange } {
  const asked = new Map<string, { links: AskedLink[], moves: Map<string, LaterTask> }>()
  const isFree = (isRemoved: boolean) => ({ id, from, to, type, lag }: Link): boolean => {
    const later = laterTask(board, to, dates, asker) ?? laterTask(board, from, dates, asker)
    if (!later) return true
    const question = asked.get(later.owner) ?? { links: [] as AskedLink[], moves: new Map<string, LaterTask>() }
    question.links.push({ id, from, to, type, lag, isRemoved })
    question.moves.set(later.taskId, later)
    asked.set(later.owner, question)
    return false
  }
  const free = { put: put.filter(isFree(false)), removed: removed.filter(isFree(true)) }
  return { free, questions: [...asked].map(([companyId, { links, moves }]) => ({ kind: 'link', companyId, links, moves: [...moves.values()] })) }
}

/** Tasks of partners as they are now: all that can be asked about, or pushed. */
export function partnersTasks(schedule: ScheduleStore, { companyId, companies }: Asker): ReadonlyMap<string, ScheduledTask> {
  const partners = new Set(companies.flatMap(({ id }) => (id === companyId ? [] : [id])))
  const tasks = new Map<string, ScheduledTask>()
  for (const task of schedule.board.tasks().values()) {
    const dates = task.companyId !== null && partners.has(task.companyId) ? schedule.scheduled(task.id) : undefined
    if (dates) tasks.set(task.id, dates)
  }
  return tasks
}

/** `among`: those that may be; `own`: those whose own plan or links are changed. */
export function pushedBy(board: BoardStore, { among, own, ...dates }: Dates & { among: Iterable<string>, own: ReadonlySet<string> }, asker: Asker): Pushed {
  const pushed = new Map<string, string[]>()
  for (const id of among) {
    // The end of a summary is that of its tasks.
    const later = own.has(id) || dates.after(id)?.isSummary ? null : laterTask(board, id, dates, asker)
    if (later) pushed.set(later.owner, [...pushed.get(later.owner) ?? [], id])
  }
  return pushed
}

/** What has to be asked about plans that are not written yet, and what they push; they are tried, and put back. */
export function plansBeforehand(schedule: ScheduleStore, plans: ReadonlyMap<string, Intentions>, asker: Asker): { questions: ConsentQuestion[], pushed: Pushed } {
  const tried = tryOut(schedule, asker, () => schedule.try(plans), () => schedule.try(new Map()))
  return { questions: questionsAbout(schedule.board, { plans, ...tried }, asker), pushed: pushedBy(schedule.board, { ...tried, own: new Set(plans.keys()) }, asker) }
}

const nothingAsked = { questions: [], pushed: new Map() }

/** The same of links. `free`: what may be written at once. */
export function linksBeforehand(schedule: ScheduleStore, change: LinkChange, asker: Asker): { questions: ConsentQuestion[], free: LinkChange, pushed: Pushed } {
  if (change.put.length + change.removed.length === 0) return { ...nothingAsked, free: change }
  const tried = tryOut(schedule, asker, () => schedule.tryLinks(change), () => schedule.tryLinks(null))
  const own = new Set([...change.put, ...change.removed].flatMap(({ from, to }) => [from, to]))
  return { ...questionsAboutLinks(schedule.board, change, tried, asker), pushed: pushedBy(schedule.board, { ...tried, own }, asker) }
}

function tryOut(schedule: ScheduleStore, asker: Asker, attempt: () => void, putBack: () => void): Dates & { among: Iterable<string> } {
  const before = partnersTasks(schedule, asker)
  attempt()
  const after = new Map([...before.keys()].map(id => [id, schedule.dates(id)]))
  putBack()
  return { before: id => before.get(id), after: id => after.get(id), among: before.keys() }
}

/** Which tasks may be given to a company (null: nobody) at once, and what is asked about the others. */
export function handOver(board: BoardStore, ids: readonly string[], to: string | null, asker: Asker): { free: string[], questions: ConsentQuestion[] } {
  const { free, asked } = askedToGive(board, ids, to, asker)
  return { free, questions: [...asked].map(([companyId, taskIds]) => ({ kind: 'handOver', companyId, newCompanyId: to, taskIds })) }
}

/** Which tasks may be removed at once, and what is asked about the others. */
export function removal(board: BoardStore, ids: readonly string[], asker: Asker): { free: string[], questions: ConsentQuestion[] } {
  const { free, asked } = askedToGive(board, ids, null, asker)
  return { free, questions: [...asked].map(([companyId, taskIds]) => ({ kind: 'removal', companyId, taskIds })) }
}

function askedToGive(board: BoardStore, ids: readonly string[], to: string | null, { companyId, companies }: Asker): { free: string[], /** by the company */ asked: ReadonlyMap<string, string[]> } {
  const asked = new Map<string, string[]>()
  const free = ids.filter(id => {
    const task = board.task(id)
    const company = board.isPrivate(id) ? null : askedAbout({ from: task?.companyId ?? null, to, letGoBy: task?.letGoBy ?? null }, companyId)
    if (company === null || !companies.some(one => one.id === company)) return true
    asked.set(company, [...asked.get(company) ?? [], id])
    return false
  })
  return { free, asked }
}

export const movedIds = (questions: readonly ConsentQuestion[]): ReadonlySet<string> =>
  new Set(questions.flatMap(question => (question.kind === 'move' ? question.moves.map(({ taskId }) => taskId) : [])))
