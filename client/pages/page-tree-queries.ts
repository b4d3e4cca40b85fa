import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { pages } from '@kopa/shared/pages/contract.ts'
import { makeApi } from '../core/api.ts'
import { makeTree, type Tree, withIcon, withTitle } from './page-tree.ts'

export const pageTreeApi = makeApi(pages)

export const pagesQuery = (workspaceId: string) => queryOptions({
  queryKey: ['pages', workspaceId], queryFn: () => pageTreeApi.listPages({ workspaceId }), meta: { keepOffline: true },
})

export const recentPagesQuery = queryOptions({ queryKey: ['pages', 'all'], queryFn: () => pageTreeApi.listRecentPages(), meta: { keepOffline: true } })

/** milliseconds: between two questions who is where, and until one is given up that no answer comes to */
const presenceAskedEvery = 15_000

export const presenceQuery = (workspaceId: string) => queryOptions({
  queryKey: ['presence', workspaceId], refetchInterval: presenceAskedEvery,
  queryFn: () => pageTreeApi.listPresence({ workspaceId }, { signal: AbortSignal.timeout(presenceAskedEvery) }),
})

const noTree: Tree = makeTree([])

/** The live pages of a workspace as a tree; empty until they have arrived. */
export function usePageTree(workspaceId: string): Tree {
  const list = useQuery(pagesQuery(workspaceId))
  return useMemo(() => list.data ? makeTree(list.data.pages) : noTree, [list.data])
}

/** Writes a title into the tree as it is on this screen, before the server tells it. */
export function useTitleInTree(workspaceId: string): (pageId: string, title: string) => void {
  const queries = useQueryClient()
  return useCallback((pageId, title) => {
    queries.setQueryData(pagesQuery(workspaceId).queryKey, list => list && { pages: withTitle(list.pages, pageId, title) })
  }, [queries, workspaceId])
}

/** The same for the icon of the page that is open. @param icon undefined: not known yet */
export function useIconInTree(workspaceId: string, pageId: string, icon: string | null | undefined): void {
  const queries = useQueryClient()
  const listed = useQuery(pagesQuery(workspaceId)).data?.pages.find(({ id }) => id === pageId)?.icon
  useEffect(() => {
    if (icon === undefined || listed === undefined || icon === listed) return
    queries.setQueryData(pagesQuery(workspaceId).queryKey, list => list && { pages: withIcon(list.pages, pageId, icon) })
  }, [queries, workspaceId, pageId, icon, listed])
}
