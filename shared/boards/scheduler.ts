import type { Plan, PlanAssignment, PlanLink, PlanResource, PlanSettings, PlanTask, ScheduledTask, ScheduleResult } from './plan.ts'
import type { PlanCalendar } from './calendar-days.ts'
import { byTask, describe, taskOf, workOut } from './schedule.ts'
import { makeNetwork, type Network } from './schedule-network.ts'
import { makeRow, type Row, rowContext, type RowContext } from './schedule-rows.ts'
import { describeTask } from './schedule-slack.ts'
import { isPulledApart, type State } from './schedule-state.ts'
import { canFollow, sweepAll, sweepFrom } from './schedule-sweep.ts'

/** What is new, changed (by id) or gone. A task that is gone may leave links and assignments behind: they are not followed. */
export interface PlanChanges {
  readonly settings?: PlanSettings
  readonly tasks?: readonly PlanTask[]
  readonly links?: readonly PlanLink[]
  readonly calendars?: readonly PlanCalendar[]
  readonly resources?: readonly PlanResource[]
  readonly assignments?: readonly PlanAssignment[]
  readonly removed?: Partial<Record<'tasks' | 'links' | 'calendars' | 'resources' | 'assignments', readonly string[]>>
}

/**
 * A plan that changes, and its dates. After a change `result` equals what `schedule` says of the whole plan, value for value, but
 * only what depends on the change was worked out again: a task that moves is followed through the network, forward and backward; a
 * new link or another summary costs a new order of the network; calendars, resources and settings cost everything.
 */
export class Scheduler {
  #settings: PlanSettings
  readonly #tasks: Map<string, PlanTask>
  readonly #links: Map<string, PlanLink>
  readonly #calendars: Map<string, PlanCalendar>
  readonly #resources: Map<string, PlanResource>
  readonly #assignments: Map<string, PlanAssignment>
  #assignmentsOf: Map<string, PlanAssignment[]>
  #context: RowContext
  readonly #rows = new Map<string, Row>()
  #network: Network
  #state: State
  #described: Map<string, ScheduledTask>

  constructor(plan: Plan) {
    this.#settings = plan.settings
    this.#tasks = byKey(plan.tasks)
    this.#links = byKey(plan.links)
    this.#calendars = byKey(plan.calendars)
    this.#resources = byKey(plan.resources)
    this.#assignments = byKey(plan.assignments)
    this.#assignmentsOf = byTask(this.#assignments.values())
    this.#context = this.#makeContext()
    this.#network = makeNetwork(this.#tasks.values(), this.#links.values())
    this.#state = this.#workOut()
    this.#described = this.#describeAll()
  }

