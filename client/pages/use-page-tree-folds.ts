import { useCallback, useEffect, useMemo, useState } from 'react'
import { keep, recall } from '../core/kept.ts'
import { ancestorsOf, type Tree } from './page-tree.ts'

const mostOpenedAtFirst = 60
const nothing: ReadonlySet<string> = new Set()

/** Which branches are unfolded; remembered on this device, and always open enough to show the page one is on. */
export function usePageTreeFolds(workspaceId: string, tree: Tree, openPageId: string | undefined) {
  const key = `tree:${workspaceId}`
  const [open, setOpen] = useState<ReadonlySet<string> | null>(null)
  const [folded, setFolded] = useState<{ onPage: string | undefined, ids: ReadonlySet<string> }>({ onPage: undefined, ids: nothing })
  useEffect(() => {
    let isCurrent = true
    void recall<string[]>(key).then(kept => { if (isCurrent && kept) setOpen(new Set(kept)) })
    return () => { isCurrent = false }
  }, [key])
  const foldedHere = folded.onPage === openPageId ? folded.ids : nothing
  const shown = useMemo(() => withPathTo(tree, openPageId, { open: open ?? openedAtFirst(tree), except: foldedHere }), [tree, openPageId, open, foldedHere])
  const change = useCallback((ids: readonly string[], isOpen: boolean) => {
    const next = isOpen ? shown.union(new Set(ids)) : shown.difference(new Set(ids))
    setOpen(next)
    setFolded({ onPage: openPageId, ids: isOpen ? foldedHere.difference(new Set(ids)) : foldedHere.union(new Set(ids)) })
    void keep(key, [...next])
  }, [key, shown, openPageId, foldedHere])
  return { open: shown, change }
}

/** A branch that was folded by hand while on a page stays folded. */
function withPathTo(tree: Tree, pageId: string | undefined, { open, except }: { open: ReadonlySet<string>, except: ReadonlySet<string> }): ReadonlySet<string> {
  const path = pageId ? ancestorsOf(tree, pageId).map(({ id }) => id).filter(id => !except.has(id)) : []
  return path.every(id => open.has(id)) ? open : open.union(new Set(path))
}

/** A small tree is shown whole; of a large one the first level. */
const openedAtFirst = (tree: Tree): ReadonlySet<string> => tree.pages.size > mostOpenedAtFirst ? nothing : new Set(tree.pages.keys())
