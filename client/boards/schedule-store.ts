import type { BoardRoot } from '@kopa/shared/boards/board-changes.ts'
import { assignmentsOf, calendarsOfTasks, planOf, planTaskOf, withoutSharedParent } from '@kopa/shared/boards/board-plan.ts'
import type { Link } from '@kopa/shared/boards/link.ts'
import { wallClockAt } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask, Plan, ScheduledTask, ScheduleResult, SkippedLink } from '@kopa/shared/boards/plan.ts'
import { isSameValue } from '@kopa/shared/boards/same-value.ts'
import { type PlanChanges, Scheduler } from '@kopa/shared/boards/scheduler.ts'
import type { Intentions, Task } from '@kopa/shared/boards/task.ts'
import type { BoardStore } from './board-store.ts'
import { planDifferences } from './plan-differences.ts'

/** `dates`: those of any task; for whoever looks at one, by its id. `outline`: which tasks there are and what lies below what. */
export type ScheduleWatched = 'dates' | 'outline' | `dates ${string}`

/** Links that are put (by id), or taken away. */
export interface LinkChange { readonly put: readonly Link[], readonly removed: readonly Link[] }

/** What is asked of another company before it is written. */
export interface AsksFirst {
  /** Is it asked about these plans? Then they must not be written. */
  readonly plans: (plans: ReadonlyMap<string, Intentions>) => boolean
  /** Answers what of it may be written at once. */
  readonly links: (change: LinkChange) => LinkChange
}

/**
 * The dates of a live board, beside its store: a scheduler that is told only what changed. A task that moved costs what depends on it;
 * a link, a calendar or another parent costs the plan as a whole.
 */
export class ScheduleStore {
  readonly board: BoardStore
  readonly #now: () => string
  /** As they are drawn: live tasks, with the plans that are being tried. */
  #tasks: ReadonlyMap<string, Task>
  /** The same map, once it is no longer the board's. */
  #ownTasks: Map<string, Task> | null = null
  readonly #asks = new Set<AsksFirst>()
  #trial: ReadonlyMap<string, Intentions> = new Map()
  #linkTrial: LinkChange | null = null
  #plan: Plan
  #people: Set<string>
  readonly #scheduler: Scheduler
  #skipped: { links: readonly SkippedLink[], reasons: ReadonlyMap<string, SkippedLink['reason']> } = { links: [], reasons: new Map() }
  readonly #listeners = new Map<ScheduleWatched, Set<() => void>>()
  readonly #stopWatching: () => void

  /** @param now the moment as ISO 8601 in UTC; asked when the plan as a whole is read: one without dates begins today */
  constructor(board: BoardStore, now: () => string) {
    this.board = board
    this.#now = now
    this.#tasks = board.tasks()
    this.#plan = this.#readPlan()
    this.#people = idsOf(this.#plan.resources)
    this.#scheduler = new Scheduler(this.#plan)
    this.#stopWatching = board.hear(changes => this.#take(changes))
  }

