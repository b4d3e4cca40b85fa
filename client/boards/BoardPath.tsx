import { ChevronRight } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useLiveTitle } from '../documents/live-titles.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './BoardPath.module.css'
import { useBoardEntry } from './boards-queries.ts'

/** Where I am: the workspace, this board. */
export function BoardPath({ workspaceId, workspaceName, boardId }: { workspaceId: string, workspaceName: string, boardId: string }) {
  const { t } = useLingui()
  const board = useBoardEntry(workspaceId, boardId)
  const title = useLiveTitle(boardId, board?.title ?? '')
  return (
    <nav aria-label={t`Where you are`} className={styles['path']}>
      <ol>
        <li><Link to="/w/$workspaceId" params={{ workspaceId }}>{workspaceName}</Link></li>
        {board && <li aria-current="page"><Icon of={ChevronRight} size={14} /><span>{title || t`Untitled`}</span></li>}
      </ol>
    </nav>
  )
}
