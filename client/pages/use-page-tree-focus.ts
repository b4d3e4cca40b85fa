import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Line } from './page-tree-lines.ts'

/** Where the keyboard stands next, as soon as that row is drawn: rows come and go under it. */
export function usePageTreeFocus(scroller: RefObject<HTMLElement | null>, lines: readonly Line[]) {
  const wanted = useRef<string | null>(null)
  const leaving = useRef<{ pageId: string, next: string | null } | null>(null)
  useLayoutEffect(() => {
    const gone = leaving.current
    if (gone && !lines.some(line => line.row?.page.id === gone.pageId)) {
      leaving.current = null
      wanted.current = gone.next
      if (!gone.next) scroller.current?.focus()
    }
    if (wanted.current && focusRow(scroller.current, wanted.current)) wanted.current = null
  })
  return {
    want: (pageId: string): void => { wanted.current = pageId },
    /** Once the row of `pageId` has gone, `next` has the focus; without a next one, the tree itself. */
    wantAfter: (pageId: string, next: string | null): void => { leaving.current = { pageId, next } },
  }
}

function focusRow(scroller: HTMLElement | null, pageId: string): boolean {
  const row = scroller?.querySelector<HTMLElement>(`[data-page="${CSS.escape(pageId)}"]`)
  if (!row || scroller?.querySelector('input')) return false
  row.focus()
  return true
}
