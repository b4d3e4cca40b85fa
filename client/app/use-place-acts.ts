import { Archive, ArchiveRestore } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { can } from '@kopa/shared/policy.ts'
import { useBoardEntry } from '../boards/boards-queries.ts'
import { useBoardListActs } from '../boards/use-board-list-acts.ts'
import { useOfferActs } from '../core/offered-acts.ts'
import { useMe } from '../core/session.tsx'
import { pagesQuery } from '../pages/page-tree-queries.ts'
import { usePageTreeActs } from '../pages/use-page-tree-acts.ts'
import type { MenuAct } from '../ui/Menu.tsx'
import type { Workspace } from '../workspaces/workspaces-queries.ts'

/** What the sidebar can do with the page that is open, for the command menu. */
export function useOfferPageActs(workspace: Workspace | null, pageId: string | undefined): void {
  const { t } = useLingui()
  const { archive, restore } = usePageTreeActs(workspace?.id ?? '')
  const page = useQuery({ ...pagesQuery(workspace?.id ?? ''), enabled: workspace !== null }).data?.pages.find(({ id }) => id === pageId)
  const keeping = useKeeping(page, { archive: () => page && void archive(page), restore: () => page && void restore(page.id) })
  useOfferActs('page-place', t`This page`, useMay(workspace, 'page.create') ? keeping : [])
}

export function useOfferBoardActs(workspace: Workspace, boardId: string): void {
  const { t } = useLingui()
  const { archive, restore } = useBoardListActs(workspace.id)
  const board = useBoardEntry(workspace.id, boardId)
  const keeping = useKeeping(board, { archive: () => board && void archive(board), restore: () => board && void restore(board.id) })
  useOfferActs('board-place', t`This board`, useMay(workspace, 'board.create') ? keeping : [])
}

function useMay(workspace: Workspace | null, action: 'page.create' | 'board.create'): boolean {
  const me = useMe()
  return workspace !== null && can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }, action)
}

function useKeeping(entry: { archivedAt: string | null } | undefined, { archive, restore }: { archive: () => void, restore: () => void }): MenuAct[] {
  const { t } = useLingui()
  if (!entry) return []
  return [entry.archivedAt === null ? { id: 'archive', label: t`Put into the archive`, icon: Archive, act: archive } : { id: 'restore', label: t`Bring back from the archive`, icon: ArchiveRestore, act: restore }]
}
