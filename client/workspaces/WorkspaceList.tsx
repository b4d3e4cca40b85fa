import { Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CompanyMarks } from './CompanyMarks.tsx'
import styles from './WorkspaceList.module.css'
import { workspacesQuery } from './workspaces-queries.ts'

const CreateWorkspaceDialog = lazy(() => import('./CreateWorkspaceDialog.tsx').then(({ CreateWorkspaceDialog }) => ({ default: CreateWorkspaceDialog })))

/** The workspace is not the page one is on, it is around it. */
const inside = { 'aria-current': 'true' as const }

/** In the sidebar: every workspace of this person with its owners' marks. */
export function WorkspaceList({ openId }: { openId: string | undefined }) {
  const { t } = useLingui()
  const list = useQuery(workspacesQuery)
  const [isCreating, setIsCreating] = useState(false)
  return (
    <nav aria-label={t`Workspaces`} className={styles['list']}>
      <header className={styles['head']}>
        <h2><Trans>Workspaces</Trans></h2>
        <IconButton icon={Plus} label={t`Create a workspace`} size="dense" onPress={() => setIsCreating(true)} />
      </header>
      {list.isPending && <Skeleton lines={2} />}
      <ul>
        {list.data?.workspaces.map(workspace => (
          <li key={workspace.id}>
            <Link to="/w/$workspaceId" params={{ workspaceId: workspace.id }} className={styles['item']} activeProps={inside} data-open={workspace.id === openId || undefined}>
              <span className={styles['name']}>{workspace.name}</span><CompanyMarks companies={workspace.companies} />
            </Link>
          </li>
        ))}
      </ul>
      {isCreating && <Suspense><CreateWorkspaceDialog onClose={() => setIsCreating(false)} /></Suspense>}
    </nav>
  )
}
