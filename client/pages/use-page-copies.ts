import { useLingui } from '@lingui/react/macro'
import { pageCopies } from '@kopa/shared/pages/copies-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { makeApi } from '../core/api.ts'
import { showError, showToast } from '../ui/toasts.ts'
import type { Entry } from './page-tree.ts'
import { pagesQuery } from './page-tree-queries.ts'
import { usePageTreeActs } from './use-page-tree-acts.ts'

export const pageCopiesApi = makeApi(pageCopies)

/** Pages that are made of pages. */
export function usePageCopies(workspaceId: string) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { archive } = usePageTreeActs(workspaceId)
  const { queryKey } = pagesQuery(workspaceId)
  const open = (pageId: string) => navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId } })
  function add(page: Entry): Entry {
    queries.setQueryData(queryKey, list => list && { pages: [...list.pages.filter(({ id }) => id !== page.id), page] })
    void queries.invalidateQueries({ queryKey })
    return page
  }
  return {
    open,
    /** What is refused is thrown, for the form that asked. */
    keep: async (wanted: { pageId: string, title: string, isPrivate: boolean }): Promise<void> => {
      const { title } = wanted
      const page = add((await pageCopiesApi.keepPageTemplate({ workspaceId, ...wanted })).page)
      showToast({ text: t`“${title}” is offered with every new page from now on.`, action: { label: t`Undo`, act: () => void archive(page) } })
    },
    duplicate: async ({ id, title }: Pick<Entry, 'id' | 'title'>, { below }: { below: boolean }): Promise<void> => {
      const name = title || t`Untitled`
      try {
        const page = add((await pageCopiesApi.duplicatePage({ workspaceId, pageId: id, title: t`Copy of ${name}`, below })).page)
        await open(page.id)
        showToast({ text: t`This is the copy of “${name}”.`, action: { label: t`Undo`, act: () => void archive(page).then(() => open(id)) } })
      } catch (error) {
        showError(error)
      }
    },
  }
}
