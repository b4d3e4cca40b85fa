import { CircleCheckBig, Paperclip, SquareKanban } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { foundWords, type Hit, typedQuery } from '../search/search-queries.ts'
import { workspacesQuery } from '../workspaces/workspaces-queries.ts'
import type { MenuOption } from './menu-option.ts'

interface Hits {
  options: MenuOption[]
  /** What is shown was found for other letters than those that stand there now. */
  isBehind: boolean
  error: Error | null
}

/** What the server finds, wherever it lies. */
export function useMenuHits(words: string): Hits {
  const search = useQuery(typedQuery(words))
  const asOption = useHitOption()
  if (words === '') return { options: [], isBehind: false, error: null }
  return { options: search.data?.found.map(asOption) ?? [], isBehind: search.isFetching && (search.isPlaceholderData || !search.data), error: search.error }
}

const icons = { page: null, board: SquareKanban, task: CircleCheckBig, file: Paperclip }

function useHitOption(): (hit: Hit) => MenuOption {
  const { t } = useLingui()
  const go = useOpenHit()
  const workspaces = useQuery(workspacesQuery).data?.workspaces ?? []
  const labels = { page: t`Page`, board: t`Board`, task: t`Task`, file: t`File` }
  return hit => {
    const { kind, placeId, documentId, itemId, workspaceId, place, icon, privateTo, title, excerpt } = hit
    const workspace = workspaces.find(({ id }) => id === workspaceId)
    const isPlace = kind === 'page' || kind === 'board'
    return {
      // A page and what a company keeps for itself in it are two hits, and one place.
      id: isPlace && documentId === placeId ? placeId : `${kind} ${documentId} ${itemId}`,
      isFound: true, title: title.text || t`Untitled`, marks: title.marks, ...excerpt.marks.length > 0 ? { excerpt } : {},
      where: [isPlace ? '' : place || t`Untitled`, workspace?.name ?? ''].filter(Boolean).join(' · '),
      ...icons[kind] ? { icon: icons[kind] } : { emoji: icon }, iconLabel: labels[kind],
      privateTo: workspace?.companies.find(({ id }) => id === privateTo) ?? null,
      go: () => go(hit),
    }
  }
}

/** Goes to where it lies. */
function useOpenHit(): (hit: Hit) => void {
  const navigate = useNavigate()
  return hit => {
    const { kind, placeId, placeKind, itemId, workspaceId } = hit
    const find = foundWords(hit)
    if (placeKind === 'page') return void navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId: placeId }, search: find === '' ? {} : { find } })
    void navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId, boardId: placeId }, search: kind === 'task' ? { task: itemId } : {} })
  }
}
