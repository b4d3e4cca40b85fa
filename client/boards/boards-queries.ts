import { boards } from '@kopa/shared/boards/contract.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { makeApi } from '../core/api.ts'

export const boardsApi = makeApi(boards)
export type BoardEntry = Result<typeof boards['listBoards']>['boards'][number]

export const boardsQuery = (workspaceId: string) => queryOptions({
  queryKey: ['boards', workspaceId], queryFn: () => boardsApi.listBoards({ workspaceId }), meta: { keepOffline: true },
})

/** One board and its side; asked for again with the list. */
export const boardQuery = (workspaceId: string, boardId: string) => queryOptions({
  queryKey: ['boards', workspaceId, boardId], queryFn: () => boardsApi.getBoard({ workspaceId, boardId }), meta: { keepOffline: true },
})

/** Pages that list a board or name tasks of it; asked for again when pages change. */
export const namingPagesQuery = (workspaceId: string, boardId: string) => queryOptions({
  queryKey: ['pages', workspaceId, 'naming board', boardId], queryFn: () => boardsApi.listPagesNamingBoard({ workspaceId, boardId }),
})
export type NamingPage = Result<typeof boards['listPagesNamingBoard']>['pages'][number]

/** Boards that are worked on, in their order. */
export function useBoards(workspaceId: string | undefined): readonly BoardEntry[] {
  return liveBoards(useQuery({ ...boardsQuery(workspaceId ?? ''), enabled: workspaceId !== undefined }).data?.boards ?? [])
}

export const liveBoards = (boards: readonly BoardEntry[]): readonly BoardEntry[] => inOrder(boards.filter(({ archivedAt, isTemplate }) => archivedAt === null && !isTemplate))

/** Boards and templates that were put away, the last one first. */
export const archivedBoards = (boards: readonly BoardEntry[]): readonly BoardEntry[] =>
  boards.filter(({ archivedAt }) => archivedAt !== null).toSorted((one, other) => ((one.archivedAt ?? '') < (other.archivedAt ?? '') ? 1 : -1))

/** Templates that are not archived, in their order. A list that this device kept from before there were any has none. */
export const templatesOf = (boards: readonly BoardEntry[]): readonly BoardEntry[] => inOrder(boards.filter(({ archivedAt, isTemplate }) => archivedAt === null && isTemplate))

const inOrder = (boards: readonly BoardEntry[]): readonly BoardEntry[] => boards
  .toSorted((one, other) => (`${one.orderKey} ${one.id}` < `${other.orderKey} ${other.id}` ? -1 : 1))

export function useBoardEntry(workspaceId: string, boardId: string): BoardEntry | undefined {
  return useQuery(boardsQuery(workspaceId)).data?.boards.find(({ id }) => id === boardId)
}
