import { ChevronRight } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useLiveTitle } from '../documents/live-titles.ts'
import { Icon } from '../ui/Icon.tsx'
import { ancestorsOf } from './page-tree.ts'
import { usePageTree } from './page-tree-queries.ts'
import styles from './PageTreePath.module.css'

/** Where I am: the workspace, the pages above, this page. */
export function PageTreePath({ workspaceId, workspaceName, pageId }: { workspaceId: string, workspaceName: string, pageId: string | undefined }) {
  const { t } = useLingui()
  const tree = usePageTree(workspaceId)
  const page = tree.pages.get(pageId ?? '')
  const title = useLiveTitle(pageId ?? '', page?.title ?? '')
  const above = page ? ancestorsOf(tree, page.id) : []
  return (
    <nav aria-label={t`Where you are`} className={styles['path']}>
      <ol>
        <li><Link to="/w/$workspaceId" params={{ workspaceId }}>{workspaceName}</Link></li>
        {above.map(({ id, title, icon }) => (
          <li key={id}><Icon of={ChevronRight} size={14} /><Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: id }}>{icon && <span aria-hidden="true">{icon}</span>}{title || t`Untitled`}</Link></li>
        ))}
        {page && <li aria-current="page"><Icon of={ChevronRight} size={14} /><span>{page.icon && <span aria-hidden="true">{page.icon}</span>}{title || t`Untitled`}</span></li>}
      </ol>
    </nav>
  )
}
