import { Archive, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, CornerDownRight, FilePlus, Link2, Lock, LockOpen, PencilLine } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type RefObject, useEffect, useRef } from 'react'
import { useMe } from '../core/session.tsx'
import { liveTitleOf, useLiveTitle } from '../documents/live-titles.ts'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { showError, showToast } from '../ui/toasts.ts'
import { type Step, stepPlace, type Tree, type TreeRow } from './page-tree.ts'
import { useFavouriteAct } from './use-favourite-act.ts'
import { usePageCopyActs } from './use-page-copy-acts.tsx'
import type { PageTreeState } from './use-page-tree-state.ts'

interface Props { workspaceId: string, row: TreeRow, tree: Tree, state: PageTreeState, scroller: RefObject<HTMLElement | null>, mayWrite: boolean, mayWall: boolean, onArchive: (row: TreeRow) => void, onClose: () => void }

/** What can be done with one page: by the dots, a right click or Shift+F10. */
export function PageTreeMenu({ workspaceId, row, tree, state, scroller, mayWrite, mayWall, onArchive, onClose }: Props) {
  const { t } = useLingui()
  const anchor = useRef<Element>(scroller.current?.querySelector(`[data-page="${CSS.escape(row.page.id)}"]`) ?? null)
  const title = useLiveTitle(row.page.id, row.page.title) || t`Untitled`
  const arranging = useArranging(row, tree, state)
  const wall = useWall(row, state)
  const archive = { id: 'archive', label: t`Archive`, icon: Archive, shortcut: 'Delete', act: () => onArchive(row) }
  useEffect(() => { if (!anchor.current) onClose() }, [onClose])
  const link = useLink(workspaceId, row.page.id)
  const copies = usePageCopyActs(workspaceId, row.page).acts.filter(({ id }) => id !== 'keepTemplate')
  const favourite = useFavouriteAct(workspaceId, row.page)
  const acts = [...favourite, link, ...mayWrite ? [...arranging, ...copies] : [], ...mayWall ? [wall] : [], ...mayWrite ? [archive] : []]
  return <AnchoredMenu label={t`Actions for ${title}`} acts={acts} anchor={anchor} onClose={onClose} />
}

function useLink(workspaceId: string, pageId: string): MenuAct {
  const { t } = useLingui()
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(`${location.origin}/w/${workspaceId}/p/${pageId}`)
    showToast({ text: t`The link is copied.` })
  }
  return { id: 'link', label: t`Copy link`, icon: Link2, act: () => void copy().catch(showError) }
}

function useArranging(row: TreeRow, tree: Tree, state: PageTreeState): MenuAct[] {
  const { t } = useLingui()
  const { id, parentId, title } = row.page
  const step = (direction: Step) => ({ act: () => state.step(row, direction), isDisabled: stepPlace(tree, row.page, direction) === null })
  return [
    { id: 'inside', label: t`New page inside`, icon: CornerDownRight, act: () => state.startPage(id) },
    { id: 'below', label: t`New page below`, icon: FilePlus, act: () => state.startPage(tree.pages.has(parentId ?? '') ? parentId : null, id) },
    { id: 'rename', label: t`Rename`, icon: PencilLine, shortcut: 'F2', act: () => state.setRenaming({ pageId: id, title: liveTitleOf(id, title) }) },
    { id: 'up', label: t`Move up`, icon: ArrowUp, shortcut: 'Alt ↑', ...step('up') },
    { id: 'down', label: t`Move down`, icon: ArrowDown, shortcut: 'Alt ↓', ...step('down') },
    { id: 'in', label: t`Move into the page above`, icon: ArrowRight, shortcut: 'Alt →', ...step('in') },
    { id: 'out', label: t`Move out`, icon: ArrowLeft, shortcut: 'Alt ←', ...step('out') },
  ]
}

function useWall(row: TreeRow, state: PageTreeState): MenuAct {
  const { t } = useLingui()
  const me = useMe()
  const { id, privateTo } = row.page
  const company = me.company.name
  if (privateTo) return { id: 'wall', label: t`Share with all companies`, icon: LockOpen, hint: t`Everybody in the workspace will see it`, act: () => void state.acts.setPrivate(id, null) }
  return { id: 'wall', label: t`Make private`, icon: Lock, hint: t`Only ${company} will see it`, act: () => void state.acts.setPrivate(id, me.company.id) }
}
