import type { BoardSearch } from './board-search.ts'

/** Which tasks a number of the dashboard counts, as filters say it. */
export interface Counted { readonly due?: 'overdue' | 'week' | 'none', readonly state?: 'open' | 'done', readonly company?: string | null }

/** The list of exactly the tasks that a number counts, within what is filtered already; null where filters cannot say it. */
export function listOf(search: BoardSearch, { due, state, company }: Counted): BoardSearch | null {
  if (due !== undefined && search.due !== undefined && search.due !== due) return null
  if (state !== undefined && search.state !== undefined && search.state !== state) return null
  return {
    ...search, view: 'list', due: due ?? search.due, state: state ?? search.state,
    company: company === undefined ? search.company : [company ?? ''],
  }
}
