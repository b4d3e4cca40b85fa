import { useCallback, useMemo, useState } from 'react'
import type { TableLine } from './table-lines.ts'
import type { TableColumn } from './table-columns.ts'

/** A cell by its row (`head` for the names of the columns) and column. */
export interface CellSpot { readonly row: string, readonly column: string }
export const headRow = 'head'

export interface GridState {
  /** where the keyboard stands */
  readonly at: CellSpot | null
  /** the other corner of what is marked; null: the one cell */
  readonly anchor: CellSpot | null
  /** the cell that is being written in */
  readonly isEditing: boolean
}

export interface Block { readonly top: number, readonly bottom: number, readonly left: number, readonly right: number }

export interface TableGrid extends GridState {
  rowAt: number
  columnAt: number
  /** what is marked, by places; null: nothing, or the head */
  block: Block | null
  goTo: (row: number, column: number, options?: { extends?: boolean }) => void
  /** to a column by its id, which may be about to come: in the row that one is in, else in the first */
  goToColumn: (id: string) => void
  edit: () => void
  stopEditing: () => void
  /** only the one cell is marked */
  unmark: () => void
}

const nowhere: GridState = { at: null, anchor: null, isEditing: false }

/** Where the keyboard is in a table whose rows come, go and move: with its task, else at the place where that was. */
export function useTableGrid(lines: readonly TableLine[], columns: readonly TableColumn[]): TableGrid {
  const [state, setState] = useState<GridState>(nowhere)
  const [last, setLast] = useState({ row: 0, column: 0 })
  const rows = useMemo(() => new Map(lines.map(({ key }, index) => [key, index])), [lines])
  const place = (spot: CellSpot | null): { row: number, column: number } | null => spot && { row: rowOf(spot.row, rows, lines, last.row), column: columnOf(spot.column, columns, last.column) }
  const at = place(state.at) ?? { row: lines.length > 0 ? 0 : -1, column: 0 }
  const anchor = place(state.anchor) ?? at
  if (state.at !== null && (last.row !== at.row || last.column !== at.column)) setLast(at)
  const goTo = useCallback((row: number, column: number, { extends: isExtending = false } = {}) => setState(before => {
    const spot = spotAt(row, column, lines, columns)
    return { at: spot, anchor: isExtending ? before.anchor ?? before.at : null, isEditing: false }
  }), [lines, columns])
  return {
    ...state, rowAt: at.row, columnAt: at.column,
    block: state.at === null || at.row < 0 || anchor.row < 0 ? null : { top: Math.min(at.row, anchor.row), bottom: Math.max(at.row, anchor.row), left: Math.min(at.column, anchor.column), right: Math.max(at.column, anchor.column) },
    goTo,
    goToColumn: useCallback((id: string) => setState(({ at: before }) => ({ at: { row: before && before.row !== headRow ? before.row : lines[0]?.key ?? headRow, column: id }, anchor: null, isEditing: false })), [lines]),
    edit: useCallback(() => setState(before => ({ ...before, isEditing: true })), []),
    stopEditing: useCallback(() => setState(before => (before.isEditing ? { ...before, isEditing: false } : before)), []),
    unmark: useCallback(() => setState(before => (before.anchor === null ? before : { ...before, anchor: null })), []),
  }
}

function spotAt(row: number, column: number, lines: readonly TableLine[], columns: readonly TableColumn[]): CellSpot {
  const [line, shown] = [lines[Math.min(lines.length - 1, row)], columns[Math.min(columns.length - 1, Math.max(0, column))]]
  return { row: row < 0 || !line ? headRow : line.key, column: shown?.id ?? 'title' }
}

function rowOf(key: string, rows: ReadonlyMap<string, number>, lines: readonly TableLine[], last: number): number {
  if (key === headRow) return -1
  const known = rows.get(key)
  if (known !== undefined) return known
  const id = key.slice(key.lastIndexOf(' ') + 1)
  const elsewhere = lines.findIndex(line => line.kind === 'task' && line.id === id)
  return elsewhere >= 0 ? elsewhere : Math.min(lines.length - 1, Math.max(0, last))
}

function columnOf(id: string, columns: readonly TableColumn[], last: number): number {
  const known = columns.findIndex(column => column.id === id)
  return known >= 0 ? known : Math.min(columns.length - 1, Math.max(0, last))
}
