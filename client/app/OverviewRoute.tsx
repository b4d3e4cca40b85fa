import { Building2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { boardsQuery, useBoards } from '../boards/boards-queries.ts'
import { WaitingProposals } from '../boards/WaitingProposals.tsx'
import { RecentPages } from '../home/RecentPages.tsx'
import { pagesQuery, recentPagesQuery, usePageTree } from '../pages/page-tree-queries.ts'
import { SpacesList } from '../pages/SpacesList.tsx'
import { Button } from '../ui/Button.tsx'
import { WorkspaceOverview } from '../workspaces/WorkspaceOverview.tsx'
import type { Workspace } from '../workspaces/workspaces-queries.ts'
import { useNewBoard } from './use-new-board.ts'
import { useNewPage } from './use-new-page.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'

const InviteCompanyDialog = lazy(() => import('../people/InviteCompanyDialog.tsx').then(({ InviteCompanyDialog }) => ({ default: InviteCompanyDialog })))

export function OverviewRoute() {
  const workspace = useOpenWorkspace()
  return workspace && <Overview key={workspace.id} workspace={workspace} />
}

/** The dialog stands here and not in the card that offers it: the card goes when the partner joins, the link must not. */
function Overview({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui()
  const tree = usePageTree(workspace.id)
  const pages = useQuery(pagesQuery(workspace.id))
  const boards = useBoards(workspace.id)
  const areBoardsKnown = useQuery(boardsQuery(workspace.id)).data !== undefined
  const [newPage, newBoard] = [useNewPage(workspace.id), useNewBoard(workspace.id)]
  const [isInviting, setIsInviting] = useState(false)
  const recent = useQuery(recentPagesQuery).data?.changed.filter(({ workspaceId }) => workspaceId === workspace.id) ?? []
  return (
    <>
      <WorkspaceOverview
        workspace={workspace} hasPages={!pages.data || tree.pages.size > 0} onNewPage={() => void newPage()}
        hasBoards={!areBoardsKnown || boards.length > 0} onNewBoard={() => void newBoard()}
        inviteCompany={<Button icon={Building2} onPress={() => setIsInviting(true)}><Trans>Invite another company</Trans></Button>}
        waits={<WaitingProposals workspace={workspace.id} places={[workspace]} />}
        recent={<><SpacesList workspaceId={workspace.id} companies={workspace.companies} /><RecentPages title={<Trans>Recently changed</Trans>} label={t`Recently changed`} pages={recent} tells="changed" workspaces={[workspace]} /></>}
      />
      {isInviting && <Suspense><InviteCompanyDialog workspace={workspace} onClose={() => setIsInviting(false)} /></Suspense>}
    </>
  )
}
