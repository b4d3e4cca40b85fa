import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { type BoardUse, useBoardContext } from './board-context.ts'
import { mirrored } from './direction.ts'
import { editorOf } from './table-editors.ts'
import type { TableActs } from './use-table-acts.ts'
import type { TableData } from './use-table-data.ts'
import type { TableGrid } from './use-table-grid.ts'

interface Parts { data: TableData, grid: TableGrid, acts: TableActs, begin: () => void, toggleGroup: (group: string) => void, pageStep: number }

/** The keys of a spreadsheet: arrows go and mark, typing writes over, Enter and F2 write on, Tab goes through a row and leaves it at its end. */
export function useTableKeys(parts: Parts): (event: KeyboardEvent) => void {
  const use = useBoardContext()
  return event => {
    if (event.nativeEvent.isComposing || parts.grid.isEditing || !(event.target as HTMLElement).matches('[data-spot]')) return
    const isDone = goBy(event, parts) || (parts.grid.rowAt >= 0 && (onGroup(event, parts) || actOn(event, parts, use) || typeInto(event, parts, use)))
    if (isDone) event.stopPropagation()
    if (isDone === 'taken') event.preventDefault()
  }
}

/** `taken`: nothing else may come of the key; `passed on`: it goes into the field that has just opened. */
type Done = 'taken' | 'passed on' | false

function goBy(event: KeyboardEvent, { data: { lines, columns }, grid, pageStep }: Parts): Done {
  if (event.altKey) return false
  const isFar = event.ctrlKey || event.metaKey
  const [lastRow, lastColumn, { rowAt, columnAt }] = [lines.length - 1, columns.length - 1, grid]
  const aside = (side: 'left' | 'right'): [number, number] => (mirrored(side) === 'left' ? [rowAt, isFar ? 0 : columnAt - 1] : [rowAt, isFar ? lastColumn : columnAt + 1])
  const goes: Record<string, () => [number, number] | null> = {
    ArrowDown: () => [isFar ? lastRow : rowAt + 1, columnAt],
    ArrowUp: () => [isFar ? 0 : rowAt - 1, columnAt],
    ArrowLeft: () => aside('left'),
    ArrowRight: () => aside('right'),
    Home: () => [isFar ? 0 : rowAt, 0],
    End: () => [isFar ? lastRow : rowAt, lastColumn],
    PageDown: () => [rowAt + pageStep, columnAt],
    PageUp: () => [Math.max(0, rowAt - pageStep), columnAt],
    Tab: () => { const next = columnAt + (event.shiftKey ? -1 : 1); return next < 0 || next > lastColumn || isFar ? null : [rowAt, next] },
  }
  const next = goes[event.key]?.()
  if (!next) return false
  const row = Math.min(lastRow, next[0])
  const isMarking = event.shiftKey && event.key !== 'Tab' && row >= 0
  if (row === rowAt && next[1] === columnAt && !isMarking) return 'taken'
  grid.goTo(row, Math.min(lastColumn, Math.max(0, next[1])), { extends: isMarking })
  return 'taken'
}

function onGroup(event: KeyboardEvent, { data: { lines }, grid, toggleGroup }: Parts): Done {
  const line = lines[grid.rowAt]
  if (line?.kind !== 'group') return false
  if (event.key === 'Enter' || event.key === ' ') {
    toggleGroup(line.group)
    return 'taken'
  }
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey ? 'taken' : false
}

function actOn(event: KeyboardEvent, { data: { lines, columns }, grid, acts, begin }: Parts, { ui, openTask, mayEdit }: BoardUse): Done {
  const line = lines[grid.rowAt]
  if (line?.kind !== 'task') return false
  const isControl = event.ctrlKey || event.metaKey
  if (isControl && event.key.toLowerCase() === 'a') {
    grid.goTo(0, 0)
    grid.goTo(lines.length - 1, columns.length - 1, { extends: true })
    return 'taken'
  }
  if (event.key === 'Enter' && isControl) {
    openTask(line.id)
    return 'taken'
  }
  if (event.key === ' ' && (event.shiftKey || isControl)) {
    acts.rows.forEach(id => ui.toggle(id))
    return 'taken'
  }
  if (isControl || event.altKey) return false
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
    ui.change({ menu: { cell: '', id: line.id, anchor: event.currentTarget.ownerDocument.activeElement ?? event.currentTarget } })
    return 'taken'
  }
  if (event.key === 'Escape') {
    grid.unmark()
    ui.clearSelection()
    return 'taken'
  }
  if (event.key === 'Delete' || event.key === 'Backspace') {
    if (mayEdit) acts.clear()
    return 'taken'
  }
  if (event.key !== 'Enter' && event.key !== 'F2') return false
  begin()
  return 'taken'
}

/** A letter opens what is written in before it arrives, and so lands in it. */
function typeInto(event: KeyboardEvent, { data: { columns }, grid, begin }: Parts, { mayEdit }: BoardUse): Done {
  const column = columns[grid.columnAt]
  if (!column || !mayEdit || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false
  const { by } = editorOf(column)
  if (by === 'nothing') return false
  if (event.key === ' ' || by === 'tick') {
    if (event.key === ' ') begin()
    return 'taken'
  }
  // oxlint-disable-next-line react-dom/no-flush-sync -- the letter is lost if the field comes a moment later
  flushSync(begin)
  return by === 'typing' ? 'passed on' : 'taken'
}
