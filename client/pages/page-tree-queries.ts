import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pages } from '@kopa/shared/pages/contract.ts'
import { makeApi } from '../core/api.ts'
import { makeTree, type Tree } from './page-tree.ts'

export const pageTreeApi = makeApi(pages)

export const pagesQuery = (workspaceId: string) => queryOptions({
  queryKey: ['pages', workspaceId], queryFn: () => pageTreeApi.listPages({ workspaceId }), meta: { keepOffline: true },
})

export const recentPagesQuery = queryOptions({ queryKey: ['pages', 'all'], queryFn: () => pageTreeApi.listRecentPages(), meta: { keepOffline: true } })

export const presenceQuery = (workspaceId: string) => queryOptions({
  queryKey: ['presence', workspaceId], queryFn: () => pageTreeApi.listPresence({ workspaceId }), refetchInterval: 15_000,
})

const noTree: Tree = makeTree([])

/** The live pages of a workspace as a tree; empty until they have arrived. */
export function usePageTree(workspaceId: string): Tree {
  const list = useQuery(pagesQuery(workspaceId))
  return useMemo(() => list.data ? makeTree(list.data.pages) : noTree, [list.data])
}
