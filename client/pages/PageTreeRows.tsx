import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useMe } from '../core/session.tsx'
import { liveTitleOf } from '../documents/live-titles.ts'
import type { Place, Tree, TreeRow } from './page-tree.ts'
import type { TreeCompany } from './PageTree.tsx'
import styles from './PageTree.module.css'
import { PageTreeInput } from './PageTreeInput.tsx'
import { PageTreeMenu } from './PageTreeMenu.tsx'
import { PageTreeRow } from './PageTreeRow.tsx'
import { useArchiveQuestion } from './use-archive-question.tsx'
import { linesOf } from './page-tree-lines.ts'
import { usePageTreeFocus } from './use-page-tree-focus.ts'
import { usePageTreeKeys } from './use-page-tree-keys.ts'
import { usePageTreePresence } from './use-page-tree-presence.ts'
import type { PageTreeState } from './use-page-tree-state.ts'

interface Props {
  workspaceId: string
  tree: Tree
  state: PageTreeState
  companies: readonly TreeCompany[]
  openPageId: string | undefined
  mayWrite: boolean
  mayWall: boolean
}

const rowHeight = matchMedia('(pointer: coarse)').matches ? 44 : 32

/** Only the rows in sight are in the document, and the one that has the focus or is being dragged. */
export function PageTreeRows({ workspaceId, tree, state, companies, openPageId, mayWrite, mayWall }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const scroller = useRef<HTMLDivElement>(null)
  const [menuFor, setMenuFor] = useState<string | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const presence = usePageTreePresence(workspaceId, companies, me.id)
  const lines = useMemo(() => linesOf(state.rows, state.draft), [state.rows, state.draft])
  const activeId = state.rows.some(({ page }) => page.id === state.activeId) ? state.activeId : openPageId ?? state.rows[0]?.page.id ?? null
  const kept = [activeId, dragged, menuFor].map(id => lines.findIndex(line => line.row?.page.id === id)).filter(index => index >= 0)
  // oxlint-disable-next-line react/incompatible-library -- its answers are read while rendering and never kept
  const virtual = useVirtualizer({
    count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8,
    getItemKey: index => lines[index]?.row?.page.id ?? 'draft',
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b),
  })
  const { want, wantAfter } = usePageTreeFocus(scroller, lines)
  const focus = useCallback((pageId: string) => {
    want(pageId)
    state.setActiveId(pageId)
    virtual.scrollToIndex(lines.findIndex(line => line.row?.page.id === pageId))
  }, [want, state, virtual, lines])
  const question = useArchiveQuestion(workspaceId)
  const archive = (row: TreeRow) => question.ask(row.page, () => wantAfter(row.page.id, state.archive(row)))
  const onKeyDown = usePageTreeKeys({
    rows: state.rows, focus, fold: state.folds.change, open: state.open, showMenu: row => setMenuFor(row.page.id),
    rename: row => { if (mayWrite) state.setRenaming({ pageId: row.page.id, title: liveTitleOf(row.page.id, row.page.title) }) },
    archive: row => { if (mayWrite) archive(row) },
    move: (row, step) => { if (mayWrite) { state.step(row, step); want(row.page.id) } },
  })
  const onDrop = useCallback((pageId: string, place: Place) => {
    const page = tree.pages.get(pageId)
    if (page) state.move(page, place)
  }, [tree, state])
  const onUnfold = useCallback((pageId: string) => state.folds.change([pageId], true), [state])
  const menuRow = state.rows.find(({ page }) => page.id === menuFor)

  const drawRow = (row: TreeRow) => (
    <PageTreeRow
      row={row} tree={tree} workspaceId={workspaceId} isActive={row.page.id === activeId} isOpenPage={row.page.id === openPageId} mayWrite={mayWrite}
      owner={companies.find(({ id }) => id === row.page.privateTo)} people={presence.get(row.page.id) ?? []} isMenuOpen={row.page.id === menuFor}
      renaming={state.renaming?.pageId === row.page.id ? state.renaming : null} onKeyDown={onKeyDown} onDrop={onDrop} onUnfold={onUnfold} onDragging={setDragged}
      onActivate={state.setActiveId} onFold={state.folds.change} onMenu={setMenuFor} onOpen={state.open}
      onRename={title => { want(row.page.id); return state.finishRename(title) }}
      onRenameEnd={() => { state.setRenaming(null); want(row.page.id) }}
    />
  )
  return (
    <div ref={scroller} tabIndex={-1} className={styles['scroller']}>
      <div role="tree" aria-label={t`Pages`} className={styles['tree']} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => (
          <div key={item.key} role="none" className={styles['slot']} style={{ blockSize: item.size, transform: `translateY(${item.start}px)` }}>
            {lines[item.index]?.row
              ? drawRow(lines[item.index]?.row as TreeRow)
              : <PageTreeInput level={lines[item.index]?.level ?? 1} label={t`Title of the new page`} title={state.draft?.title ?? ''} onDone={state.finishPage} onCancel={() => state.setDraft(null)} />}
          </div>
        ))}
      </div>
      {menuRow && <PageTreeMenu workspaceId={workspaceId} row={menuRow} tree={tree} state={state} scroller={scroller} mayWrite={mayWrite} mayWall={mayWall} onArchive={archive} onClose={() => { setMenuFor(null); want(menuRow.page.id) }} />}
      {question.dialog}
    </div>
  )
}
