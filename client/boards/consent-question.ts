import { askedAbout, needsConsent } from '@kopa/shared/boards/consent.ts'
import type { PlanDates } from '@kopa/shared/boards/plan-comparison.ts'
import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** What another company has to be asked before it is done. */
export type ConsentQuestion =
  | { readonly kind: 'move', readonly companyId: string, readonly moves: readonly AskedMove[] }
  | { readonly kind: 'handOver', readonly companyId: string, /** who gets them; null: nobody */ readonly newCompanyId: string | null, readonly taskIds: readonly string[] }

export interface AskedMove { readonly taskId: string, readonly plan: Intentions, readonly before: PlanDates, readonly after: PlanDates }

/** Who asks, and which companies there are to be asked: tasks of one that has left wait for nobody. */
export interface Asker { readonly companyId: string, readonly companies: readonly { readonly id: string }[] }

interface Plans { readonly plans: ReadonlyMap<string, Intentions>, readonly before: DatesOf, readonly after: DatesOf }
type DatesOf = (id: string) => ScheduledTask | undefined

/** Of these plans those that have to be asked for, a question to each company. */
export function questionsAbout(board: BoardStore, { plans, before, after }: Plans, { companyId, companies }: Asker): ConsentQuestion[] {
  const asked = new Map<string, AskedMove[]>()
  for (const [taskId, plan] of plans) {
    const [task, was, is] = [board.task(taskId), before(taskId), after(taskId)]
    if (!task || !was || !is || board.isPrivate(taskId) || !needsConsent({ task, before: was, after: is }, companyId)) continue
    const owner = task.companyId ?? ''
    if (companies.some(({ id }) => id === owner)) asked.set(owner, [...asked.get(owner) ?? [], { taskId, plan, before: was, after: is }])
  }
  return [...asked].map(([owner, moves]) => ({ kind: 'move', companyId: owner, moves }))
}

/** The same of plans that are not written yet: they are tried, and put back. */
export function questionsBeforehand(schedule: ScheduleStore, plans: ReadonlyMap<string, Intentions>, asker: Asker): ConsentQuestion[] {
  const before = new Map([...plans.keys()].map(id => [id, schedule.scheduled(id)]))
  schedule.try(plans)
  const after = new Map([...plans.keys()].map(id => [id, schedule.scheduled(id)]))
  schedule.try(new Map())
  return questionsAbout(schedule.board, { plans, before: id => before.get(id), after: id => after.get(id) }, asker)
}

/** Which tasks may be given to a company (null: nobody) at once, and what is asked about the others. */
export function handOver(board: BoardStore, ids: readonly string[], to: string | null, { companyId, companies }: Asker): { free: string[], questions: ConsentQuestion[] } {
  const asked = new Map<string, string[]>()
  const free = ids.filter(id => {
    const company = board.isPrivate(id) ? null : askedAbout({ from: board.task(id)?.companyId ?? null, to }, companyId)
    if (company === null || !companies.some(one => one.id === company)) return true
    asked.set(company, [...asked.get(company) ?? [], id])
    return false
  })
  return { free, questions: [...asked].map(([company, taskIds]) => ({ kind: 'handOver', companyId: company, newCompanyId: to, taskIds })) }
}

export const movedIds = (questions: readonly ConsentQuestion[]): ReadonlySet<string> =>
  new Set(questions.flatMap(question => (question.kind === 'move' ? question.moves.map(({ taskId }) => taskId) : [])))
