import { comparePlans, type PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import type { ScheduleResult } from '@kopa/shared/boards/plan.ts'
import type { BoardStore } from './board-store.ts'
import { type Asker, type ConsentQuestion, handOver, movedIds, questionsAbout } from './consent-question.ts'
import type { AskedFirst, Sandbox } from './sandbox.ts'
import { ScheduleStore } from './schedule-store.ts'

/** The dates of a board as it is now. */
function resultOf(board: BoardStore): ScheduleResult {
  const schedule = new ScheduleStore(board, () => new Date().toISOString())
  const result = schedule.result()
  schedule.close()
  return result
}

export const comparedWithLive = ({ live, board }: Sandbox): PlanComparison => comparePlans(resultOf(live), resultOf(board))

/** What of a sandbox is not written when it is applied, and what is asked instead. */
export function askedOf(sandbox: Sandbox, asker: Asker): { questions: ConsentQuestion[], askedFirst: AskedFirst } {
  const { live, board } = sandbox
  const changed = sandbox.changes().flatMap(({ root, id }) => {
    const [was, is] = [live.task(id), board.task(id)]
    return root === 'tasks' && was && is ? [{ id, was, is }] : []
  })
  const plans = new Map(changed.flatMap(({ id, was, is }) => (is.plan !== null && was.plan !== is.plan ? [[id, is.plan] as const] : [])))
  const [before, after] = [resultOf(live), resultOf(board)]
  const moves = questionsAbout(live, { plans, before: id => before.tasks.get(id), after: id => after.tasks.get(id) }, asker)
  const given = Map.groupBy(changed.filter(({ was, is }) => was.companyId !== is.companyId), ({ is }) => is.companyId)
  const hands = [...given].flatMap(([to, tasks]) => handOver(live, tasks.map(({ id }) => id), to, asker).questions)
  const givenIds = hands.flatMap(question => (question.kind === 'handOver' ? question.taskIds : []))
  return { questions: [...moves, ...hands], askedFirst: { plan: movedIds(moves), company: new Set(givenIds) } }
}
