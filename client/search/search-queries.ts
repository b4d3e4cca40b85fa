import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Result } from '@kopa/shared/contract.ts'
import { search } from '@kopa/shared/search/contract.ts'
import { makeApi } from '../core/api.ts'
import type { SearchAddress } from './search-address.ts'

export const searchApi = makeApi(search)

export type Hit = Result<typeof search.search>['found'][number]

/** What is found as it is typed. What was found for the letters before stays until the answer is there. */
export const typedQuery = (words: string) => queryOptions({
  queryKey: ['search', 'typed', words], queryFn: ({ signal }) => searchApi.search({ words }, { signal }),
  enabled: words !== '', placeholderData: keepPreviousData, staleTime: 5_000, gcTime: 60_000,
})

/** Kept from the answer to the letters before, so that nothing on the screen jumps while one types. */
export const searchQuery = ({ q = '', kind, workspace, ofCompany, person, changed, archived }: SearchAddress) => {
  const question = {
    ...q.trim() !== '' && { words: q.trim() }, ...kind && { kind }, ...workspace && { workspaceId: workspace }, ...ofCompany && { companyId: ofCompany },
    ...person && { authorId: person }, ...changed && { changedWithin: changed }, ...archived && { archived: 'true' as const },
  }
  return infiniteQueryOptions({
    queryKey: ['search', 'screen', question],
    queryFn: ({ pageParam, signal }) => searchApi.search({ ...question, counted: pageParam === null ? 'true' : 'false', ...pageParam !== null && { after: pageParam } }, { signal }),
    initialPageParam: null as string | null, getNextPageParam: ({ next }) => next,
    enabled: question.words !== undefined || question.authorId !== undefined, placeholderData: keepPreviousData, staleTime: 5_000, gcTime: 60_000,
  })
}

/** Words of a hit that can be looked for in its text. */
export const foundWords = ({ excerpt: { text, marks } }: Hit): string => [...new Set(marks.map(([from, to]) => text.slice(from, to)))].join(' ')
