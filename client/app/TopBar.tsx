import { CloudOff, PanelLeft, Search } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useIsOnline } from '../core/connection.ts'
import { BoardPath } from '../boards/BoardPath.tsx'
import { PageTreePath } from '../pages/PageTreePath.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useWorkspace } from '../workspaces/workspaces-queries.ts'
import styles from './TopBar.module.css'

interface Props {
  workspaceId: string | undefined
  pageId: string | undefined
  boardId: string | undefined
  isSidebarShown: boolean
  onSidebar: () => void
  onFind: () => void
}

/** Where I am; the page adds who is here and whether it is saved. */
export function TopBar({ workspaceId, pageId, boardId, isSidebarShown, onSidebar, onFind }: Props) {
  const { t } = useLingui()
  const { workspace } = useWorkspace(workspaceId)
  const isOnline = useIsOnline()
  return (
    <header className={styles['bar']}>
      <IconButton icon={PanelLeft} label={isSidebarShown ? t`Hide the sidebar` : t`Show the sidebar`} shortcut="Ctrl \" isExpanded={isSidebarShown} onPress={onSidebar} />
      <div className={styles['where']}>
        {workspace && boardId !== undefined && <BoardPath workspaceId={workspace.id} workspaceName={workspace.name} boardId={boardId} />}
        {workspace && boardId === undefined && <PageTreePath workspaceId={workspace.id} workspaceName={workspace.name} pageId={pageId} />}
      </div>
      <div id="page-state" className={styles['page']} />
      {!isOnline && <span role="status" className={styles['offline']}><Icon of={CloudOff} /><Trans>Offline</Trans></span>}
      {!isSidebarShown && <IconButton icon={Search} label={t`Find`} shortcut="Ctrl K" onPress={onFind} />}
    </header>
  )
}
