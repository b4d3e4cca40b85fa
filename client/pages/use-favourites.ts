import { favourites } from '@kopa/shared/pages/favourites-contract.ts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { makeApi } from '../core/api.ts'
import { showError } from '../ui/toasts.ts'
import type { Entry } from './page-tree.ts'
import { usePageTree } from './page-tree-queries.ts'

const favouritesApi = makeApi(favourites)

const favouritesQuery = (workspaceId: string) => queryOptions({
  queryKey: ['favourites', workspaceId], queryFn: () => favouritesApi.listFavourites({ workspaceId }), meta: { keepOffline: true },
})

export type Favourites = ReturnType<typeof useFavourites>

/** What this person wants at hand, in their order, and how it is changed: shown at once, taken back with a sentence when the server refuses. */
export function useFavourites(workspaceId: string) {
  const queries = useQueryClient()
  const { queryKey } = favouritesQuery(workspaceId)
  const list = useQuery(favouritesQuery(workspaceId)).data?.pageIds
  const tree = usePageTree(workspaceId)
  const pages = useMemo(() => (list ?? []).flatMap(id => tree.pages.get(id) ?? []), [list, tree])
  async function change(pageIds: string[], send: () => Promise<unknown>): Promise<void> {
    await queries.cancelQueries({ queryKey })
    const before = queries.getQueryData(queryKey)
    queries.setQueryData(queryKey, { pageIds })
    try {
      await send()
    } catch (error) {
      queries.setQueryData(queryKey, before)
      showError(error)
    } finally {
      void queries.invalidateQueries({ queryKey })
    }
  }
  const ids = list ?? []
  return {
    pages,
    has: (pageId: string): boolean => ids.includes(pageId),
    add: (pageId: string) => change([...ids, pageId], () => favouritesApi.putFavourite({ workspaceId, pageId })),
    remove: (pageId: string) => change(ids.filter(id => id !== pageId), () => favouritesApi.removeFavourite({ workspaceId, pageId })),
    /** @param after null: first */
    put: (pageId: string, after: string | null) => {
      const others = ids.filter(id => id !== pageId)
      return change(others.toSpliced(after === null ? 0 : others.indexOf(after) + 1, 0, pageId), () => favouritesApi.putFavourite({ workspaceId, pageId, after }))
    },
  }
}

/** Behind which page one comes to stand that is moved by one place; undefined: there is no such place. */
export function stepAfter(pages: readonly Pick<Entry, 'id'>[], index: number, step: 'up' | 'down'): string | null | undefined {
  if (step === 'up') return index === 0 ? undefined : pages[index - 2]?.id ?? null
  return pages[index + 1]?.id
}