  get result(): ScheduleResult {
    return describe(this.#state, this.#described)
  }

  /** As it is now, with all changes. */
  get plan(): Plan {
    const [tasks, links, calendars, resources, assignments] = [this.#tasks, this.#links, this.#calendars, this.#resources, this.#assignments].map(values => [...values.values()]) as
      [PlanTask[], PlanLink[], PlanCalendar[], PlanResource[], PlanAssignment[]]
    return { settings: this.#settings, tasks, links, calendars, resources, assignments }
  }

  /** Answers the ids of all tasks of which anything is told otherwise than before, those that are new or gone included. */
  change(changes: PlanChanges): ReadonlySet<string> {
    const isRegrouped = this.#isRegrouped(changes)
    const changed = this.#take(changes)
    const isAnotherContext = Boolean(changes.settings ?? changes.calendars ?? changes.resources ?? changes.removed?.calendars ?? changes.removed?.resources)
    if (isAnotherContext) {
      this.#context = this.#makeContext()
      this.#rows.clear()
    }
    for (const id of changed) this.#rows.delete(id)
    if (isRegrouped) this.#network = makeNetwork(this.#tasks.values(), this.#links.values())
    if (isRegrouped || isAnotherContext) return this.#tellAll(() => { this.#state = this.#workOut() })
    return this.#follow(changed)
  }

  /** Takes the changes in; answers which tasks have to be read again. */
  #take(changes: PlanChanges): Set<string> {
    this.#settings = changes.settings ?? this.#settings
    put(this.#tasks, changes.tasks, changes.removed?.tasks)
    put(this.#links, changes.links, changes.removed?.links)
    put(this.#calendars, changes.calendars, changes.removed?.calendars)
    put(this.#resources, changes.resources, changes.removed?.resources)
    const changed = new Set([...(changes.tasks ?? []).map(({ id }) => id), ...(changes.removed?.tasks ?? [])])
    const assigned = [...(changes.assignments ?? []).map(({ id }) => id), ...(changes.removed?.assignments ?? [])]
    if (assigned.length === 0) return changed
    const addTasks = () => { for (const id of assigned) changed.add(this.#assignments.get(id)?.task ?? '') }
    addTasks()
    put(this.#assignments, changes.assignments, changes.removed?.assignments)
    addTasks()
    this.#assignmentsOf = byTask(this.#assignments.values())
    return changed
  }

  /** Is the network another one: links, tasks that come, go or lie elsewhere? */
  #isRegrouped({ tasks = [], links, removed }: PlanChanges): boolean {
    if (links ?? removed?.links ?? removed?.tasks) return true
    return tasks.some(({ id, parent, isActive }) => {
      const before = this.#tasks.get(id)
      return !before || (before.parent ?? null) !== (parent ?? null) || (before.isActive ?? true) !== (isActive ?? true)
    })
  }

  #follow(changed: ReadonlySet<string>): ReadonlySet<string> {
    const state = this.#state
    const rows = [...changed].flatMap(id => this.#network.rowOf.get(id) ?? [])
    for (const row of rows) state.rows[row] = this.#rowOf(this.#network.ids[row] ?? '')
    // The first task that goes against the plan's direction, or the last, changes which passes there are.
    const isOtherwise = isPulledApart(state) !== (state.planned !== state.early && state.planned !== state.late)
    if (isOtherwise) return this.#tellAll(() => { this.#state = this.#workOut() })
    if (!canFollow(state)) return this.#tellAll(() => sweepAll(state))
    return this.#tell(sweepFrom(state, rows))
  }

  #workOut(): State {
    return workOut({ settings: this.#settings, project: this.#context.project, network: this.#network, rows: this.#network.ids.map(id => this.#rowOf(id)) })
  }

  #rowOf(id: string): Row {
    const row = this.#rows.get(id) ?? makeRow(taskOf(this.#tasks, id), this.#assignmentsOf.get(id) ?? [], this.#context)
    this.#rows.set(id, row)
    return row
  }

  #makeContext(): RowContext {
    return rowContext({ calendars: [...this.#calendars.values()], resources: [...this.#resources.values()], settings: this.#settings })
  }

  #describeAll(): Map<string, ScheduledTask> {
    return new Map(this.#network.ids.map((id, row) => [id, describeTask(this.#state, row)]))
  }

  #tell(rows: Iterable<number>): Set<string> {
    const told = new Set<string>()
    for (const row of rows) {
      const task = describeTask(this.#state, row)
      if (isSame(this.#described.get(task.id), task)) continue
      this.#described.set(task.id, task)
      told.add(task.id)
    }
    return told
  }

  #tellAll(workOutAgain: () => void): Set<string> {
    workOutAgain()
    const gone = [...this.#described.keys()].filter(id => !this.#network.rowOf.has(id))
    for (const id of gone) this.#described.delete(id)
    return new Set([...this.#tell(this.#network.ids.keys()), ...gone])
  }
}

const byKey = <T extends { readonly id: string }>(values: readonly T[]): Map<string, T> => new Map(values.map(value => [value.id, value]))

function put<T extends { readonly id: string }>(into: Map<string, T>, values: readonly T[] = [], removed: readonly string[] = []): void {
  for (const value of values) into.set(value.id, value)
  for (const id of removed) into.delete(id)
}

function isSame(before: ScheduledTask | undefined, now: ScheduledTask): boolean {
  if (!before || before.flags.join() !== now.flags.join()) return false
  return numbers.every(name => before[name] === now[name]) && before.isSummary === now.isSummary && before.isCritical === now.isCritical
}

const numbers = [
  'start', 'finish', 'earlyStart', 'earlyFinish', 'lateStart', 'lateFinish', 'startSlack', 'finishSlack', 'totalSlack', 'freeSlack',
] as const
