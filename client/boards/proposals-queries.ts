import { proposals } from '@kopa/shared/boards/proposals-contract.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { queryOptions } from '@tanstack/react-query'
import { makeApi } from '../core/api.ts'

export const proposalsApi = makeApi(proposals)
export type Proposal = Result<typeof proposals['listProposals']>['proposals'][number]
export interface BoardPlace { readonly workspaceId: string, readonly boardId: string }

export const proposalsQuery = (place: BoardPlace) => queryOptions({
  queryKey: ['proposals', place.workspaceId, place.boardId], queryFn: () => proposalsApi.listProposals({ ...place }),
})
