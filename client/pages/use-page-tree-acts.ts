import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { renameOpen } from '../documents/live-titles.ts'
import { showError, showToast } from '../ui/toasts.ts'
import { type Entry, type Place, withBranch, withMoved, withTitle } from './page-tree.ts'
import { pagesQuery, pageTreeApi } from './page-tree-queries.ts'

type Change = (entries: readonly Entry[]) => Entry[]

/** Everything one can do to the tree: shown at once, taken back with a sentence when the server refuses. */
export function usePageTreeActs(workspaceId: string) {
  const { t } = useLingui()
  const attempt = useAttempt(workspaceId)
  const restore = (pageId: string) => attempt(entries => withBranch(entries, pageId, { archivedAt: null }), () => pageTreeApi.restorePage({ workspaceId, pageId }))
  async function archive(page: Entry): Promise<void> {
    const archivedAt = new Date().toISOString()
    const isDone = await attempt(entries => withBranch(entries, page.id, { archivedAt }), () => pageTreeApi.archivePage({ workspaceId, pageId: page.id }))
    const title = page.title || t`Untitled`
    if (isDone) showToast({ text: t`“${title}” is in the archive.`, action: { label: t`Undo`, act: () => void restore(page.id) } })
  }
  return {
    archive, restore,
    create: useCreate(workspaceId),
    rename: (pageId: string, title: string) =>
      renameOpen(pageId, title, () => attempt(entries => withTitle(entries, pageId, title), () => pageTreeApi.renamePage({ workspaceId, pageId, title }))),
    move: (pageId: string, place: Place) => attempt(entries => withMoved(entries, pageId, place), () => pageTreeApi.movePage({ workspaceId, pageId, ...place })),
    setPrivate: (pageId: string, companyId: string | null) =>
      attempt(entries => withBranch(entries, pageId, { privateTo: companyId }), () => pageTreeApi.changeWall({ workspaceId, pageId, isPrivate: companyId !== null })),
  }
}

/** Answers whether it was done; a refusal has been shown by then. */
function useAttempt(workspaceId: string): (change: Change, send: () => Promise<unknown>) => Promise<boolean> {
  const queries = useQueryClient()
  const { queryKey } = pagesQuery(workspaceId)
  return async (change, send) => {
    await queries.cancelQueries({ queryKey })
    const before = queries.getQueryData(queryKey)
    queries.setQueryData(queryKey, list => list && { pages: change(list.pages) })
    try {
      await send()
      return true
    } catch (error) {
      queries.setQueryData(queryKey, before)
      showError(error)
      return false
    } finally {
      void queries.invalidateQueries({ queryKey })
    }
  }
}

export interface NewPage extends Place { title: string, isPrivate?: boolean }

/** Not shown before it exists: its id is the server's. */
function useCreate(workspaceId: string) {
  const queries = useQueryClient()
  const { queryKey } = pagesQuery(workspaceId)
  const create = useMutation({
    mutationFn: (page: NewPage) => pageTreeApi.createPage({ workspaceId, ...page }),
    onError: showError,
    onSuccess: ({ page }) => {
      queries.setQueryData(queryKey, list => list && { pages: [...list.pages.filter(({ id }) => id !== page.id), page] })
      void queries.invalidateQueries({ queryKey })
    },
  })
  return (page: NewPage): Promise<Entry | null> => create.mutateAsync(page).then(made => made.page, () => null)
}
