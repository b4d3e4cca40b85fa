import type { Column } from '@kopa/shared/boards/column.ts'
import { type FilterView, type Grouping, laneKeys, filterBy, type TaskFilter } from '@kopa/shared/boards/filter.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { LiveTaskList } from '@kopa/shared/pages/live-tasks.ts'
import { columnIn } from './board-context.ts'
import { boardOrder } from './table-lines.ts'

/** `key`: of the column, company, person or priority; '' of none, and where nothing is grouped. */
export interface ListGroup { readonly key: string, readonly tasks: readonly Task[] }
export interface ListedTasks { readonly groups: readonly ListGroup[], readonly count: number, readonly done: number }

interface Parts { columns: readonly Column[], cards: (column: string) => readonly string[], tasks: ReadonlyMap<string, Task>, list: LiveTaskList, filter: TaskFilter, view: FilterView, /** keys of groups in their order */ order: ReadonlyMap<string, number> }

/** What takes no time: its plan is a day that is kept or missed. */
export const isMilestone = ({ plan }: Pick<Task, 'plan'>): boolean =>
  plan !== null && (plan.mode === 'manual' && plan.start !== null && plan.finish !== null ? plan.start === plan.finish : plan.duration === 0)

/** What a list in a page shows of its board, in the order of the board. */
export function listedTasks({ columns, cards, tasks, list, filter, view, order }: Parts): ListedTasks {
  const named = list.tasks === null ? null : new Set(list.tasks)
  const isWanted = filterBy(filter, view)
  const shown = boardOrder(columns, cards, tasks).filter(task => (named === null || named.has(task.id)) && isShown(task, list, view) && isWanted(task))
  const groups = Map.groupBy(shown.flatMap(task => keysOf(task, list, columns).map(key => ({ key, task }))), ({ key }) => key)
  const sorted = [...groups].map(([key, entries]) => ({ key, tasks: entries.map(({ task }) => task) })).toSorted((one, other) => placeOf(one.key, order) - placeOf(other.key, order))
  return { groups: sorted, count: shown.length, done: shown.filter(view.isDone).length }
}

const placeOf = (key: string, order: ReadonlyMap<string, number>): number => (key === '' ? 1e9 : order.get(key) ?? 1e8)

function isShown(task: Task, { show }: LiveTaskList, { isDone }: FilterView): boolean {
  switch (show) {
    case 'all': return true
    case 'open': return !isDone(task)
    case 'done': return isDone(task)
    case 'milestones': return isMilestone(task)
  }
}

function keysOf(task: Task, { group }: LiveTaskList, columns: readonly Column[]): readonly string[] {
  if (group === 'column') return [columnIn(columns, task.column)?.id ?? '']
  return laneKeys(task, group satisfies Grouping)
}

/**
 * Behind which card of its own column a task comes to stand that is put behind another row (null: before the first of them).
 * What is not in the list stays where it is. null: it stands there already, or the row is of another column.
 */
export function landingIn(rows: readonly Pick<Task, 'id'>[], id: string, to: number, cards: readonly string[]): { after: string | null } | null {
  const task = rows.find(row => row.id === id)
  if (!task) return null
  const others = rows.filter(row => row.id !== id)
  const before = others[to - 1]
  const after = others[to]
  if (before && cards.includes(before.id)) return { after: before.id }
  if (!after || !cards.includes(after.id)) return null
  return { after: cards.filter(card => card !== id)[cards.filter(card => card !== id).indexOf(after.id) - 1] ?? null }
}
