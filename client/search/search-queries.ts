import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Result } from '@kopa/shared/contract.ts'
import { search } from '@kopa/shared/search/contract.ts'
import { makeApi } from '../core/api.ts'

export const searchApi = makeApi(search)

export type Hit = Result<typeof search.search>['found'][number]

/** What is found as it is typed. What was found for the letters before stays until the answer is there. */
export const typedQuery = (words: string) => queryOptions({
  queryKey: ['search', 'typed', words], queryFn: ({ signal }) => searchApi.search({ words }, { signal }),
  enabled: words !== '', placeholderData: keepPreviousData, staleTime: 5_000, gcTime: 60_000,
})
