import { Trans, useLingui } from '@lingui/react/macro'
import { Outlet, useLocation, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import { useQuery } from '@tanstack/react-query'
import { forgetLooksBut } from '../core/kept-looks.ts'
import { useWorkspace, workspacesQuery } from '../workspaces/workspaces-queries.ts'
import styles from './Shell.module.css'
import { type AskedFor, ShellDialog } from './ShellDialog.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { useIsWide, useSidebarShown } from './use-sidebar.ts'
import { useShortcut } from './use-shortcut.ts'

const Sheet = lazy(() => import('../ui/Sheet.tsx').then(({ Sheet }) => ({ default: Sheet })))
const CommandMenu = lazy(() => import('./CommandMenu.tsx').then(({ CommandMenu }) => ({ default: CommandMenu })))

/** Left: workspaces and tree. Middle: the work. On narrow screens the left is a sheet. */
export function Shell() {
  const { t } = useLingui()
  const { workspaceId, pageId, boardId } = useParams({ strict: false })
  const path = useLocation({ select: location => location.pathname })
  const isWide = useIsWide()
  const [isShown, setIsShown] = useSidebarShown()
  // Open on the screen where it was opened: going elsewhere closes it.
  const [sheetPath, setSheetPath] = useState<string | null>(null)
  const [isFinding, setIsFinding] = useState(false)
  const [asked, setAsked] = useState<AskedFor | null>(null)
  const { workspace } = useWorkspace(workspaceId)
  const main = useRef<HTMLElement>(null)
  useShortcut('k', () => setIsFinding(true))
  useShortcut('\\', () => setIsShown(!isShown))
  useFocusAfterNavigation(main, path)
  useForgetLeft()
  useLayoutEffect(() => { if (pageId === undefined) endFirstLook() }, [pageId])
  const onSidebar = () => isWide ? setIsShown(!isShown) : setSheetPath(path)
  // Here and not in the sidebar, which a narrower window folds into a sheet: what was chosen in it stays.
  const ask = (next: AskedFor): void => {
    setSheetPath(null)
    setAsked(next)
  }
  const sidebar = <Sidebar workspaceId={workspaceId} pageId={pageId} boardId={boardId} onFind={() => setIsFinding(true)} onAsk={ask} />
  return (
    <div className={styles['shell']} data-sidebar={isWide && isShown ? 'shown' : 'hidden'}>
      <a href="#main" className={styles['skip']}><Trans>Skip to the content</Trans></a>
      {isWide && isShown && <div className={styles['sidebar']}>{sidebar}</div>}
      <div className={styles['work']}>
        <TopBar
          workspaceId={workspaceId} pageId={pageId} boardId={boardId} isSidebarShown={isWide && isShown}
          onFind={() => setIsFinding(true)} onSidebar={onSidebar}
        />
        <main ref={main} id="main" tabIndex={-1} className={styles['main']}><Suspense><Outlet /></Suspense></main>
      </div>
      {!isWide && <Suspense><Sheet label={t`Workspaces and pages`} isOpen={sheetPath === path} onClose={() => setSheetPath(null)}>{sidebar}</Sheet></Suspense>}
      {isFinding && <Suspense><CommandMenu workspace={workspace} onAsk={setAsked} onSidebar={onSidebar} onClose={() => setIsFinding(false)} /></Suspense>}
      {asked && <ShellDialog asked={asked} workspace={workspace} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** A new screen begins at its beginning, for the keyboard as for the eyes; a screen that took the focus itself keeps it. */
function useFocusAfterNavigation(main: { current: HTMLElement | null }, path: string): void {
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [main, path])
}

/** Pages of a workspace that they are no longer in leave their device, also when they never come back to them. */
function useForgetLeft(): void {
  const { data, isFetchedAfterMount } = useQuery(workspacesQuery)
  useEffect(() => { if (data && isFetchedAfterMount) void forgetLooksBut(data.workspaces.map(({ id }) => id)) }, [data, isFetchedAfterMount])
}
