import type { Column } from './column.ts'
import { type Due, dueBy } from './filter.ts'
import type { Task } from './task.ts'

/** How many tasks, and how many of them are done; `late`, `soon` and `undated` are of those that are not: past their deadline, due within a week, without any. */
export interface Tally { readonly all: number, readonly done: number, readonly late: number, readonly soon: number, readonly undated: number }
/** null: no company is responsible. */
export interface CompanyTally extends Tally { readonly companyId: string | null }
export interface ColumnTally extends Tally { readonly columnId: string, /** how many more than its limit */ readonly over: number, readonly longest: Standing | null }
/** The task that has stood in a column for the longest time, of those of which it is known; `since` in milliseconds since 1970. */
export interface Standing { readonly id: string, readonly since: number }
export interface BoardProgress { readonly total: Tally, readonly companies: readonly CompanyTally[], readonly columns: readonly ColumnTally[] }

export interface ProgressParts {
  tasks: Iterable<Task>
  /** in their order; what names a column that is gone stands in the first one */
  columns: readonly Column[]
  /** those of the workspace: each is told, also with nothing to do */
  companies: readonly { id: string }[]
  /** milliseconds since 1970; a moment is judged by it, a day by the reader's calendar, as in filter.ts */
  now: number
  timeZone: string
}

type Count = { -readonly [key in keyof Tally]: Tally[key] }

/** How far a board is, in one pass over its tasks: ten thousand of them are some milliseconds. */
export function boardProgress({ tasks, columns, companies, now, timeZone }: ProgressParts): BoardProgress {
  const dueOf = dueBy({ now, timeZone })
  const [total, ofColumn] = [fresh(), new Map(columns.map(({ id, stage, limit }) => [id, { stage, limit, count: fresh(), longest: null as Standing | null }]))]
  const ofCompany = new Map<string | null, Count>(companies.map(({ id }) => [id, fresh()]))
  const first = columns[0] && ofColumn.get(columns[0].id)
  for (const task of tasks) {
    const column = ofColumn.get(task.column) ?? first
    const kind = column?.stage === 'done' ? 'done' : task.deadline === null ? 'undated' : dueOf(task.deadline)
    const company = ofCompany.get(task.companyId) ?? fresh()
    ofCompany.set(task.companyId, company)
    add(total, kind)
    add(company, kind)
    if (column) add(column.count, kind)
    if (column) column.longest = longer(column.longest, task)
  }
  return {
    total,
    companies: [...ofCompany].map(([companyId, count]) => ({ companyId, ...count })).toSorted((one, other) => Number(one.companyId === null) - Number(other.companyId === null)),
    columns: [...ofColumn].map(([columnId, { stage, limit, count, longest }]) => ({ columnId, ...count, longest: stage === 'done' ? null : longest, over: limit === null ? 0 : Math.max(0, count.all - limit) })),
  }
}

const fresh = (): Count => ({ all: 0, done: 0, late: 0, soon: 0, undated: 0 })

const longer = (known: Standing | null, { id, flow: { since } }: Task): Standing | null => (since !== null && (known === null || since < known.since) ? { id, since } : known)

function add(count: Count, kind: 'done' | 'undated' | Due): void {
  count.all += 1
  if (kind === 'done' || kind === 'undated') count[kind] += 1
  else {
    if (kind.isLate) count.late += 1
    if (kind.isSoon) count.soon += 1
  }
}
