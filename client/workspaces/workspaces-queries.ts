import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Result } from '@kopa/shared/contract.ts'
import type { workspaces } from '@kopa/shared/workspaces/contract.ts'
import { workspacesApi } from './workspaces-api.ts'

export type Workspace = Result<typeof workspaces['getWorkspace']>['workspace']
export type OwnerCompany = Workspace['companies'][number]
export type Member = Result<typeof workspaces['listMembers']>['members'][number]

export const workspacesQuery = queryOptions({ queryKey: ['workspaces', 'all'], queryFn: () => workspacesApi.listWorkspaces(), meta: { keepOffline: true } })

export const membersQuery = (workspaceId: string) => queryOptions({
  queryKey: ['members', workspaceId], queryFn: () => workspacesApi.listMembers({ workspaceId }), meta: { keepOffline: true },
})

/** One workspace out of the list that the sidebar holds anyway. */
export function useWorkspace(workspaceId: string | undefined): { workspace: Workspace | null, isPending: boolean, error: Error | null } {
  const list = useQuery(workspacesQuery)
  const workspace = list.data?.workspaces.find(({ id }) => id === workspaceId) ?? null
  return { workspace, isPending: list.isPending, error: list.error }
}
