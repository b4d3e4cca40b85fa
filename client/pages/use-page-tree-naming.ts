import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { liveTitleOf } from '../documents/live-titles.ts'
import { catchTyping } from '../ui/typed-ahead.ts'
import { lastPlaceIn, type Place, type Tree } from './page-tree.ts'
import type { Ending } from './PageTreeInput.tsx'
import type { usePageTreeActs } from './use-page-tree-acts.ts'

/** Where writing begins in a page that was made just now: in its title while it has none. */
export type Caret = 'title' | 'text'

/** A page that is being named before it exists. */
export interface Draft extends Place { title: string, isPrivate?: boolean }
/** A title that is being changed. */
export interface Renaming { pageId: string, title: string }

interface Parts {
  tree: Tree
  acts: ReturnType<typeof usePageTreeActs>
  unfold: (pageId: string) => void
  onOpen: (pageId: string, caret?: Caret) => void
}

/** Naming pages in the tree; what was typed is still there when the server refuses. */
export function usePageTreeNaming({ tree, acts, unfold, onOpen }: Parts) {
  const { t } = useLingui()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [renaming, setRenaming] = useState<Renaming | null>(null)

  /** Names a new page inside `parentId`, or right after the page `after`. */
  function startPage(parentId: string | null, after: string | null = lastPlaceIn(tree, parentId).after): void {
    if (parentId) unfold(parentId)
    setDraft({ parentId, after, title: '' })
  }
  /** Who ends by Enter goes on writing in the page; who leaves by a click is elsewhere already. */
  async function finishPage(title: string, by: Ending): Promise<void> {
    if (!draft) return
    setDraft({ ...draft, title })
    const giveUp = by === 'leaving' ? undefined : title.trim() ? catchTyping(t`Page text`, 'textarea') : catchTyping(t`Title of the page`)
    const page = await acts.create({ ...draft, title: title.trim() })
    if (!page) {
      giveUp?.()
      return
    }
    setDraft(null)
    onOpen(page.id, page.title ? 'text' : 'title')
  }
  async function finishRename(title: string): Promise<void> {
    if (!renaming) return
    setRenaming(null)
    const isSame = title.trim() === liveTitleOf(renaming.pageId, tree.pages.get(renaming.pageId)?.title ?? '')
    if (!isSame && !await acts.rename(renaming.pageId, title.trim())) setRenaming({ pageId: renaming.pageId, title })
  }
  return { draft, setDraft, renaming, setRenaming, startPage, finishPage, finishRename }
}
