import { rules } from '@kopa/shared/boards/rules-contract.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { makeApi } from '../core/api.ts'
import type { BoardPlace } from './proposals-queries.ts'

export const rulesApi = makeApi(rules)
export type Rule = Result<typeof rules['listRules']>['rules'][number]
export type RuleRun = Result<typeof rules['listRuleRuns']>['runs'][number]
/** What a person writes of a rule. */
export type RuleDraft = Pick<Rule, 'name' | 'trigger' | 'conditions' | 'acts'>

export const rulesQuery = (place: BoardPlace) => queryOptions({
  queryKey: ['rules', place.workspaceId, place.boardId], queryFn: () => rulesApi.listRules({ ...place }),
})

/** Of one rule, or (null) of all. */
export const ruleRunsQuery = (place: BoardPlace, ruleId: string | null) => infiniteQueryOptions({
  queryKey: ['rules', place.workspaceId, place.boardId, 'runs', ruleId],
  queryFn: ({ pageParam }) => rulesApi.listRuleRuns({ ...place, ...ruleId !== null && { ruleId }, ...pageParam !== null && { before: pageParam } }),
  initialPageParam: null as string | null, getNextPageParam: page => page.next,
})
