import { queryOptions } from '@tanstack/react-query'
import { peopleApi } from './people-api.ts'

export const colleaguesQuery = queryOptions({ queryKey: ['people', 'all'], queryFn: () => peopleApi.listColleagues(), meta: { keepOffline: true } })
export const colleagueInvitationsQuery = queryOptions({ queryKey: ['people', 'invitations'], queryFn: () => peopleApi.listColleagueInvitations() })
export const sessionsQuery = queryOptions({ queryKey: ['me', 'sessions'], queryFn: () => peopleApi.listSessions() })
export const tokensQuery = queryOptions({ queryKey: ['me', 'tokens'], queryFn: () => peopleApi.listTokens() })

export const invitationsQuery = (workspaceId: string) => queryOptions({
  queryKey: ['members', workspaceId, 'invitations'], queryFn: () => peopleApi.listInvitations({ workspaceId }),
})
