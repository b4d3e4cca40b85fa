import { useParams } from '@tanstack/react-router'
import { PageScreen } from '../pages/PageScreen.tsx'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function PageRoute() {
  const { pageId } = useParams({ strict: false })
  const workspace = useOpenWorkspace()
  if (!workspace || !pageId) return null
  return <PageScreen key={pageId} pageId={pageId} workspaceId={workspace.id} role={workspace.role} companies={workspace.companies} />
}
