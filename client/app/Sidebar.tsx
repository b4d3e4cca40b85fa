import { Building2, CircleCheckBig, House, type LucideIcon, Search } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useMe } from '../core/session.tsx'
import type { Caret } from '../pages/use-page-tree-naming.ts'
import { early } from '../ui/early.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { WorkspaceList } from '../workspaces/WorkspaceList.tsx'
import { useWorkspace } from '../workspaces/workspaces-queries.ts'
import { ExampleLine } from './ExampleLine.tsx'
import type { AskedFor } from './ShellDialog.tsx'
import styles from './Sidebar.module.css'

// The first screen does without them for a moment: menus and the tree bring much code.
const MyMenu = early(() => import('./MyMenu.tsx').then(module => module.MyMenu))
const BoardsSection = early(() => import('../boards/BoardsSection.tsx').then(module => module.BoardsSection))
const PageTree = early(() => import('../pages/PageTree.tsx').then(module => module.PageTree))

interface Props { workspaceId: string | undefined, pageId: string | undefined, boardId: string | undefined, onFind: () => void, onAsk: (asked: AskedFor) => void }

export function Sidebar({ workspaceId, pageId, boardId, onFind, onAsk }: Props) {
  const { t } = useLingui()
  const me = useMe()
  return (
    <div className={styles['sidebar']}>
      <AriaButton className={styles['find'] ?? ''} onPress={onFind}><Icon of={Search} /><span><Trans>Find</Trans></span><Kbd keys="Ctrl K" /></AriaButton>
      <div className={styles['places']}>
        <nav aria-label={t`Kopa`}>
          <Place to="/" icon={House}><Trans>Home</Trans></Place>
          <Place to="/work" icon={CircleCheckBig}><Trans>My work</Trans></Place>
          <Place to="/company" icon={Building2}>{me.company.name}</Place>
        </nav>
        <WorkspaceList openId={workspaceId} />
        <OpenWorkspace workspaceId={workspaceId} pageId={pageId} boardId={boardId} onAsk={onAsk} />
      </div>
      {me.isDemo && <ExampleLine />}
      <Suspense fallback={<div className={styles['me']} />}><MyMenu workspaceId={workspaceId} /></Suspense>
    </div>
  )
}

function Place({ to, icon, children }: { to: '/' | '/work' | '/company', icon: LucideIcon, children: ReactNode }) {
  return <Link to={to} activeOptions={{ exact: true }} className={styles['place']}><Icon of={icon} /><span>{children}</span></Link>
}

function OpenWorkspace({ workspaceId, pageId, boardId, onAsk }: Omit<Props, 'onFind'>) {
  const navigate = useNavigate()
  const { workspace } = useWorkspace(workspaceId)
  if (!workspace) return <div className={styles['rest']} />
  const open = (id: string, caret?: Caret) => void navigate({ to: '/w/$workspaceId/p/$pageId', params: { workspaceId: workspace.id, pageId: id }, state: { caret } })
  return (
    <Suspense fallback={<div className={styles['rest']} />}>
      <BoardsSection
        key={`boards ${workspace.id}`} workspaceId={workspace.id} role={workspace.role} companies={workspace.companies} openBoardId={boardId} onImport={() => onAsk('importBoard')}
        onOpen={id => void navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId: workspace.id, boardId: id } })}
      />
      <PageTree key={workspace.id} workspaceId={workspace.id} role={workspace.role} companies={workspace.companies} openPageId={pageId} onOpen={open} />
    </Suspense>
  )
}
