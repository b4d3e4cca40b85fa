import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useBoardContext } from './board-context.ts'
import { headRow, type TableGrid } from './use-table-grid.ts'
import type { TableWindow } from './use-table-window.ts'

/** The focus goes with the cell that the keyboard stands on, also when its row moves or is drawn anew. */
export function useTableFocus(scroller: RefObject<HTMLElement | null>, grid: TableGrid, view: TableWindow): void {
  const { ui } = useBoardContext()
  const { at, rowAt, columnAt, isEditing } = grid
  const task = at === null || at.row === headRow ? null : at.row.slice(at.row.lastIndexOf(' ') + 1)
  const latest = useRef(view)
  useEffect(() => { latest.current = view })
  useLayoutEffect(() => {
    if (at === null) return
    if (rowAt >= 0) latest.current.showRow(rowAt)
    latest.current.showColumn(columnAt)
  }, [at, rowAt, columnAt])
  useLayoutEffect(() => {
    if (at === null || isEditing) return
    const active = document.activeElement
    const cell = scroller.current?.querySelector<HTMLElement>('[data-spot][tabindex="0"]')
    const isOurs = active === document.body || (active !== null && scroller.current?.contains(active))
    if (cell && cell !== active && isOurs && document.querySelector('[role="dialog"], [role="menu"]') === null) cell.focus({ preventScroll: true })
  })
  useEffect(() => { if (task !== null) ui.change({ at: task }) }, [ui, task])
}
