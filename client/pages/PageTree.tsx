import { Archive, Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { can, type Role } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { FavouritePages } from './FavouritePages.tsx'
import { makeTree } from './page-tree.ts'
import { pagesQuery } from './page-tree-queries.ts'
import styles from './PageTree.module.css'
import { PageTreeRows } from './PageTreeRows.tsx'
import { RecentShelf } from './RecentShelf.tsx'
import { useFavourites } from './use-favourites.ts'
import type { Caret } from './use-page-tree-naming.ts'
import { type PageTreeState, usePageTreeState } from './use-page-tree-state.ts'

export interface TreeCompany { id: string, name: string, color: number }

interface Props {
  workspaceId: string
  role: Role
  companies: readonly TreeCompany[]
  openPageId: string | undefined
  /** caret: where the writing begins in a page that was made just now. */
  onOpen: (pageId: string, caret?: Caret) => void
}

/** The pages of a workspace in the sidebar. */
export function PageTree({ workspaceId, role, companies, openPageId, onOpen }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const list = useQuery(pagesQuery(workspaceId))
  const tree = useMemo(() => makeTree(list.data?.pages ?? []), [list.data])
  const state = usePageTreeState({ workspaceId, tree, openPageId, onOpen })
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role }
  const mayWrite = can(actor, 'page.create')
  const favourites = useFavourites(workspaceId)
  return (
    <>
      <FavouritePages workspaceId={workspaceId} favourites={favourites} companies={companies} openPageId={openPageId} />
      <RecentShelf workspaceId={workspaceId} openPageId={openPageId} />
      <section aria-label={t`Pages`} className={styles['section']}>
        <header className={styles['head']}>
          <h2><Trans>Pages</Trans></h2>
          {mayWrite && <IconButton icon={Plus} label={t`New page`} size="dense" onPress={() => state.startPage(null)} />}
        </header>
        {list.isPending && <Skeleton lines={4} />}
        {list.error && !list.data && <ErrorState title={t`The pages could not be fetched`} error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && tree.pages.size === 0 && !state.draft && <NoPages mayWrite={mayWrite} state={state} />}
        <PageTreeRows workspaceId={workspaceId} tree={tree} state={state} companies={companies} openPageId={openPageId} mayWrite={mayWrite} mayWall={can(actor, 'page.wall')} />
        <Link to="/w/$workspaceId/archive" params={{ workspaceId }} className={styles['archive']}><Icon of={Archive} /><Trans context="the place">Archive</Trans></Link>
      </section>
    </>
  )
}

function NoPages({ mayWrite, state }: { mayWrite: boolean, state: PageTreeState }) {
  if (!mayWrite) return <p className={styles['none']}><Trans>No pages yet.</Trans></p>
  return (
    <div className={styles['none']}>
      <p><Trans>No pages yet.</Trans></p>
      <Button size="dense" icon={Plus} onPress={() => state.startPage(null)}><Trans>Write the first page</Trans></Button>
    </div>
  )
}
