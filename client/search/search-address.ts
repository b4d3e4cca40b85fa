import { searchKinds } from '@kopa/shared/search/contract.ts'
import type { Hit } from './search-queries.ts'

export const changedChoices = ['day', 'week', 'month', 'year'] as const

/** What a link to the search can say. */
export interface SearchAddress {
  q?: string | undefined
  kind?: Hit['kind'] | undefined
  workspace?: string | undefined
  ofCompany?: string | undefined
  person?: string | undefined
  changed?: (typeof changedChoices)[number] | undefined
  archived?: true | undefined
}

/** Reads an address that anybody may have typed: what is not understood is left out. */
export const readSearchAddress = (search: Record<string, unknown>): SearchAddress => ({
  q: typeof search['q'] === 'number' ? String(search['q']) : text(search['q'])?.slice(0, 200),
  kind: oneOf(searchKinds, search['kind']),
  workspace: id(search['workspace']),
  ofCompany: id(search['ofCompany']),
  person: id(search['person']),
  changed: oneOf(changedChoices, search['changed']),
  archived: search['archived'] === true ? true : undefined,
})

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)
const id = (value: unknown): string | undefined => (typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value) ? value : undefined)
const oneOf = <const V extends readonly string[]>(values: V, value: unknown): V[number] | undefined => values.find(known => known === value)
