import type { PlacedTask, Plan, PlanAssignment, PlanLink, PlanResource, PlanSettings, PlanTask, ScheduledTask, ScheduleResult, SkippedLink } from './plan.ts'
import type { PlanCalendar } from './calendar-days.ts'
import { byTask, describe, spanOf, taskOf } from './schedule.ts'
import { isSummary } from './schedule-events.ts'
import { makeNetwork, type Network } from './schedule-network.ts'
import { makeRow, type Row, rowContext, type RowContext } from './schedule-rows.ts'
import { describeTask } from './schedule-slack.ts'
import { at, isPulledApart, makeState, putRow, rowAt, type State } from './schedule-state.ts'
import { type Behind, canFollow, followBack, followForward, sweepAll, sweepForward } from './schedule-sweep.ts'

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
 * only what depends on the change was worked out again: a task that moves is followed through the network; a new link or another
 * summary costs a new order of the network; calendars, resources and settings cost everything. What nobody asks for is not worked
 * out: the way back through the network, for late dates and slack, waits until somebody wants them, and tasks are described one by one.
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
  #network: Network
  #state: State
  /** Where late dates have not followed yet; null: nowhere. */
  #behind: Behind | null = null
  /** Counts changes: what was told at another one has to be looked at again. */
  #version = 0
  #span: { version: number, span: ReturnType<typeof spanOf> } | null = null
  #result: { version: number, result: ScheduleResult } | null = null
  readonly #placed = new Told<PlacedTask>(isSamePlace)
  readonly #described = new Told<ScheduledTask>(isSame)

  constructor(plan: Plan) {
    this.#settings = plan.settings
    this.#tasks = byKey(plan.tasks)
    this.#links = byKey(plan.links)
    this.#calendars = byKey(plan.calendars)
    this.#resources = byKey(plan.resources)
    this.#assignments = byKey(plan.assignments)
    this.#assignmentsOf = byTask(this.#assignments.values())
    this.#context = this.#makeContext()
    this.#network = makeNetwork(this.#tasks, this.#links.values())
    this.#state = this.#workOut(id => this.#makeRow(id))
  }

  has(id: string): boolean {
    return this.#tasks.has(id)
  }

  /** Where a task lies; the same object for as long as it lies there. */
  dates(id: string): PlacedTask | undefined {
    const row = this.#network.rowOf.get(id)
    return row === undefined ? undefined : this.#placed.tell(id, this.#version, () => placeOf(this.#state, row, id))
  }

  /** All that is worked out of a task; the same object for as long as it says the same. */
  scheduled(id: string): ScheduledTask | undefined {
    const row = this.#network.rowOf.get(id)
    if (row === undefined) return undefined
    this.#workBack()
    return this.#described.tell(id, this.#version, () => describeTask(this.#state, row))
  }

  /** First start and last finish of the plan. */
  get span(): { readonly start: number, readonly finish: number } {
    if (this.#span?.version !== this.#version) this.#span = { version: this.#version, span: spanOf(this.#state) }
    return this.#span.span
  }

  get skippedLinks(): readonly SkippedLink[] {
    return this.#network.skippedLinks
  }

  /** Of the whole plan; another object after every change. */
  get result(): ScheduleResult {
    if (this.#result?.version === this.#version) return this.#result.result
    const tasks = this.#network.ids.flatMap(id => this.scheduled(id) ?? [])
    const result = describe(this.#state, byKey(tasks))
    this.#result = { version: this.#version, result }
    return result
  }

  /** As it is now, with all changes. */
  get plan(): Plan {
    const [tasks, links, calendars, resources, assignments] = [this.#tasks, this.#links, this.#calendars, this.#resources, this.#assignments].map(values => [...values.values()]) as
      [PlanTask[], PlanLink[], PlanCalendar[], PlanResource[], PlanAssignment[]]
    return { settings: this.#settings, tasks, links, calendars, resources, assignments }
  }

  /** Answers whether anything may be told otherwise than before; what says the same stays the same object. */
  change(changes: PlanChanges): boolean {
    const isRegrouped = this.#isRegrouped(changes)
    const changed = this.#take(changes)
    const isAnotherContext = Boolean(changes.settings ?? changes.calendars ?? changes.resources ?? changes.removed?.calendars ?? changes.removed?.resources)
    if (isAnotherContext) this.#context = this.#makeContext()
    const { network: { rowOf }, rows } = this.#state
    if (isRegrouped) this.#network = makeNetwork(this.#tasks, this.#links.values())
    this.#version++
    if (!isRegrouped && !isAnotherContext) return this.#follow(changed)
    this.#state = this.#workOut(id => (isAnotherContext || changed.has(id) ? undefined : rows[rowOf.get(id) ?? -1]) ?? this.#makeRow(id))
    this.#placed.keep(this.#network.rowOf)
    this.#described.keep(this.#network.rowOf)
    return true
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

  #follow(changed: ReadonlySet<string>): boolean {
    const state = this.#state
    const rows = [...changed].flatMap(id => this.#network.rowOf.get(id) ?? [])
    for (const row of rows) putRow(state, row, this.#makeRow(this.#network.ids[row] ?? ''))
    // The first task that goes against the plan's direction, or the last, changes which passes there are.
    const isOtherwise = isPulledApart(state) !== (state.planned !== state.early && state.planned !== state.late)
    if (isOtherwise || !canFollow(state)) {
      if (isOtherwise) this.#state = this.#workOut(id => rowAt(state, this.#network.rowOf.get(id) ?? -1))
      else sweepAll(state)
      return true
    }
    const wasBehind = this.#behind !== null
    this.#behind ??= new Uint8Array(state.rows.length)
    if (followForward(state, rows, this.#behind) || wasBehind) return true
    // Where nothing moves, the way back is short.
    const before = [...changed].flatMap(id => this.#described.last(id) ?? [])
    return this.#workBack() || before.some(task => this.scheduled(task.id) !== task)
  }

  #workOut(rowOf: (id: string) => Row): State {
    const state = makeState({ settings: this.#settings, project: this.#context.project, network: this.#network, rows: this.#network.ids.map(rowOf) })
    this.#behind = canFollow(state) ? sweepForward(state) : null
    if (this.#behind === null) sweepAll(state)
    return state
  }

  #workBack(): boolean {
    const behind = this.#behind
    this.#behind = null
    return behind !== null && followBack(this.#state, behind)
  }

  #makeRow(id: string): Row {
    return makeRow(taskOf(this.#tasks, id), this.#assignmentsOf.get(id) ?? unassigned, this.#context)
  }

  #makeContext(): RowContext {
    return rowContext({ calendars: [...this.#calendars.values()], resources: [...this.#resources.values()], settings: this.#settings })
  }
}

const unassigned: readonly PlanAssignment[] = []

/** What was told of tasks, by id: told again as the same object for as long as it says the same. */
class Told<T> {
  readonly #isSame: (one: T, other: T) => boolean
  readonly #told = new Map<string, { version: number, value: T }>()

  constructor(isSame: (one: T, other: T) => boolean) {
    this.#isSame = isSame
  }

  tell(id: string, version: number, read: () => T): T {
    const told = this.#told.get(id)
    if (told?.version === version) return told.value
    const value = read()
    if (told && this.#isSame(told.value, value)) {
      told.version = version
      return told.value
    }
    this.#told.set(id, { version, value })
    return value
  }

  last(id: string): T | undefined {
    return this.#told.get(id)?.value
  }

  keep(ids: ReadonlyMap<string, unknown>): void {
    for (const id of this.#told.keys()) if (!ids.has(id)) this.#told.delete(id)
  }
}

const placeOf = ({ planned, network }: State, row: number, id: string): PlacedTask =>
  ({ id, start: at(planned.start, row), finish: at(planned.finish, row), isSummary: isSummary(network, row) })

function byKey<T extends { readonly id: string }>(values: readonly T[]): Map<string, T> {
  const found = new Map<string, T>()
  for (const value of values) found.set(value.id, value)
  return found
}

function put<T extends { readonly id: string }>(into: Map<string, T>, values: readonly T[] = [], removed: readonly string[] = []): void {
  for (const value of values) into.set(value.id, value)
  for (const id of removed) into.delete(id)
}

const isSamePlace = (before: PlacedTask, now: PlacedTask): boolean => before.start === now.start && before.finish === now.finish && before.isSummary === now.isSummary

function isSame(before: ScheduledTask, now: ScheduledTask): boolean {
  if (before.flags.join() !== now.flags.join()) return false
  return numbers.every(name => before[name] === now[name]) && before.isSummary === now.isSummary && before.isCritical === now.isCritical
}

const numbers = [
  'start', 'finish', 'earlyStart', 'earlyFinish', 'lateStart', 'lateFinish', 'startSlack', 'finishSlack', 'totalSlack', 'freeSlack',
] as const
