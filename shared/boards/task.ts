import { dayOrNull, instantOrNull, isRecord, localTimeOrNull, mostMoment, numberIn, oneOf, textIn, textOrNull } from './stored-value.ts'
import type { Act, Entry, Stored } from './board.ts'
import { type Flow, readFlow, unknownFlow } from './flow.ts'
import { readTaskFile, type TaskFile } from './task-file.ts'

export const priorities = ['urgent', 'high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]

/**
 * As in Microsoft Project: as soon as possible, as late as possible, must start on, must finish on, start no earlier than,
 * start no later than, finish no earlier than, finish no later than.
 */
export const constraintKinds = ['ASAP', 'ALAP', 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT'] as const
export type ConstraintKind = (typeof constraintKinds)[number]

/**
 * What people want of a task's time; start and finish follow from it (schedule.ts). One value: start and duration of
 * two authors never mix, and an undo takes back all of a drag or nothing.
 * Times are wall-clock times of the board's calendar: `2026-03-02T08:00`.
 */
export interface Intentions {
  mode: 'auto' | 'manual'
  /** working minutes, or minutes of the clock when `isElapsed`; 0: a milestone */
  duration: number
  isElapsed: boolean
  constraint: ConstraintKind
  /** of the constraint; null when it needs none */
  constraintAt: string | null
  /** of a manual task */
  start: string | null
  finish: string | null
  /** a calendar of its own; null: the board's */
  calendar: string | null
  ignoresPeople: boolean
  /** minutes by which levelling moved it */
  delay: number
}

/** A day ends when it ends in the zone of the responsible company; a moment is the same for everybody. */
export type Deadline = { day: string } | { instant: string }

export interface Progress {
  /** 0-100 */
  percent: number
  /** wall-clock times; null: not begun, not finished */
  start: string | null
  finish: string | null
}

export interface Effort { /** minutes; null: not estimated */ estimate: number | null, spent: number }
export interface Assignee { userId: string, /** per cent of their day */ units: number, /** minutes; null: follows from the duration */ work: number | null }
export interface ChecklistItem { id: string, text: string, isDone: boolean, order: string }

/** of units, from one to the next */
export const mostRepeats = 1000
export const repeatUnits = ['day', 'week', 'month', 'year'] as const
/** The next one is made when this one is done, so many units after its deadline. */
export interface Repeat { every: number, unit: (typeof repeatUnits)[number], /** of a week, 1 = Monday */ weekdays: number[], /** of months: the date that is meant where a month has it; without, that of the last deadline */ day?: number }

/** A task as last read: never changed, so that a screen may compare two by identity. */
export interface Task {
  readonly id: string
  readonly title: string
  /** may name a column that is gone: then it stands in the first one */
  readonly column: string
  /** among the cards of the column */
  readonly order: string
  readonly flow: Flow
  readonly parent: string | null
  /** among the children of the parent */
  readonly rank: string
  /** null: it has no place in time yet */
  readonly plan: Intentions | null
  readonly deadline: Deadline | null
  /** the company that is responsible */
  readonly companyId: string | null
  /** of a task that no company is responsible for (any more): the last one that was; null: it has been nobody's work yet */
  readonly letGoBy: string | null
  readonly assignees: readonly Assignee[]
  /** ids of labels */
  readonly labels: readonly string[]
  readonly priority: Priority | null
  readonly progress: Progress
  readonly effort: Effort
  readonly checklist: readonly ChecklistItem[]
  /** in the order in which they came */
  readonly files: readonly TaskFile[]
  /** of the board's own fields, by their ids; what a value may be is said in field.ts */
  readonly values: ReadonlyMap<string, Stored>
  readonly repeat: Repeat | null
  /** the id of the page that describes it */
  readonly pageId: string | null
  readonly made: Act | null
  /** removed tasks stay, and can be brought back */
  readonly removed: Act | null
}

export const mostTitle = 500
/** working minutes: a hundred years of days */
export const mostMinutes = 60 * 24 * 366 * 100
const mostOrderKey = 200

/**
 * Keys of a task's entry. What is edited together is one value; what several people add to (people, labels, checklist, files,
 * own fields) has a key for each.
 */
export const taskKeys = {
  title: 'title', board: 'board', outline: 'outline', plan: 'plan', deadline: 'deadline', company: 'company', letGoBy: 'letGoBy', priority: 'priority',
  progress: 'progress', effort: 'effort', repeat: 'repeat', page: 'page', made: 'made', removed: 'removed',
} as const
export const manyKeys = { person: 'person:', label: 'label:', check: 'check:', file: 'file:', field: 'field:' } as const

/** Reads a task's entry, whatever another client has written there. */
export function readTask(id: string, entry: Entry): Task {
  const at = entry.get(taskKeys.board)
  const [column, order] = pairIn(at)
  const [parent, rank] = pairIn(entry.get(taskKeys.outline))
  return {
    id, column, order, flow: Array.isArray(at) ? readFlow(at.slice(2, 5)) : unknownFlow, parent: parent === '' || parent === id ? null : parent, rank,
    title: textIn(entry.get(taskKeys.title), mostTitle),
    plan: readPlan(entry.get(taskKeys.plan)),
    deadline: readDeadline(entry.get(taskKeys.deadline)),
    companyId: textOrNull(entry.get(taskKeys.company)),
    letGoBy: entry.has(taskKeys.company) ? null : textOrNull(entry.get(taskKeys.letGoBy)),
    priority: oneOf(priorities, entry.get(taskKeys.priority)),
    progress: readProgress(entry.get(taskKeys.progress)),
    effort: readEffort(entry.get(taskKeys.effort)),
    repeat: readRepeat(entry.get(taskKeys.repeat)),
    pageId: textOrNull(entry.get(taskKeys.page)),
    made: readAct(entry.get(taskKeys.made)),
    removed: readAct(entry.get(taskKeys.removed)),
    ...readMany(entry),
  }
}

const pairIn = (value: Stored): [string, string] => (Array.isArray(value) ? [textIn(value[0], mostOrderKey), textIn(value[1], mostOrderKey)] : ['', ''])

const none: Pick<Task, 'assignees' | 'labels' | 'checklist' | 'files' | 'values'> = { assignees: [], labels: [], checklist: [], files: [], values: new Map() }

/** Sorted, so that every peer lists them the same. Most tasks have few of them, many none. */
function readMany(entry: Entry): typeof none {
  const many = [...entry].filter(([key]) => key.includes(':'))
  if (many.length === 0) return none
  const of = (prefix: string) => many.filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value] as const)
  return {
    assignees: of(manyKeys.person).flatMap(([userId, value]) => (isRecord(value) ? [readAssignee(userId, value)] : [])).toSorted(by(({ userId }) => userId)),
    labels: of(manyKeys.label).flatMap(([label, value]) => (value === true ? [label] : [])).toSorted(),
    checklist: of(manyKeys.check).flatMap(([id, value]) => (isRecord(value) ? [readItem(id, value)] : [])).toSorted(by(({ order, id }) => `${order} ${id}`)),
    files: of(manyKeys.file).flatMap(([id, value]) => readTaskFile(id, value) ?? []).toSorted(by(({ at, id }) => `${String(at).padStart(16, '0')} ${id}`)),
    values: new Map(of(manyKeys.field)),
  }
}

