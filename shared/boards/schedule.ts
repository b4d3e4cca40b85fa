import type { Plan, PlanAssignment, PlanTask, ScheduledTask, ScheduleResult } from './plan.ts'
import { makeNetwork } from './schedule-network.ts'
import { makeRow, rowContext } from './schedule-rows.ts'
import { describeTask } from './schedule-slack.ts'
import { at, isActiveRow, makeState, type State } from './schedule-state.ts'
import { sweepAll } from './schedule-sweep.ts'

/**
 * Dates of every task, from intentions: pure, and the same whatever the order in which tasks, links and calendars come.
 * Forward and backward pass of the critical path method, as Microsoft Project reckons them; times are those of `Plan`.
 * Never throws on a plan, however broken: what could not be followed is in `skippedLinks` and in the flags of tasks.
 */
export function schedule(plan: Plan): ScheduleResult {
  const context = rowContext(plan)
  const tasks = new Map(plan.tasks.map(task => [task.id, task]))
  const network = makeNetwork(tasks, plan.links)
  const assignments = byTask(plan.assignments)
  const rows = network.ids.map(id => makeRow(taskOf(tasks, id), assignments.get(id) ?? [], context))
  const state = workOut({ settings: plan.settings, project: context.project, network, rows })
  return describe(state, new Map(network.ids.map((id, row) => [id, describeTask(state, row)])))
}

export function workOut(given: Pick<State, 'settings' | 'project' | 'network' | 'rows'>): State {
  const state = makeState(given)
  sweepAll(state)
  return state
}

export function taskOf(tasks: ReadonlyMap<string, PlanTask>, id: string): PlanTask {
  const task = tasks.get(id)
  if (!task) throw new Error(`there is no task ${id}`)
  return task
}

export function byTask(assignments: Iterable<PlanAssignment>): Map<string, PlanAssignment[]> {
  const found = new Map<string, PlanAssignment[]>()
  for (const assignment of assignments) {
    const others = found.get(assignment.task)
    if (others) others.push(assignment)
    else found.set(assignment.task, [assignment])
  }
  return found
}

export const describe = (state: State, tasks: ReadonlyMap<string, ScheduledTask>): ScheduleResult => ({ ...spanOf(state), tasks, skippedLinks: state.network.skippedLinks })

/** First start and last finish of all active tasks. */
export function spanOf(state: State): { start: number, finish: number } {
  let start = Infinity
  let finish = -Infinity
  for (let row = 0; row < state.rows.length; row++) {
    if (!isActiveRow(state, row)) continue
    start = Math.min(start, at(state.planned.start, row))
    finish = Math.max(finish, at(state.planned.finish, row))
  }
  const isEmpty = start > finish
  const { settings } = state
  return { start: isEmpty ? settings[settings.from] : start, finish: isEmpty ? settings[settings.from] : finish }
}

