import { addDays, dayAt, momentOf } from './zoned-time.ts'
import { type FieldCondition, type FilterValue, meetsConditions, readCondition } from './field-filter.ts'
import { foldWord } from './quick-add-words.ts'
import { type Deadline, priorities, type Priority, type Task } from './task.ts'

export const dueChoices = ['overdue', 'today', 'week', 'none'] as const
export type DueChoice = (typeof dueChoices)[number]

/** Does its work go on, or is it over? */
export const taskStates = ['open', 'done'] as const
export type TaskState = (typeof taskStates)[number]

/** What a task may have besides: it comes again; only the own company sees it. */
export const taskTraits = ['repeats', 'private'] as const
export type TaskTrait = (typeof taskTraits)[number]

/** Kinds of choices that may also be asked not to hold: `who` people, `is` traits, `own` what is asked of own fields; '' stands for nobody, none. */
export const choiceKinds = ['who', 'company', 'label', 'priority', 'column', 'due', 'is', 'own'] as const
export type ChoiceKind = (typeof choiceKinds)[number]
/** `<kind>:<choice>`, as an address has it. */
export type FilterChoice = `${ChoiceKind}:${string}`

export const isFilterChoice = (text: string): text is FilterChoice => choiceKinds.some(kind => text.startsWith(`${kind}:`))
const partsOf = (choice: FilterChoice): [kind: ChoiceKind, id: string] => [choice.slice(0, choice.indexOf(':')) as ChoiceKind, choice.slice(choice.indexOf(':') + 1)]

/** Which tasks a view shows: within one kind any of what is named, over all kinds together. Empty: everything. */
export interface TaskFilter {
  text: string
  people: readonly string[]
  companies: readonly string[]
  labels: readonly string[]
  priorities: readonly (Priority | 'none')[]
  columns: readonly string[]
  due: DueChoice | null
  /** days of the reader's calendar: due on the first of them at the earliest, on the other at the latest */
  from: string | null
  until: string | null
  state: TaskState | null
  traits: readonly TaskTrait[]
  /** of the board's own fields */
  own: readonly FieldCondition[]
  /** none of these */
  not: readonly FilterChoice[]
}

export const noFilter: TaskFilter = { text: '', people: [], companies: [], labels: [], priorities: [], columns: [], due: null, from: null, until: null, state: null, traits: [], own: [], not: [] }

export const isFiltering = ({ text, people, companies, labels, priorities, columns, due, from, until, state, traits, own, not }: TaskFilter): boolean =>
  text !== '' || [people, companies, labels, priorities, columns, traits, own, not].some(({ length }) => length > 0) || [due, from, until, state].some(one => one !== null)

/** `isDone`: it stands in a column whose work is over. A moment is judged by the clock, a day by the reader's calendar. */
export interface FilterView {
  now: number
  timeZone: string
  isDone: (task: Task) => boolean
  /** what it says in an own field */
  fieldValue?: (task: Task, field: string) => FilterValue
  isPrivate?: (task: Task) => boolean
  /** in which it is shown, where it names one that is gone */
  columnOf?: (task: Task) => string
}

type Test = (task: Task) => boolean

export const matchesFilter = (task: Task, filter: TaskFilter, view: FilterView): boolean => filterBy(filter, view)(task)

/** Made once and asked of each task: what it looks for is worked out here, and only what is asked for is looked at. */
export function filterBy(filter: TaskFilter, view: FilterView): Test {
  const tests = [...wantedBy(filter, view), ...[...Map.groupBy(filter.not, choice => partsOf(choice)[0])].map(([kind, choices]) => {
    const isAny = anyOf(kind, choices.map(choice => partsOf(choice)[1]), view)
    return (task: Task): boolean => !isAny(task)
  })]
  return task => tests.every(test => test(task))
}

function wantedBy({ text, people, companies, labels, priorities: wanted, columns, due, from, until, state, traits, own }: TaskFilter, view: FilterView): Test[] {
  const words = foldWord(text)
  const { fieldValue } = view
  const kinds: [ChoiceKind, readonly string[]][] = [['who', people], ['company', companies], ['priority', wanted], ['column', columns], ['label', labels], ['is', traits], ['due', due === null ? [] : [due]]]
  return [
    ...state === null ? [] : [(task: Task) => view.isDone(task) === (state === 'done')],
    ...kinds.filter(([, ids]) => ids.length > 0).map(([kind, ids]) => anyOf(kind, ids, view)),
    ...from === null && until === null ? [] : [dueWithin(from, until, view)],
    ...own.length > 0 && fieldValue ? [(task: Task) => meetsConditions(task, own, fieldValue)] : [],
    ...text === '' ? [] : [(task: Task) => foldWord(task.title).includes(words)],
  ]
}

/** Is any of these so? What is not known here (a field of others) is not. */
function anyOf(kind: ChoiceKind, ids: readonly string[], view: FilterView): Test {
  const set: ReadonlySet<string> = new Set(ids)
  switch (kind) {
    case 'who': return ({ assignees }) => (assignees.length === 0 ? set.has('') : assignees.some(({ userId }) => set.has(userId)))
    case 'company': return ({ companyId }) => set.has(companyId ?? '')
    case 'label': return ({ labels }) => (labels.length === 0 ? set.has('') : labels.some(label => set.has(label)))
    case 'priority': return ({ priority }) => set.has(priority ?? 'none')
    case 'column': return task => set.has(view.columnOf?.(task) ?? task.column)
    case 'due': return task => dueChoices.some(due => set.has(due) && isDue(task, due, view))
    case 'is': return task => (set.has('repeats') && task.repeat !== null) || (set.has('private') && (view.isPrivate?.(task) ?? false))
    case 'own': {
      const conditions = ids.flatMap(text => readCondition(text) ?? [])
      const { fieldValue } = view
      return task => fieldValue !== undefined && conditions.some(one => fieldValue(task, one.field) !== undefined && meetsConditions(task, [one], fieldValue))
    }
  }
}

function dueWithin(from: string | null, until: string | null, { timeZone }: FilterView): Test {
  return ({ deadline }) => {
    if (deadline === null) return false
    const day = dueDay(deadline, timeZone)
    return (from === null || day >= from) && (until === null || day <= until)
  }
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
