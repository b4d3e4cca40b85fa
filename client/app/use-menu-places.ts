import { Building2, CircleCheckBig, House, PanelsTopLeft, Search, Settings2, SquareKanban, User } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '../core/session.tsx'
import { useBoards } from '../boards/boards-queries.ts'
import { pagesQuery, recentPagesQuery } from '../pages/page-tree-queries.ts'
import { membersQuery, type Workspace, workspacesQuery } from '../workspaces/workspaces-queries.ts'
import type { MenuOption } from './menu-option.ts'

interface PagePlace { id: string, workspaceId: string, title: string, icon: string | null, privateTo: string | null }

/** What was opened last. */
export function useRecentPages(): MenuOption[] {
  const asOption = usePageOption()
  const opened = useQuery(recentPagesQuery).data?.opened.slice(0, 6) ?? []
  return opened.map(asOption)
}

/** Pages and boards of the open workspace: their names are on this device, nobody has to be asked. */
export function useNamesHere(workspace: Workspace | null): { pages: MenuOption[], boards: MenuOption[] } {
  const { t } = useLingui()
  const navigate = useNavigate()
  const asOption = usePageOption()
  const listed = useQuery({ ...pagesQuery(workspace?.id ?? ''), enabled: workspace !== null }).data?.pages ?? []
  const boards = useBoards(workspace?.id).map(({ id, title, privateTo }): MenuOption => ({
    id, title: title || t`Untitled`, where: workspace?.name ?? '', icon: SquareKanban, iconLabel: t`Board`, privateTo: workspace?.companies.find(company => company.id === privateTo) ?? null,
    go: () => void navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId: workspace?.id ?? '', boardId: id } }),
  }))
  return { pages: listed.filter(({ archivedAt }) => archivedAt === null).map(page => asOption({ ...page, workspaceId: workspace?.id ?? '' })), boards }
}

function usePageOption(): (page: PagePlace) => MenuOption {
  const { t } = useLingui()
  const navigate = useNavigate()
  const workspaces = useQuery(workspacesQuery).data?.workspaces ?? []
  return ({ id, workspaceId, title, icon, privateTo }) => {
    const workspace = workspaces.find(one => one.id === workspaceId)
    return {
      id, title: title || t`Untitled`, emoji: icon, privateTo: workspace?.companies.find(company => company.id === privateTo) ?? null, where: workspace?.name ?? '',
      go: () => void navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId, pageId: id } }),
    }
  }
}

/** Workspaces, and the screens that are of none. */
export function usePlaces(): MenuOption[] {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const workspaces = useQuery(workspacesQuery).data?.workspaces ?? []
  return [
    ...workspaces.map(({ id, name }) => ({ id, title: name, icon: PanelsTopLeft, iconLabel: t`Workspace`, go: () => void navigate({ to: '/w/$workspaceId', params: { workspaceId: id } }) })),
    { id: 'home', title: t`Home`, icon: House, go: () => void navigate({ to: '/' }) },
    { id: 'search', title: t`Search`, icon: Search, go: () => void navigate({ to: '/search' }) },
    { id: 'work', title: t`My work`, icon: CircleCheckBig, go: () => void navigate({ to: '/work' }) },
    { id: 'company', title: me.company.name, icon: Building2, also: t`People of the company`, go: () => void navigate({ to: '/company' }) },
    { id: 'me', title: t`Your settings`, icon: Settings2, go: () => void navigate({ to: '/me' }) },
  ]
}

/** The people of the open workspace: what each has begun, and the tasks that are theirs. */
export function usePeopleHere(workspace: Workspace | null): MenuOption[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== null }).data?.members ?? []
  return members.map(({ userId, name, companyId }) => ({
    id: `person ${userId}`, title: name, icon: User, iconLabel: t`Person`, where: [workspace?.companies.find(({ id }) => id === companyId)?.name, t`tasks and pages of theirs`].filter(Boolean).join(' · '),
    go: () => void navigate({ to: '/search', search: { workspace: workspace?.id, person: userId } }),
  }))
}

/** The way to the screen with filters, and to more than fits here. */
export function useAllFound(words: string): MenuOption {
  const { t } = useLingui()
  const navigate = useNavigate()
  return { id: 'all', isFound: true, title: t`Everything about “${words}”, with filters`, icon: Search, go: () => void navigate({ to: '/search', search: { q: words } }) }
}
