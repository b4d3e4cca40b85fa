import { proposals } from '@kopa/shared/boards/proposals-contract.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { queryOptions } from '@tanstack/react-query'
import { makeApi } from '../core/api.ts'

export const proposalsApi = makeApi(proposals)
export type Proposal = Result<typeof proposals['listProposals']>['proposals'][number]
export interface BoardPlace { readonly workspaceId: string, readonly boardId: string }

export type WaitingProposal = Result<typeof proposals['listWaiting']>['proposals'][number]

/** What waits for the own company's answer, or (partner) for that of another to it. */
export const waitingQuery = ({ workspace, whose }: { workspace?: string | undefined, whose?: 'partner' | undefined }) => queryOptions({
  queryKey: ['proposals', 'all', workspace ?? '', whose ?? 'mine'],
  queryFn: () => proposalsApi.listWaiting({ ...workspace !== undefined && { workspaceId: workspace }, ...whose !== undefined && { whose } }),
  meta: { keepOffline: true },
})

export const proposalsQuery = (place: BoardPlace) => queryOptions({
  queryKey: ['proposals', place.workspaceId, place.boardId], queryFn: () => proposalsApi.listProposals({ ...place }),
})

/** Partners have said no to what the own company asked, or object to what it has pushed. */
export const isAnswer = (companyId: string) => ({ fromCompanyId, state }: Proposal): boolean => fromCompanyId === companyId && state === 'declined'

/** Proposals that wait for the own company and for partners, and own tasks that partners have pushed. */
export function countedFor(companyId: string, open: readonly Proposal[]): { ours: number, theirs: number, pushed: number } {
  const asked = open.filter(({ kind }) => kind !== 'push')
  return {
    ours: asked.filter(({ toCompanyId }) => toCompanyId === companyId).length, theirs: asked.filter(({ fromCompanyId }) => fromCompanyId === companyId).length,
    pushed: open.filter(({ kind, toCompanyId }) => kind === 'push' && toCompanyId === companyId).reduce((sum, { tasks }) => sum + tasks.length, 0),
  }
}
