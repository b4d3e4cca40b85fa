import { calendarDifferences } from '@kopa/shared/boards/calendar-changes.ts'
import { comparePlans, type PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import type { ScheduleResult } from '@kopa/shared/boards/plan.ts'
import type { BoardStore } from './board-store.ts'
import { type Asker, type ConsentQuestion, handOver, movedIds, type Pushed, pushedBy, questionsAbout, questionsAboutLinks, removal } from './consent-question.ts'
import type { AskedFirst, Sandbox } from './sandbox.ts'
import { type LinkChange, ScheduleStore } from './schedule-store.ts'

/** The dates of a board as it is now. */
export function resultOf(board: BoardStore): ScheduleResult {
  const schedule = new ScheduleStore(board, () => new Date().toISOString())
  const result = schedule.result()
  schedule.close()
  return result
}

export const comparedWithLive = ({ live, board }: Sandbox): PlanComparison => comparePlans(resultOf(live), resultOf(board))

/** What of a sandbox is not written when it is applied, what is asked instead, and what of partners would be pushed past its slack. */
export function askedOf(sandbox: Sandbox, asker: Asker): { questions: ConsentQuestion[], askedFirst: AskedFirst, pushed: Pushed } {
  const { live, board } = sandbox
  const changed = sandbox.changes().flatMap(({ root, id }) => {
    const [was, is] = [live.task(id), board.task(id)]
    return root === 'tasks' && was && is ? [{ id, was, is }] : []
  })
  const plans = new Map(changed.flatMap(({ id, was, is }) => (is.plan !== null && was.plan !== is.plan ? [[id, is.plan] as const] : [])))
  const [before, after] = [resultOf(live), resultOf(board)]
  const dates = { before: (id: string) => before.tasks.get(id), after: (id: string) => after.tasks.get(id) }
  const moves = questionsAbout(live, { plans, ...dates }, asker)
  const links = questionsAboutLinks(live, changedLinks(sandbox), dates, asker).questions
  const given = Map.groupBy(changed.filter(({ was, is }) => was.companyId !== is.companyId), ({ is }) => is.companyId)
  const hands = [...given].flatMap(([to, tasks]) => handOver(live, tasks.map(({ id }) => id), to, asker).questions)
  const removals = removal(live, changed.flatMap(({ id, was, is }) => (was.removed === null && is.removed !== null ? [id] : [])), asker).questions
  const givenIds = hands.flatMap(question => (question.kind === 'handOver' ? question.taskIds : []))
  const calendars = changedCalendars(sandbox, asker)
  const linkIds = links.flatMap(question => (question.kind === 'link' ? question.links.map(({ id }) => id) : []))
  const pushed = pushedBy(live, { ...dates, among: before.tasks.keys(), own: new Set([...moves, ...links].flatMap(question => ('moves' in question ? question.moves.map(({ taskId }) => taskId) : []))) }, asker)
  return { questions: [...moves, ...links, ...hands, ...removals, ...calendars.questions], pushed, askedFirst: { plan: movedIds(moves), company: new Set(givenIds), removed: new Set(removals.flatMap(question => (question.kind === 'removal' ? question.taskIds : []))), links: new Set(linkIds), calendars: calendars.ids } }
}

/** Of the working days that were tried those of partners. */
function changedCalendars({ live, board, changes }: Sandbox, { companyId, companies }: Asker): { questions: ConsentQuestion[], ids: ReadonlySet<string> } {
  const theirs = board.calendars().filter(({ id, companyId: owner }) => owner !== companyId && companies.some(company => company.id === owner) && changes().some(one => one.root === 'calendars' && one.id === id))
  const questions = theirs.map(({ id, companyId: owner }): ConsentQuestion => ({ kind: 'calendar', companyId: owner ?? '', changes: calendarDifferences(live.calendars(), board.calendars(), id) }))
  return { questions: questions.filter(question => question.kind === 'calendar' && question.changes.length > 0), ids: new Set(theirs.map(({ id }) => id)) }
}

function changedLinks({ live, board, changes }: Sandbox): LinkChange {
  const changed = new Set(changes().flatMap(({ root, id }) => (root === 'links' ? [id] : [])))
  const put = board.links().filter(({ id }) => changed.has(id))
  return { put, removed: live.links().filter(({ id }) => changed.has(id) && !put.some(link => link.id === id)) }
}
