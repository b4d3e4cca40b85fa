import { useLocation, useParams } from '@tanstack/react-router'
import { PageScreen } from '../pages/PageScreen.tsx'
import { NotFound } from './NotFound.tsx'
import { Share } from './Share.tsx'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function PageRoute() {
  const { pageId } = useParams({ strict: false })
  const caret = useLocation({ select: location => location.state.caret })
  const workspace = useOpenWorkspace()
  if (!workspace || !pageId) return null
  return (
    <PageScreen
      key={pageId} pageId={pageId} workspaceId={workspace.id} role={workspace.role} companies={workspace.companies} caret={caret}
      acts={<Share workspace={workspace} path={`p/${pageId}`} />} missing={<NotFound />}
    />
  )
}
