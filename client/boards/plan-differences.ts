import type { Plan } from '@kopa/shared/boards/plan.ts'
import { isSameValue } from '@kopa/shared/boards/same-value.ts'
import type { PlanChanges } from '@kopa/shared/boards/scheduler.ts'

const kinds = ['tasks', 'links', 'calendars', 'resources', 'assignments'] as const

/** What turns one plan into another, and nothing that both say: for a scheduler, of which every mention costs. */
export function planDifferences(before: Plan, plan: Plan): PlanChanges {
  const changes: Record<string, unknown> = {}
  const removed: Partial<Record<(typeof kinds)[number], string[]>> = {}
  for (const kind of kinds) {
    const known = new Map<string, unknown>(before[kind].map(value => [value.id, value]))
    const changed = plan[kind].filter(value => !isSameValue(known.get(value.id), value))
    for (const { id } of plan[kind]) known.delete(id)
    if (changed.length > 0) changes[kind] = changed
    if (known.size > 0) removed[kind] = [...known.keys()]
  }
  if (!isSameValue(before.settings, plan.settings)) changes['settings'] = plan.settings
  return { ...changes, ...Object.keys(removed).length > 0 ? { removed } : {} }
}