  /** Is another company asked before these plans are written? Then they must not be. */
  isAsked(plans: ReadonlyMap<string, Intentions>): boolean {
    return [...this.#asks].at(-1)?.plans(plans) ?? false
  }

  /** What of it may be written at once; about the rest another company is asked. */
  freeOf(change: LinkChange): LinkChange {
    return [...this.#asks].at(-1)?.links(change) ?? change
  }

  /** From now on `asks` is asked; of several views that show this plan the one that came last. Answers the way to stop. */
  askFirst(asks: AsksFirst): () => void {
    this.#asks.add(asks)
    return () => { this.#asks.delete(asks) }
  }

  close(): void {
    this.#stopWatching()
    this.#listeners.clear()
  }

  /** The same object for as long as the task lies there; undefined: it has no place in time. */
  readonly dates = (id: string): PlacedTask | undefined => this.#scheduler.dates(id)
  /** With late dates and slack, and the same object for as long as it says the same. They cost a way back through the plan, after each change: ask only for what is shown. */
  readonly scheduled = (id: string): ScheduledTask | undefined => this.#scheduler.scheduled(id)
  /** The plan's first start and last finish. */
  readonly span = (): { readonly start: number, readonly finish: number } => this.#scheduler.span
  /** Everything of every task; another object after every change. */
  readonly result = (): ScheduleResult => this.#scheduler.result
  /** Links that were not followed, and why; another map exactly when they are others. */
  readonly skipped = (): ReadonlyMap<string, SkippedLink['reason']> => {
    const [links, { links: before, reasons }] = [this.#scheduler.skippedLinks, this.#skipped]
    // The same list until there is another network: asked for every row in every frame.
    if (links === before) return reasons
    const isSame = links.length === reasons.size && links.every(({ id, reason }) => reasons.get(id) === reason)
    this.#skipped = { links, reasons: isSame ? reasons : new Map(links.map(({ id, reason }) => [id, reason])) }
    return this.#skipped.reasons
  }
  /** A task with the plan that is being tried, if one is. */
  readonly task = (id: string): Task | undefined => this.#tasks.get(id)
  readonly tasks = (): ReadonlyMap<string, Task> => this.#tasks
  /** All of it, as the scheduler has it. */
  readonly plan = (): Plan => this.#scheduler.plan
  /** Where tasks begin that wait for nothing. */
  readonly start = (): number => this.#plan.settings.start

  /** Dates as they would be with other plans for some tasks: nothing is written. An empty map puts everything back. */
  try(plans: ReadonlyMap<string, Intentions>): void {
    const ids = new Set([...this.#trial.keys(), ...plans.keys()])
    this.#trial = plans
    this.#change(ids)
  }

  /** The same with other links; null puts everything back. */
  tryLinks(change: LinkChange | null): void {
    this.#linkTrial = change
    this.#readAnew(nothing)
  }

  readonly watch = (what: ScheduleWatched) => (listener: () => void): (() => void) => {
    const listeners = this.#listeners.get(what) ?? new Set()
    this.#listeners.set(what, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(what)
    }
  }

  #take(changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>): void {
    const tasks = changes.get('tasks') ?? nothing
    if (changes.has('links') || changes.has('calendars') || changes.has('settings')) this.#readAnew(tasks)
    else if (tasks.size > 0) this.#change(tasks)
  }

  /** What only these tasks change; where that is not enough, everything. */
  #change(ids: ReadonlySet<string>): void {
    const changed = [...ids].map(id => ({ id, before: this.#tasks.get(id), task: this.#effective(id) })).filter(({ before, task }) => before !== task)
    if (changed.some(change => this.#isRegrouped(change))) return this.#readAnew(ids)
    for (const { id, task } of changed) if (task) this.#put(id, task)
    const told = new Set<ScheduleWatched>()
    if (changed.some(({ before, task }) => before?.rank !== task?.rank)) told.add('outline')
    this.#schedule(this.#changesOf(changed.flatMap(({ before, task }) => (before && task && this.#scheduler.has(task.id) ? [{ before, task }] : []))), told)
  }

  #put(id: string, task: Task): void {
    this.#tasks = this.#ownTasks ??= new Map(this.#tasks)
    this.#ownTasks.set(id, task)
  }

  #effective(id: string): Task | undefined {
    const task = this.board.task(id)
    if (!task || task.removed !== null) return undefined
    const plan = this.#trial.get(id)
    return plan ? { ...task, plan } : task
  }

  /** Does it come, go, lie elsewhere, enter the plan or leave it, or begin a plan that has no start of its own? */
  #isRegrouped({ id, before, task }: { id: string, before: Task | undefined, task: Task | undefined }): boolean {
    if (!before || !task || before.parent !== task.parent) return true
    if ((task.plan !== null) !== (before.plan !== null) && !(task.plan !== null && this.#scheduler.has(id))) return true
    if (task.assignees.some(({ userId }) => !this.#people.has(userId)) && this.#scheduler.has(id)) return true
    const isTried = this.#trial.has(id)
    return !isTried && this.board.settings().start === null && (before.plan?.constraintAt !== task.plan?.constraintAt || before.plan?.start !== task.plan?.start)
  }

  #changesOf(changed: readonly { before: Task, task: Task }[]): PlanChanges {
    const { calendar, zone } = this.board.settings()
    const calendarOf = calendarsOfTasks(this.board.calendars(), calendar)
    const tasks = changed.map(({ task }) => planTaskOf(withoutSharedParent(task, this.board.isPrivate), zone, calendarOf))
    const assigned = changed.filter(({ before, task }) => before.assignees !== task.assignees && !isSameValue(before.assignees, task.assignees))
    if (assigned.length === 0) return { tasks }
    const assignments = assigned.flatMap(({ task }) => assignmentsOf(task))
    const kept = idsOf(assignments)
    return { tasks, assignments, removed: { assignments: assigned.flatMap(({ before }) => assignmentsOf(before)).flatMap(({ id }) => (kept.has(id) ? [] : [id])) } }
  }

  #readAnew(ids: ReadonlySet<string>): void {
    const before = this.#tasks
    this.#tasks = this.board.tasks()
    this.#ownTasks = null
    for (const id of this.#trial.keys()) {
      const task = this.#effective(id)
      if (task) this.#put(id, task)
    }
    const told = new Set<ScheduleWatched>()
    if ([...ids].some(id => isElsewhere(before.get(id), this.#tasks.get(id)))) told.add('outline')
    const plan = this.#readPlan()
    const changes = planDifferences(this.#scheduler.plan, plan)
    this.#plan = plan
    this.#people = idsOf(plan.resources)
    this.#schedule(changes, told)
  }

  #readPlan(): Plan {
    const settings = this.board.settings()
    return planOf({ tasks: this.#tasks, links: linksWith(this.board.links(), this.#linkTrial), calendars: this.board.calendars(), settings, today: wallClockAt(this.#now(), settings.zone), isPrivate: this.board.isPrivate })
  }

  #schedule(changes: PlanChanges, told: Set<ScheduleWatched>): void {
    const isDated = this.#scheduler.change(changes)
    // Far fewer look at one task than tasks move: who looks is told, and sees by the object whether it is another one.
    const all = [...this.#listeners]
    for (const [what, listeners] of all) if (what === 'outline' ? told.has(what) : isDated) listeners.forEach(listener => listener())
  }
}

const nothing: ReadonlySet<string> = new Set()

function linksWith(links: readonly Link[], change: LinkChange | null): readonly Link[] {
  if (!change) return links
  const changed = idsOf([...change.put, ...change.removed])
  return [...links.filter(({ id }) => !changed.has(id)), ...change.put]
}

function idsOf(values: readonly { readonly id: string }[]): Set<string> {
  const ids = new Set<string>()
  for (const { id } of values) ids.add(id)
  return ids
}

const isElsewhere = (before: Task | undefined, task: Task | undefined): boolean => before?.parent !== task?.parent || before?.rank !== task?.rank || (before === undefined) !== (task === undefined)
