import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { type Entry, isWithin, type Place, type Step, stepPlace, type Tree, type TreeRow, visibleRows } from './page-tree.ts'
import { usePageTreeActs } from './use-page-tree-acts.ts'
import { usePageTreeFolds } from './use-page-tree-folds.ts'
import { type Caret, usePageTreeNaming } from './use-page-tree-naming.ts'

interface Parts { workspaceId: string, tree: Tree, openPageId: string | undefined, onOpen: (pageId: string, caret?: Caret) => void }

export type PageTreeState = ReturnType<typeof usePageTreeState>

/** What the tree shows and does, without its markup. */
export function usePageTreeState({ workspaceId, tree, openPageId, onOpen }: Parts) {
  const acts = usePageTreeActs(workspaceId)
  const folds = usePageTreeFolds(workspaceId, tree, openPageId)
  const rows = useMemo(() => visibleRows(tree, folds.open), [tree, folds.open])
  const [activeId, setActiveId] = useState<string | null>(null)
  const naming = usePageTreeNaming({ tree, acts, onOpen, unfold: id => folds.change([id], true) })
  const tellMove = useTellMove(tree)

  function move(page: Entry, place: Place): void {
    if (place.parentId) folds.change([place.parentId], true)
    setActiveId(page.id)
    tellMove(page, place)
    void acts.move(page.id, place)
  }
  function step({ page }: TreeRow, direction: Step): void {
    const place = stepPlace(tree, page, direction)
    if (place) move(page, place)
  }
  /** Answers the page that the keyboard stands on from now on. */
  function archive(row: TreeRow): string | null {
    const index = rows.indexOf(row)
    const next = rows.slice(index + 1).find(({ page }) => !isWithin(tree, page.id, row.page.id)) ?? rows[index - 1]
    setActiveId(next?.page.id ?? null)
    void acts.archive(row.page)
    return next?.page.id ?? null
  }
  return { rows, folds, acts, activeId, setActiveId, ...naming, move, step, archive, open: onOpen }
}

function useTellMove(tree: Tree): (page: Entry, place: Place) => void {
  const { t } = useLingui()
  const name = (id: string | null) => tree.pages.get(id ?? '')?.title || t`Untitled`
  return (page, { parentId, after }) => {
    const title = page.title || t`Untitled`
    const [above, inside] = [name(after), name(parentId)]
    if (after) announce(t`${title} is now after ${above}.`)
    else announce(parentId ? t`${title} is now the first page in ${inside}.` : t`${title} is now the first page.`)
  }
}
