import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Entry } from './page-tree.ts'
import { pagesQuery, pageTreeApi, recentPagesQuery } from './page-tree-queries.ts'

interface ShownEntry { entry: Entry | undefined, isArchived: boolean, privateTo: string | null, sideId: string | null }

/** What the tree says of this page: whether it is archived, and which company alone sees it. */
export function usePageEntry(workspaceId: string, pageId: string): ShownEntry {
  const list = useQuery(pagesQuery(workspaceId))
  const entry = list.data?.pages.find(({ id }) => id === pageId)
  return { entry, isArchived: Boolean(entry?.archivedAt), privateTo: entry?.privateTo ?? null, sideId: entry?.sideId ?? null }
}

/** One after the other: an earlier visit that is noted late must not throw away the list that a later one has fetched. */
let visits: Promise<unknown> = Promise.resolve()

/** For "last opened" on the home screen, also without a network later on; a visit that could not be noted is no news to anybody. */
export function useVisit(workspaceId: string, pageId: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const note = async (): Promise<void> => {
      await pageTreeApi.recordVisit({ workspaceId, pageId })
      await queries.cancelQueries({ queryKey: recentPagesQuery.queryKey })
      await queries.fetchQuery({ ...recentPagesQuery, staleTime: 0 })
    }
    visits = visits.then(note).catch(() => undefined)
  }, [queries, workspaceId, pageId])
}
