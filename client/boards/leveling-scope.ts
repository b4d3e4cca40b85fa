import type { ScheduleStore } from './schedule-store.ts'

/** Which tasks may wait: all, those of a company, those below a task, or those that are selected. */
export type LevelingReach = 'all' | 'selected' | `company ${string}` | `below ${string}`

/** Ids of the tasks that may wait; null: all of them. */
export function tasksIn(reach: LevelingReach, schedule: ScheduleStore, selected: ReadonlySet<string>): ReadonlySet<string> | null {
  if (reach === 'all') return null
  if (reach === 'selected') return selected
  const [kind, id] = [reach.slice(0, reach.indexOf(' ')), reach.slice(reach.indexOf(' ') + 1)]
  const tasks = [...schedule.tasks().values()]
  return new Set(tasks.filter(task => (kind === 'company' ? task.companyId === id : isBelow(task.id, id, schedule))).map(task => task.id))
}

function isBelow(id: string, above: string, schedule: ScheduleStore): boolean {
  const seen = new Set<string>()
  for (let at = schedule.task(id)?.parent ?? null; at !== null && !seen.has(at); at = schedule.task(at)?.parent ?? null) {
    if (at === above) return true
    seen.add(at)
  }
  return false
}

/** Tasks that wait because of a levelling before. */
export const delayedTasks = (schedule: ScheduleStore): ReadonlyMap<string, number> =>
  new Map([...schedule.tasks().values()].filter(({ plan }) => (plan?.delay ?? 0) > 0).map(({ id }) => [id, 0]))
