import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useSyncExternalStore } from 'react'
import type { TableColumn } from './table-columns.ts'
import type { TableData } from './use-table-data.ts'
import type { TableGrid } from './use-table-grid.ts'

export const rowHeight = matchMedia('(pointer: coarse)').matches ? 44 : 36
/** A phone keeps room for more than the titles. */
const narrow = matchMedia('(max-width: 640px)')
const narrowTitle = 148

export interface ShownColumn { readonly column: TableColumn, readonly index: number, readonly start: number, readonly width: number }

/** What of the table is in sight. */
export interface TableWindow {
  rows: readonly { readonly index: number, readonly start: number }[]
  /** the title first: it stays at the edge */
  columns: readonly ShownColumn[]
  width: number
  showRow: (index: number) => void
  showColumn: (index: number) => void
}

const isNarrow = (): boolean => narrow.matches
function watchNarrow(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

const withKept = (kept: number) => (range: Range): number[] => (kept < 0 || kept >= range.count ? defaultRangeExtractor(range) : [...new Set([...defaultRangeExtractor(range), kept])].toSorted((one, other) => one - other))

/** Rows and columns beyond the edges are not in the document, but for those the keyboard stands on. */
export function useTableWindow(scroller: RefObject<HTMLElement | null>, { columns, lines }: TableData, { rowAt, columnAt }: TableGrid): TableWindow {
  const isSmall = useSyncExternalStore(watchNarrow, isNarrow)
  const [title, ...others] = columns
  const titleWidth = Math.min(title?.width ?? 0, isSmall ? narrowTitle : Infinity)
  // oxlint-disable-next-line react/incompatible-library -- its answers are read while rendering and never kept
  const rows = useVirtualizer({
    count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: rowHeight, scrollPaddingEnd: 2 * rowHeight, rangeExtractor: withKept(rowAt),
  })
  // oxlint-disable-next-line react/incompatible-library -- as above
  const across = useVirtualizer({
    count: others.length, getScrollElement: () => scroller.current, estimateSize: index => others[index]?.width ?? 0, overscan: 2, horizontal: true, paddingStart: titleWidth, scrollPaddingStart: titleWidth,
    isRtl: document.documentElement.dir === 'rtl', rangeExtractor: withKept(columnAt - 1),
  })
  useLayoutEffect(() => across.measure(), [across, columns, titleWidth])
  const shown = across.getVirtualItems().flatMap(({ index, start }): ShownColumn[] => { const column = others[index]; return column ? [{ column, index: index + 1, start, width: column.width }] : [] })
  return {
    rows: rows.getVirtualItems().map(({ index }) => ({ index, start: index * rowHeight })),
    columns: title ? [{ column: title, index: 0, start: 0, width: titleWidth }, ...shown] : [],
    width: others.reduce((sum, { width }) => sum + width, titleWidth),
    showRow: index => rows.scrollToIndex(index, { align: 'auto' }),
    showColumn: index => { if (index > 0) across.scrollToIndex(index - 1, { align: 'auto' }) },
  }
}
