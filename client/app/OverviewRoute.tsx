import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { RecentPages } from '../home/RecentPages.tsx'
import { pagesQuery, recentPagesQuery, usePageTree } from '../pages/page-tree-queries.ts'
import { lastPlaceIn } from '../pages/page-tree.ts'
import { usePageTreeActs } from '../pages/use-page-tree-acts.ts'
import { InviteCompany } from '../people/InviteCompany.tsx'
import { WorkspaceOverview } from '../workspaces/WorkspaceOverview.tsx'
import type { Workspace } from '../workspaces/workspaces-queries.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function OverviewRoute() {
  const workspace = useOpenWorkspace()
  return workspace && <Overview workspace={workspace} />
}

function Overview({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const tree = usePageTree(workspace.id)
  const pages = useQuery(pagesQuery(workspace.id))
  const { create } = usePageTreeActs(workspace.id)
  const recent = useQuery(recentPagesQuery).data?.changed.filter(({ workspaceId }) => workspaceId === workspace.id) ?? []
  async function newPage(): Promise<void> {
    const page = await create({ ...lastPlaceIn(tree, null), title: '' })
    if (page) await navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId: workspace.id, pageId: page.id } })
  }
  return (
    <WorkspaceOverview
      workspace={workspace} hasPages={!pages.data || tree.pages.size > 0} onNewPage={() => void newPage()} inviteCompany={<InviteCompany workspace={workspace} />}
      recent={<RecentPages title={<Trans>Recently changed</Trans>} label={t`Recently changed`} pages={recent} tells="changed" workspaces={[workspace]} />}
    />
  )
}