const by = <T>(keyOf: (value: T) => string) => (one: T, other: T): number => (keyOf(one) < keyOf(other) ? -1 : 1)

export function readPlan(value: Stored): Intentions | null {
  if (!isRecord(value)) return null
  const constraint = oneOf(constraintKinds, value['constraint']) ?? 'ASAP'
  const constraintAt = localTimeOrNull(value['constraintAt'])
  const needsTime = constraint !== 'ASAP' && constraint !== 'ALAP'
  return {
    mode: value['mode'] === 'manual' ? 'manual' : 'auto',
    duration: Math.round(numberIn(value['duration'], { least: 0, most: mostMinutes, otherwise: 0 })),
    isElapsed: value['isElapsed'] === true,
    constraint: needsTime && constraintAt === null ? 'ASAP' : constraint,
    constraintAt: needsTime ? constraintAt : null,
    start: localTimeOrNull(value['start']),
    finish: localTimeOrNull(value['finish']),
    calendar: textOrNull(value['calendar']),
    ignoresPeople: value['ignoresPeople'] === true,
    delay: Math.round(numberIn(value['delay'], { least: 0, most: mostMinutes, otherwise: 0 })),
  }
}

export function readDeadline(value: Stored): Deadline | null {
  if (!isRecord(value)) return null
  const instant = instantOrNull(value['instant'])
  if (instant !== null) return { instant }
  const day = dayOrNull(value['day'])
  return day === null ? null : { day }
}

const nothingDone: Progress = { percent: 0, start: null, finish: null }

function readProgress(value: Stored): Progress {
  if (!isRecord(value)) return nothingDone
  return { percent: Math.round(numberIn(value['percent'], { least: 0, most: 100, otherwise: 0 })), start: localTimeOrNull(value['start']), finish: localTimeOrNull(value['finish']) }
}

const noEffort: Effort = { estimate: null, spent: 0 }
const minutesIn = (value: Stored, otherwise: number): number => Math.round(numberIn(value, { least: 0, most: mostMinutes, otherwise }))

function readEffort(value: Stored): Effort {
  if (!isRecord(value)) return noEffort
  return { estimate: typeof value['estimate'] === 'number' ? minutesIn(value['estimate'], 0) : null, spent: minutesIn(value['spent'], 0) }
}

const readAssignee = (userId: string, value: Record<string, unknown>): Assignee => ({
  userId,
  units: numberIn(value['units'], { least: 0, most: 10_000, otherwise: 100 }),
  work: typeof value['work'] === 'number' ? minutesIn(value['work'], 0) : null,
})

const readItem = (id: string, value: Record<string, unknown>): ChecklistItem =>
  ({ id, text: textIn(value['text'], mostTitle), isDone: value['isDone'] === true, order: textIn(value['order'], mostOrderKey) })

function readRepeat(value: Stored): Repeat | null {
  if (!isRecord(value)) return null
  const unit = oneOf(repeatUnits, value['unit'])
  if (unit === null) return null
  const weekdays = Array.isArray(value['weekdays']) ? value['weekdays'].filter(day => Number.isInteger(day) && day >= 1 && day <= 7) : []
  const day = value['day']
  return {
    every: Math.round(numberIn(value['every'], { least: 1, most: mostRepeats, otherwise: 1 })), unit, weekdays: [...new Set<number>(weekdays)].toSorted((one, other) => one - other),
    ...typeof day === 'number' && Number.isInteger(day) && day >= 1 && day <= 31 && { day },
  }
}

function readAct(value: Stored): Act | null {
  if (!isRecord(value) || typeof value['userId'] !== 'string') return null
  return { userId: value['userId'], at: numberIn(value['at'], { least: 0, most: mostMoment, otherwise: 0 }) }
}
