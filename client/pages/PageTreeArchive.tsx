import { Archive, ArchiveRestore } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { can, type Role } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Row, Rows, Screen } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { showToast } from '../ui/toasts.ts'
import { archivedPagesQuery } from './page-properties.ts'
import { archivedRoots, belowOf, type Entry } from './page-tree.ts'
import { pagesQuery } from './page-tree-queries.ts'
import { usePageTreeActs } from './use-page-tree-acts.ts'

/** What was put away: read-only, out of the tree, and never lost. `boards`: those that were put away, below the pages; null: none. */
export function PageTreeArchive({ workspaceId, role, boards }: { workspaceId: string, role: Role, boards: ReactNode }) {
  const { t } = useLingui()
  const me = useMe()
  const list = useQuery(pagesQuery(workspaceId))
  const by = new Map(useQuery(archivedPagesQuery(workspaceId)).data?.pages.map(({ id, archivedBy }) => [id, archivedBy]))
  const rows = useRef<HTMLDivElement>(null)
  useTitle(t({ message: 'Archive', context: 'the place' }))
  const roots = archivedRoots(list.data?.pages ?? [])
  const mayRestore = can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role }, 'page.archive')
  return (
    <Screen title={<Trans context="the place">Archive</Trans>} lead={<Trans>Archived pages and boards stay here until somebody restores them. Open one to read it first. Nothing is deleted.</Trans>}>
      {list.isPending && <Skeleton />}
      {list.error && !list.data && <ErrorState title={t`The archive could not be fetched`} error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && roots.length === 0 && boards === null && <EmptyState icon={Archive} title={t`The archive is empty`}><Trans>A page that is no longer needed goes here, with all pages below it, and so does a board or a template.</Trans></EmptyState>}
      <div ref={rows}>
        {roots.length > 0 && <Rows label={t`Archived pages`}>{roots.map((page, index) => <ArchivedRow key={page.id} page={page} by={by.get(page.id)?.name} below={belowOf(list.data?.pages ?? [], page)} workspaceId={workspaceId} mayRestore={mayRestore} onRestored={() => keepFocus(rows.current, index)} />)}</Rows>}
      </div>
      {boards}
    </Screen>
  )
}

/** The row that had the focus has gone: the next one takes it, or the heading when there is none. */
function keepFocus(rows: HTMLElement | null, index: number): void {
  if (document.activeElement !== document.body) return
  const buttons = rows?.querySelectorAll('button') ?? []
  const next = buttons[index] ?? buttons[index - 1] ?? document.querySelector<HTMLElement>('main h1')
  next?.focus()
}

interface RowProps { page: Entry, /** who archived it */ by: string | undefined, /** pages that went along */ below: number, workspaceId: string, mayRestore: boolean, onRestored: () => void }

function ArchivedRow({ page, by, below, workspaceId, mayRestore, onRestored }: RowProps) {
  const { t } = useLingui()
  const { restore } = usePageTreeActs(workspaceId)
  const title = page.title || t`Untitled`
  async function bringBack(): Promise<void> {
    if (!await restore(page.id)) return
    showToast({ text: page.isTemplate ? t`“${title}” is a template again.` : t`“${title}” is back in the tree.` })
    onRestored()
  }
  return (
    <Row title={<Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: page.id }}>{title}</Link>} detail={<>{page.isTemplate && <><Trans>Template</Trans> · </>}{page.archivedAt && (by === undefined ? <Trans>archived <DateText at={page.archivedAt} /></Trans> : <Trans>archived by {by}, <DateText at={page.archivedAt} /></Trans>)}{below > 0 && <> · {t`${plural(below, { one: 'with # page below', other: 'with # pages below' })}`}</>}</>}>
      {mayRestore && <Button size="dense" icon={ArchiveRestore} label={t`Restore “${title}”`} onPress={() => void bringBack()}><Trans>Restore</Trans></Button>}
    </Row>
  )
}
