import { useLingui } from '@lingui/react/macro'
import { Outlet, useParams } from '@tanstack/react-router'
import { useLayoutEffect } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Screen } from '../ui/Screen.tsx'
import { useForgetVanished } from '../pages/use-forget-vanished.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useWorkspace } from '../workspaces/workspaces-queries.ts'
import { LiveTasksProvider } from './LiveTasksProvider.tsx'
import { MentionsProvider } from './MentionsProvider.tsx'
import { NoWorkspace } from './NoWorkspace.tsx'

/** Everything below /w/<workspace>: only for those who are in it. */
export function WorkspaceRoute() {
  const { t } = useLingui()
  const { workspaceId, pageId, boardId } = useParams({ strict: false })
  const { workspace, isPending, error } = useWorkspace(workspaceId)
  const isClosed = !workspace && !isPending
  useLayoutEffect(() => { if (isClosed) endFirstLook() }, [isClosed])
  if (workspace) return <OpenWorkspace key={workspace.id} id={workspace.id} />
  if (isPending) return <Screen title=""><Skeleton lines={6} /></Screen>
  return error ? <Screen title={t`Workspace`}><ErrorState title={t`The workspace could not be fetched`} error={error} /></Screen> : <NoWorkspace key={workspaceId} id={workspaceId ?? ''} openId={pageId ?? boardId} />
}

function OpenWorkspace({ id }: { id: string }) {
  useForgetVanished(id)
  return <LiveTasksProvider workspaceId={id}><MentionsProvider workspaceId={id}><Outlet /></MentionsProvider></LiveTasksProvider>
}
