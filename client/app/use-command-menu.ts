import { Building2, CircleCheckBig, House, type LucideIcon, PanelsTopLeft, Settings2, SquareKanban } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useMe } from '../core/session.tsx'
import { useBoards } from '../boards/boards-queries.ts'
import { pageTreeApi, recentPagesQuery } from '../pages/page-tree-queries.ts'
import { workspacesQuery } from '../workspaces/workspaces-queries.ts'
import { type Commanded, useCommands } from './use-commands.ts'

export interface Found {
  id: string
  title: string
  /** Words around what was found. */
  detail?: string
  /** The workspace it is in. */
  where?: string
  icon?: LucideIcon
  /** A page's own. */
  emoji?: string | null
  isPrivate?: boolean
  /** The keys that do the same: 'Ctrl \\'. */
  shortcut?: string
  go: () => void
}

interface PageHit { id: string, workspaceId: string, title: string, icon: string | null, privateTo: string | null, excerpt?: string }

/** Pages by title and text, the places of the app and what can be done; before anything is typed, what was opened last. */
export function useCommandMenu(words: string, commanded: Commanded): { found: Found[], isSearching: boolean, error: Error | null } {
  const asked = useDeferredValue(words.trim())
  const recent = useQuery(recentPagesQuery).data?.opened.slice(0, 6) ?? []
  const search = useQuery({
    queryKey: ['search', asked], queryFn: ({ signal }) => pageTreeApi.searchPages({ words: asked }, { signal }),
    enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 5_000,
  })
  const toFound = useToFound()
  const hits: readonly PageHit[] = asked === '' ? recent : search.data?.found ?? []
  const isAsked = ({ title }: Found) => title.toLowerCase().includes(asked.toLowerCase())
  const places = [...useBoardPlaces(commanded.workspace), ...usePlaces()].filter(place => asked !== '' && isAsked(place))
  const commands = useCommands(commanded).filter(isAsked)
  return { found: [...hits.map(toFound), ...places, ...commands], isSearching: asked !== '' && search.isFetching, error: search.error }
}

function useToFound(): (hit: PageHit) => Found {
  const { t } = useLingui()
  const navigate = useNavigate()
  const workspaces = useQuery(workspacesQuery).data?.workspaces ?? []
  return ({ id, workspaceId, title, icon, privateTo, excerpt }) => ({
    id, title: title || t`Untitled`, emoji: icon, isPrivate: privateTo !== null,
    ...excerpt ? { detail: excerpt } : {},
    where: workspaces.find(workspace => workspace.id === workspaceId)?.name ?? '',
    go: () => void navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId: id } }),
  })
}

function useBoardPlaces(workspace: Commanded['workspace']): Found[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const boards = useBoards(workspace?.id)
  return boards.map(({ id, title, privateTo }) => ({
    id, title: title || t`Untitled`, where: workspace?.name ?? '', isPrivate: privateTo !== null, icon: SquareKanban,
    go: () => void navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId: workspace?.id ?? '', boardId: id } }),
  }))
}

function usePlaces(): Found[] {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const workspaces = useQuery(workspacesQuery).data?.workspaces ?? []
  return [
    ...workspaces.map(({ id, name }) => ({ id, title: name, icon: PanelsTopLeft, go: () => void navigate({ to: '/w/$workspaceId', params: { workspaceId: id } }) })),
    { id: 'home', title: t`Home`, icon: House, go: () => void navigate({ to: '/' }) },
    { id: 'work', title: t`My work`, icon: CircleCheckBig, go: () => void navigate({ to: '/work' }) },
    { id: 'company', title: me.company.name, icon: Building2, go: () => void navigate({ to: '/company' }) },
    { id: 'me', title: t`Your settings`, icon: Settings2, go: () => void navigate({ to: '/me' }) },
  ]
}
