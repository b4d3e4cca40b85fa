import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PageScreen } from '../pages/PageScreen.tsx'
import { membersQuery } from '../workspaces/workspaces-queries.ts'
import { NotFound } from './NotFound.tsx'
import { Share } from './Share.tsx'
import { useLiveSaved } from './live-tasks.ts'
import type { PageSearch } from './page-search.ts'
import { TaskBeside } from './TaskBeside.tsx'
import { useOfferPageActs } from './use-place-acts.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'

const FoundInPage = lazy(() => import('../pages/FoundInPage.tsx').then(({ FoundInPage }) => ({ default: FoundInPage })))

export function PageRoute() {
  const { pageId } = useParams({ strict: false })
  // The address is ahead of the screen for a moment: the caret is meant for the page that comes, not for the one that goes.
  const caret = useLocation({ select: ({ pathname, state }) => (pathname.endsWith(`/${pageId}`) ? state.caret : undefined) })
  const workspace = useOpenWorkspace()
  const { find } = useSearch({ strict: false })
  const navigate = useNavigate()
  const savedTasks = useLiveSaved()
  useOfferPageActs(workspace, pageId)
  const people = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== null }).data?.members ?? []
  if (!workspace || !pageId) return null
  return (
    <>
      <PageScreen
        key={pageId} pageId={pageId} workspaceId={workspace.id} role={workspace.role} companies={workspace.companies} caret={caret} people={people}
        acts={<Share workspace={workspace} path={`p/${pageId}`} />} missing={<NotFound />}
        savedBeside={savedTasks} beside={<TaskBeside workspaceId={workspace.id} />}
      />
      {find !== undefined && <Suspense><FoundInPage key={`${pageId} ${find}`} words={find} onClose={() => void navigate({ to: '.', search: (before: PageSearch) => ({ ...before, find: undefined }), replace: true, resetScroll: false })} /></Suspense>}
    </>
  )
}
