import { useCallback, useEffect, useState } from 'react'
import { keep, recall } from '../core/kept.ts'
import { ancestorsOf, type Tree } from './page-tree.ts'

const mostOpenedAtFirst = 60

/** Which branches are unfolded; remembered on this device, and always open enough to show the page one is on. */
export function usePageTreeFolds(workspaceId: string, tree: Tree, openPageId: string | undefined) {
  const key = `tree:${workspaceId}`
  const [open, setOpen] = useState<ReadonlySet<string> | null>(null)
  useEffect(() => {
    let isCurrent = true
    void recall<string[]>(key).then(kept => { if (isCurrent && kept) setOpen(new Set(kept)) })
    return () => { isCurrent = false }
  }, [key])
  const shown = open ?? openedAtFirst(tree)
  const change = useCallback((ids: readonly string[], isOpen: boolean) => {
    const next = new Set(shown)
    for (const id of ids) isOpen ? next.add(id) : next.delete(id)
    setOpen(next)
    void keep(key, [...next])
  }, [key, shown])
  useEffect(() => {
    if (!openPageId) return
    const folded = ancestorsOf(tree, openPageId).map(({ id }) => id).filter(id => !shown.has(id))
    if (folded.length > 0) change(folded, true)
    // Only when the page changes: a branch that is folded by hand afterwards stays folded.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [openPageId, tree.pages.has(openPageId ?? '')])
  return { open: shown, change }
}

/** A small tree is shown whole; of a large one the first level. */
const openedAtFirst = (tree: Tree): ReadonlySet<string> => tree.pages.size > mostOpenedAtFirst ? new Set() : new Set(tree.pages.keys())
