import { addDays, dayAt, momentOf } from './zoned-time.ts'
import { type FieldCondition, type FilterValue, meetsConditions } from './field-filter.ts'
import { foldWord } from './quick-add-words.ts'
import { type Deadline, priorities, type Priority, type Task } from './task.ts'

export const dueChoices = ['overdue', 'today', 'week', 'none'] as const
export type DueChoice = (typeof dueChoices)[number]

/** Does its work go on, or is it over? */
export const taskStates = ['open', 'done'] as const
export type TaskState = (typeof taskStates)[number]

/** Which tasks a view shows: within one kind any of what is named, over all kinds together. Empty: everything. */
export interface TaskFilter {
  text: string
  people: readonly string[]
  companies: readonly string[]
  labels: readonly string[]
  priorities: readonly (Priority | 'none')[]
  due: DueChoice | null
  state: TaskState | null
  /** of the board's own fields */
  own: readonly FieldCondition[]
}

export const noFilter: TaskFilter = { text: '', people: [], companies: [], labels: [], priorities: [], due: null, state: null, own: [] }

export const isFiltering = ({ text, people, companies, labels, priorities, due, state, own }: TaskFilter): boolean =>
  text !== '' || [people, companies, labels, priorities, own].some(({ length }) => length > 0) || due !== null || state !== null

/** `isDone`: it stands in a column whose work is over. A moment is judged by the clock, a day by the reader's calendar. */
export interface FilterView { now: number, timeZone: string, isDone: (task: Task) => boolean, /** what it says in an own field */ fieldValue?: (task: Task, field: string) => FilterValue }

export function matchesFilter(task: Task, filter: TaskFilter, view: FilterView): boolean {
  if (filter.people.length > 0 && !task.assignees.some(({ userId }) => filter.people.includes(userId))) return false
  if (filter.companies.length > 0 && !filter.companies.includes(task.companyId ?? '')) return false
  if (filter.labels.length > 0 && !task.labels.some(label => filter.labels.includes(label))) return false
  if (filter.priorities.length > 0 && !filter.priorities.includes(task.priority ?? 'none')) return false
  if (filter.state !== null && view.isDone(task) !== (filter.state === 'done')) return false
  if (filter.due !== null && !isDue(task, filter.due, view)) return false
  if (filter.own.length > 0 && view.fieldValue && !meetsConditions(task, filter.own, view.fieldValue)) return false
  return filter.text === '' || foldWord(task.title).includes(foldWord(filter.text))
}

function isDue(task: Task, due: DueChoice, view: FilterView): boolean {
  if (task.deadline === null) return due === 'none'
  const { isLate, isToday, isSoon } = dueIn(view)(task.deadline)
  switch (due) {
    case 'overdue': return isLate && !view.isDone(task)
    case 'today': return isToday
    case 'week': return isSoon
    case 'none': return false
  }
}

export interface Due { readonly isLate: boolean, readonly isToday: boolean, /** today or in the six days after it */ readonly isSoon: boolean }

const judges = new WeakMap<FilterView, (deadline: Deadline) => Due>()

function dueIn(view: FilterView): (deadline: Deadline) => Due {
  const known = judges.get(view) ?? dueBy(view)
  judges.set(view, known)
  return known
}

/** What is due when, for one reader at one moment, with the calendar asked once and not for each task. What was due this morning is late, and of today. */
export function dueBy({ now, timeZone }: Pick<FilterView, 'now' | 'timeZone'>): (deadline: Deadline) => Due {
  const today = dayAt(now, timeZone)
  const [tomorrow, end] = [addDays(today, 1), addDays(today, 7)]
  const midnight = (day: string): number => momentOf(`${day}T00:00`, timeZone)
  const [from, next, to] = [midnight(today), midnight(tomorrow), midnight(end)]
  return deadline => {
    if ('day' in deadline) return { isLate: deadline.day < today, isToday: deadline.day === today, isSoon: deadline.day >= today && deadline.day < end }
    const at = Date.parse(deadline.instant)
    return { isLate: at < now, isToday: at >= from && at < next, isSoon: at >= from && at < to }
  }
}

/** The reader's calendar day on which it is due. */
export const dueDay = (deadline: Deadline, timeZone: string): string => ('day' in deadline ? deadline.day : dayAt(Date.parse(deadline.instant), timeZone))

export const isOverdue = (deadline: Deadline, { now, timeZone }: Pick<FilterView, 'now' | 'timeZone'>): boolean =>
  ('day' in deadline ? deadline.day < dayAt(now, timeZone) : Date.parse(deadline.instant) < now)

export const groupings = ['none', 'company', 'assignee', 'priority', 'parent'] as const
export type Grouping = (typeof groupings)[number]
/** Lanes, too, by an own field in which people choose. */
export type LaneGrouping = Grouping | `field:${string}`

/** The lanes a task stands in, by the keys of what they stand for ('' for none): one for each of its people, else one. */
export function laneKeys(task: Task, grouping: Grouping): readonly string[] {
  switch (grouping) {
    case 'none': return ['']
    case 'company': return [task.companyId ?? '']
    case 'assignee': return task.assignees.length > 0 ? task.assignees.map(({ userId }) => userId) : ['']
    case 'priority': return [task.priority ?? '']
    case 'parent': return [task.parent ?? '']
  }
}

export const laneOrder = (key: string): number => (key === '' ? priorities.length : Math.max(0, priorities.indexOf(key as Priority)))
