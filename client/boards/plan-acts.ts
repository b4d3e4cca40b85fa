import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { circleOf } from '@kopa/shared/boards/link-circle.ts'
import { type Lag, type Link, type LinkType, putLink, removeLink } from '@kopa/shared/boards/link.ts'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { constrained, finishingAt, inMode, isStretchable, lasting, movedTo } from '@kopa/shared/boards/plan-moves.ts'
import type { Span, TypedLink } from '@kopa/shared/boards/plan-words.ts'
import type { ConstraintKind, Intentions, Task } from '@kopa/shared/boards/task.ts'
import { planTask } from '@kopa/shared/boards/task-verbs.ts'
import type * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import { newId } from './arrange.ts'
import type { LinkChange, ScheduleStore } from './schedule-store.ts'

/** Why something was not done. */
export type PlanProblem =
  | { readonly kind: 'followsTasks' | 'hasBegun' | 'hasFinished' | 'followsWork' | 'isLinked' | 'finishOfSummary' | 'isPrivate' }
  | { readonly kind: 'circle', readonly titles: readonly string[] }
  | { readonly kind: 'noRow', readonly number: number }
type Outcome = PlanProblem | null
/** `asked`: another company is asked about it first, about some of it at least */
export type LinkOutcome = Outcome | 'asked'

export interface LinkWish { readonly from: string, readonly to: string, readonly type: LinkType, readonly lag: Lag }
export const noLag: Lag = { kind: 'working', amount: 0 }

export type PlanActs = ReturnType<typeof makePlanActs>

/** What a planner does to dates and links, by whatever way: each one act, or the reason why not. */
export function makePlanActs(schedule: ScheduleStore, words: ActWords) {
  const { board } = schedule
  const write = (id: string, plan: Intentions): null => { writePlan(schedule, id, plan, words.planned(board, [id])); return null }
  const change = (id: string, hindrance: (task: Task) => Outcome, next: (task: Task) => Intentions): Outcome => {
    const task = board.task(id)
    if (!task) return null
    return hindrance(task) ?? write(id, next(task))
  }
  const isFixed = ({ id, progress }: Task): Outcome => (schedule.dates(id)?.isSummary ? { kind: 'followsTasks' } : progress.start === null ? null : { kind: 'hasBegun' })
  return {
    /** minutes of the board's clock; null: as soon as possible again */
    setStart: (id: string, at: number | null) => change(id, isFixed, ({ plan }) => (at === null ? constrained(plan, 'ASAP', null) : movedTo(plan, at))),
    setFinish: (id: string, at: number | null) => change(id, isFixed, ({ plan }) => (at === null ? constrained(plan, 'ASAP', null) : finishingAt(plan, at))),
    setConstraint: (id: string, kind: ConstraintKind, at: number | null) => change(id, isFixed, ({ plan }) => constrained(plan, kind, at)),
    setMode: (id: string, mode: Intentions['mode']) => change(id, isFixed, ({ plan }) => inMode(plan, mode, schedule.dates(id) ?? { start: schedule.start(), finish: schedule.start() })),
    setSpan: (id: string, { minutes, isElapsed }: Span) => change(id, task => lengthProblem(schedule, task), ({ plan }) => ({ ...lasting(plan, minutes), isElapsed })),
    ...linkActs(schedule, words),
  }
}

function lengthProblem(schedule: ScheduleStore, task: Task): Outcome {
  const dates = schedule.dates(task.id)
  if (dates?.isSummary) return { kind: 'followsTasks' }
  if (task.progress.finish !== null) return { kind: 'hasFinished' }
  return dates && !isStretchable(task, dates) ? { kind: 'followsWork' } : null
}

/** One act, undone as one; or a question to the company whose task it is. A plan without a start of its own gets the one it has now: else everything would begin with what was moved to before it. */
export function writePlan(schedule: ScheduleStore, id: string, plan: Intentions, words: string): void {
  const { board } = schedule
  if (schedule.isAsked(new Map([[id, plan]]))) return
  board.act(doc => {
    keepStart(schedule, doc)
    planTask(board.docOf(id), id, plan)
  }, words)
}

function keepStart(schedule: ScheduleStore, doc: Y.Doc): void {
  if (schedule.board.settings().start === null) changeSettings(doc, { start: localTimeOf(schedule.start()) })
}

