import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import type { SavedState } from '../documents/saved-state.ts'
import { useDocument } from '../documents/use-document.ts'
import { pagesQuery, pageTreeApi } from './page-tree-queries.ts'

/** What the own company keeps for itself in a page: a document of its own, shown as a part of the page (docs/decisions/0042). */
export interface PageSide {
  /** null: there is none, or it is being opened. */
  document: OpenDocument | null
  /** It was closed or begun anew, and there are words of it that no server has. */
  unsent: OpenDocument | null
  saved: SavedState | null
  /** Makes it, if need be; resolves when it is here. */
  open: () => Promise<OpenDocument>
}

interface Parts { workspaceId: string, pageId: string, userId: string, /** as the page's entry in the tree says */ sideId: string | null }

export function usePageSide({ workspaceId, pageId, userId, sideId }: Parts): PageSide {
  const { t } = useLingui()
  const queries = useQueryClient()
  const opened = useDocument(sideId, userId)
  const state = useSyncExternalStore(opened?.subscribe ?? never, () => opened?.state() ?? null)
  const document = state?.content === 'here' ? opened : null
  const waiting = useRef<((document: OpenDocument) => void)[]>([])
  const here = useRef(document)
  useEffect(() => {
    here.current = document
    if (document) waiting.current.splice(0).forEach(resolve => resolve(document))
  }, [document])
  const open = useCallback(async () => {
    if (here.current) return here.current
    const { documentId } = await pageTreeApi.openPageSide({ workspaceId, pageId })
    if (documentId === null) throw new Error(t`This page has just been made private: nobody else reads it.`)
    queries.setQueryData(pagesQuery(workspaceId).queryKey, list => list && { pages: list.pages.map(page => (page.id === pageId ? { ...page, sideId: documentId } : page)) })
    return here.current ?? new Promise<OpenDocument>(resolve => { waiting.current.push(resolve) })
  }, [queries, workspaceId, pageId, t])
  return useMemo(() => ({ document, unsent: state?.content === 'unsent' ? opened : null, saved: opened && state ? state.saved : null, open }), [document, opened, state, open])
}

const never = () => () => undefined
