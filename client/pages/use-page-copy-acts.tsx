import { Copy, CopyPlus, LayoutTemplate } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { liveTitleOf } from '../documents/live-titles.ts'
import type { MenuAct } from '../ui/Menu.tsx'
import { childrenOf, type Entry } from './page-tree.ts'
import { usePageTree } from './page-tree-queries.ts'
import { usePageCopies } from './use-page-copies.ts'

const KeepPageTemplateDialog = lazy(async () => ({ default: (await import('./KeepPageTemplateDialog.tsx')).KeepPageTemplateDialog }))

/** What can be made of a page. The dialog has to stand outside the menu, which closes with the press. */
export function usePageCopyActs(workspaceId: string, page: Entry | undefined): { acts: MenuAct[], dialog: ReactNode } {
  const { t } = useLingui()
  const tree = usePageTree(workspaceId)
  const { duplicate } = usePageCopies(workspaceId)
  const [isKeeping, setIsKeeping] = useState(false)
  if (!page || page.archivedAt !== null) return { acts: [], dialog: null }
  const named = { id: page.id, title: liveTitleOf(page.id, page.title) }
  const hasMore = childrenOf(tree, page.id).length > 0
  return {
    acts: [
      { id: 'duplicate', label: t`Duplicate`, icon: Copy, startsGroup: true, act: () => void duplicate(named, { below: false }) },
      ...hasMore ? [{ id: 'duplicateAll', label: t`Duplicate with the pages below`, icon: CopyPlus, act: () => void duplicate(named, { below: true }) }] : [],
      ...page.isTemplate ? [] : [{ id: 'keepTemplate', label: t`Save as template…`, icon: LayoutTemplate, act: () => setIsKeeping(true) }],
    ],
    dialog: isKeeping && <Suspense><KeepPageTemplateDialog workspaceId={workspaceId} page={{ ...page, ...named }} onClose={() => setIsKeeping(false)} /></Suspense>,
  }
}