/** Why a link cannot be made; `links`: those beside it. */
export function linkProblem(schedule: ScheduleStore, { from, to, type }: Omit<LinkWish, 'lag'>, links: readonly Pick<Link, 'id' | 'from' | 'to'>[]): Outcome {
  const { board } = schedule
  if (links.some(link => link.from === from && link.to === to)) return { kind: 'isLinked' }
  // What drives a shared task must be known to everybody who reads its dates.
  if (board.isPrivate(from) && !board.isPrivate(to)) return { kind: 'isPrivate' }
  const skipped = schedule.skipped()
  const circle = circleOf({ from, to }, { tasks: board.tasks(), links: links.filter(({ id }) => !skipped.has(id)) })
  if (circle) return { kind: 'circle', titles: circle.map(id => board.task(id)?.title ?? '') }
  return (type === 'FF' || type === 'SF') && schedule.dates(to)?.isSummary ? { kind: 'finishOfSummary' } : null
}

/** One act, as far as no other company is asked first. */
function writeLinks(schedule: ScheduleStore, change: LinkChange, words: string): 'asked' | null {
  const { board } = schedule
  const { put, removed } = schedule.freeOf(change)
  if (put.length + removed.length > 0) {
    board.act(doc => {
      if (put.length > 0) keepStart(schedule, doc)
      for (const { id, to } of removed) removeLink(board.docOf(to), id)
      for (const link of put) putLink(board.docOf(link.to), link)
    }, words)
  }
  return put.length === change.put.length && removed.length === change.removed.length ? null : 'asked'
}

function linkActs(schedule: ScheduleStore, words: ActWords) {
  const { board } = schedule
  return {
    link: (wish: LinkWish): LinkOutcome =>
      linkProblem(schedule, wish, board.links()) ?? writeLinks(schedule, { put: [{ id: newId(), ...wish, created: Date.now() }], removed: [] }, words.linked(board, wish.from, wish.to)),
    /** Each waits for the one before it: one act. */
    chain: (ids: readonly string[]): LinkOutcome => {
      const wishes = ids.slice(1).map((to, at): LinkWish => ({ from: ids[at] ?? '', to, type: 'FS', lag: noLag }))
      const added: Link[] = []
      for (const wish of wishes) {
        const problem = linkProblem(schedule, wish, [...board.links(), ...added])
        if (problem && problem.kind !== 'isLinked') return problem
        if (!problem) added.push({ id: newId(), ...wish, created: Date.now() + added.length })
      }
      return added.length > 0 ? writeLinks(schedule, { put: added, removed: [] }, words.linksChanged(board, ids.slice(1))) : { kind: 'isLinked' }
    },
    changeLink: (link: Link): LinkOutcome =>
      linkProblem(schedule, link, board.links().filter(({ id }) => id !== link.id)) ?? writeLinks(schedule, { put: [link], removed: [] }, words.linksChanged(board, [link.to])),
    removeLinks: (links: readonly Link[]): 'asked' | null => writeLinks(schedule, { put: [], removed: links }, words.linksChanged(board, [...new Set(links.map(({ to }) => to))])),
    setPredecessors: setPredecessors(schedule, words),
  }
}

/** Exactly these, by the numbers of the rows. */
function setPredecessors(schedule: ScheduleStore, words: ActWords) {
  const { board } = schedule
  return (to: string, typed: readonly TypedLink[], idAt: (number: number) => string | undefined): LinkOutcome => {
    const before = board.links().filter(link => link.to === to)
    const kept = board.links().filter(link => link.to !== to)
    const wanted: Link[] = []
    for (const { number, type, lag } of typed) {
      const from = idAt(number)
      if (from === undefined) return { kind: 'noRow', number }
      const problem = linkProblem(schedule, { from, to, type }, [...kept, ...wanted])
      if (problem) return problem
      const known = before.find(link => link.from === from)
      wanted.push({ id: known?.id ?? newId(), from, to, type, lag, created: known?.created ?? Date.now() + wanted.length })
    }
    const removed = before.filter(link => !wanted.some(({ id }) => id === link.id))
    const put = wanted.filter(link => JSON.stringify(link) !== JSON.stringify(before.find(({ id }) => id === link.id)))
    return writeLinks(schedule, { put, removed }, words.linksChanged(board, [to]))
  }
}
