import { Plus } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { WaitingProposals } from '../boards/WaitingProposals.tsx'
import { HomeScreen } from '../home/HomeScreen.tsx'
import { recentPagesQuery } from '../pages/page-tree-queries.ts'
import { Button } from '../ui/Button.tsx'
import { workspacesQuery } from '../workspaces/workspaces-queries.ts'

const CreateWorkspaceDialog = lazy(() => import('../workspaces/CreateWorkspaceDialog.tsx').then(({ CreateWorkspaceDialog }) => ({ default: CreateWorkspaceDialog })))

export function HomeRoute() {
  const recent = useQuery(recentPagesQuery)
  const workspaces = useQuery(workspacesQuery)
  const [isCreating, setIsCreating] = useState(false)
  const list = workspaces.data?.workspaces ?? null
  const create = (
    <Button icon={Plus} variant={list?.length === 0 ? 'primary' : 'plain'} onPress={() => setIsCreating(true)}><Trans>Create a workspace</Trans></Button>
  )
  return (
    <>
      <HomeScreen recent={recent.data ?? null} workspaces={list} error={recent.error} onRetry={() => void recent.refetch()} create={create} waits={<WaitingProposals places={list ?? []} />} />
      {isCreating && <Suspense><CreateWorkspaceDialog onClose={() => setIsCreating(false)} /></Suspense>}
    </>
  )
}
