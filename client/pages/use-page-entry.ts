import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pagesQuery, pageTreeApi } from './page-tree-queries.ts'

/** What the tree says of this page: whether it is archived, and which company alone sees it. */
export function usePageEntry(workspaceId: string, pageId: string): { isArchived: boolean, privateTo: string | null } {
  const list = useQuery(pagesQuery(workspaceId))
  const entry = list.data?.pages.find(({ id }) => id === pageId)
  return { isArchived: Boolean(entry?.archivedAt), privateTo: entry?.privateTo ?? null }
}

/** For "last opened" on the home screen; a visit that could not be noted is no news to anybody. */
export function useVisit(workspaceId: string, pageId: string): void {
  useEffect(() => {
    pageTreeApi.recordVisit({ workspaceId, pageId }).catch(() => undefined)
  }, [workspaceId, pageId])
}
