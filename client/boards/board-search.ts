import { dueChoices, type FilterChoice, groupings, isFilterChoice, taskStates, taskTraits, type DueChoice, type LaneGrouping, type TaskFilter, type TaskState, type TaskTrait } from '@kopa/shared/boards/filter.ts'
import { readCondition, writeCondition } from '@kopa/shared/boards/field-filter.ts'
import { dayOrNull } from '@kopa/shared/boards/stored-value.ts'
import { priorities } from '@kopa/shared/boards/task.ts'
import { type CalendarPart, calendarParts, type CalendarSpan, calendarSpans } from './month-days.ts'

export const boardViews = ['board', 'list', 'table', 'calendar', 'gantt', 'workload', 'dashboard'] as const
export type BoardView = (typeof boardViews)[number]
/** The print of a view: of tasks that stand below each other a list; the Gantt has one of its own. */
export function printOf(view: BoardView = 'board'): 'tasks' | 'calendar' | 'workload' | 'dashboard' | null {
  if (view === 'gantt') return null
  return view === 'board' || view === 'list' || view === 'table' ? 'tasks' : view
}

/** What a link to a board can say: which view of it, what is filtered, which task is open. */
export interface BoardSearch {
  view?: BoardView | undefined
  by?: LaneGrouping | undefined
  /** of the table, where it is grouped by what has no lanes: `column`, `field:<id>` */
  group?: string | undefined
  /** of the table: columns, `-` before those that run down */
  sort?: string[] | undefined
  /** of the calendar; a month if it says nothing, around today */
  span?: CalendarSpan | undefined
  day?: string | undefined
  /** of the calendar: deadlines alone, or plans */
  only?: CalendarPart | undefined
  task?: string | undefined
  /** what is asked or was decided is open, this first */
  proposal?: string | undefined
  /** the kept view that was opened */
  saved?: string | undefined
  q?: string | undefined
  who?: string[] | undefined
  company?: string[] | undefined
  label?: string[] | undefined
  priority?: TaskFilter['priorities'] | undefined
  column?: string[] | undefined
  due?: DueChoice | undefined
  /** due on this day at the earliest, at the latest */
  from?: string | undefined
  until?: string | undefined
  is?: TaskTrait[] | undefined
  /** choices of the filter that shall not hold */
  not?: FilterChoice[] | undefined
  state?: TaskState | undefined
  /** what is asked of own fields (field-filter.ts) */
  own?: string[] | undefined
  /** own fields that cards show, by their ids */
  card?: string[] | undefined
}

/** Reads an address that anybody may have typed: what is not understood is left out. */
export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  return {
    view: oneOf(boardViews, search['view']),
    by: oneOf(groupings, search['by']) ?? fieldGrouping(search['by']),
    group: text(search['group']),
    sort: texts(search['sort']),
    span: oneOf(calendarSpans, search['span']),
    day: dayOrNull(search['day']) ?? undefined,
    only: oneOf(calendarParts, search['only']),
    task: text(search['task']),
    proposal: text(search['proposal']),
    saved: text(search['saved']),
    q: text(search['q']),
    who: texts(search['who']),
    company: texts(search['company']),
    label: texts(search['label']),
    priority: texts(search['priority'])?.flatMap(value => oneOf([...priorities, 'none'] as const, value) ?? []),
    column: texts(search['column']),
    due: oneOf(dueChoices, search['due']),
    from: dayOrNull(search['from']) ?? undefined,
    until: dayOrNull(search['until']) ?? undefined,
    is: texts(search['is'])?.flatMap(value => oneOf(taskTraits, value) ?? []),
    not: texts(search['not'])?.slice(0, mostConditions).filter(isFilterChoice),
    state: oneOf(taskStates, search['state']),
    own: texts(texts(search['own'])?.slice(0, mostConditions).flatMap(text => { const condition = readCondition(text); return condition ? [writeCondition(condition)] : [] })),
    card: texts(texts(search['card'])?.slice(0, mostCardFields)),
  }
}

const mostConditions = 30
const mostCardFields = 30

/** Is what a field says looked at, by a filter or on cards? */
export const asksField = ({ view = 'board', own = [], not = [], card = [] }: BoardSearch, id: string): boolean =>
  own.some(asked => asked.startsWith(`${id}:`)) || not.some(asked => asked.startsWith(`own:${id}:`)) || (view === 'board' && card.includes(id))

export const filterIn = ({ q = '', who = [], company = [], label = [], priority = [], column = [], due, from, until, state, is = [], own = [], not = [] }: BoardSearch): TaskFilter => ({
  text: q, people: who, companies: company, labels: label, priorities: priority, columns: column, due: due ?? null, from: from ?? null, until: until ?? null, state: state ?? null, traits: is,
  own: own.flatMap(text => readCondition(text) ?? []), not,
})

const fieldGrouping = (value: unknown): LaneGrouping | undefined => (typeof value === 'string' && value.startsWith('field:') ? value as LaneGrouping : undefined)
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const texts = (value: unknown): string[] | undefined => (Array.isArray(value) && value.length > 0 ? value.filter(item => typeof item === 'string') : undefined)
const oneOf = <const V extends readonly string[]>(values: V, value: unknown): V[number] | undefined => values.find(known => known === value)
