import { useLingui } from '@lingui/react/macro'
import { type FocusEvent, type MouseEvent, type SyntheticEvent, useMemo, useRef, useState } from 'react'
import { useBoardContext, useUi } from './board-context.ts'
import { fieldColumnId } from './table-columns.ts'
import { editorOf } from './table-editors.ts'
import { TableAdd, TableFoot } from './TableFoot.tsx'
import { TableGroup } from './TableGroup.tsx'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import { TableTools } from './TableTools.tsx'
import styles from './TableView.module.css'
import { type TableActs, useTableActs } from './use-table-acts.ts'
import { type TableData, useTableData } from './use-table-data.ts'
import { useTableFocus } from './use-table-focus.ts'
import { headRow, type TableGrid, useTableGrid } from './use-table-grid.ts'
import { useTableKeys } from './use-table-keys.ts'
import { useTableLayout } from './use-table-layout.ts'
import { rowHeight, useTableWindow } from './use-table-window.ts'

/** The same board as a spreadsheet: every value of every task, the board's own fields beside what all tasks have. */
export function TableView() {
  const { boardId } = useBoardContext()
  const [layout, changeLayout] = useTableLayout(boardId)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const data = useTableData(layout, closed)
  const grid = useTableGrid(data.lines, data.columns)
  const acts = useTableActs(data, grid)
  const toggleGroup = (group: string): void => setClosed(before => (before.has(group) ? new Set([...before].filter(other => other !== group)) : new Set([...before, group])))
  return (
    <div className={styles['table']}>
      <TableTools data={data} layout={layout} changeLayout={changeLayout} onMade={field => grid.goToColumn(fieldColumnId(field))} />
      <Grid {...{ data, grid, acts, layout, changeLayout, closed, toggleGroup }} />
      <TableAdd />
    </div>
  )
}

interface GridProps {
  data: TableData
  grid: TableGrid
  acts: TableActs
  layout: Parameters<typeof TableHead>[0]['layout']
  changeLayout: Parameters<typeof TableHead>[0]['changeLayout']
  closed: ReadonlySet<string>
  toggleGroup: (group: string) => void
}

function Grid({ data, grid, acts, layout, changeLayout, closed, toggleGroup }: GridProps) {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const scroller = useRef<HTMLDivElement>(null)
  const { columns, lines } = data
  const view = useTableWindow(scroller, data, grid)
  const begin = useBegin(data, grid, acts, scroller)
  const onKeyDown = useTableKeys({ data, grid, acts, begin, toggleGroup, pageStep: 12 })
  const pointer = usePointer(data, grid, begin)
  useTableFocus(scroller, grid, view)
  const selected = useUi(state => state.selected)
  const marked = useMemo(() => (grid.block && grid.anchor ? grid.block : null), [grid.block, grid.anchor])
  return (
    <div ref={scroller} data-board className={styles['scroller']}>
      {/* Cells are what one comes to; this hears their keys and their clipboard. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="grid" aria-label={t`Table`} aria-rowcount={lines.length + 2} aria-colcount={columns.length} aria-multiselectable aria-readonly={!mayEdit} className={styles['grid']} style={{ inlineSize: view.width }} onKeyDown={onKeyDown} onCopy={acts.copy} onCut={acts.cut} onPaste={acts.paste} {...pointer}>
        <TableHead {...{ data, grid, view, layout, changeLayout }} />
        <div role="rowgroup" className={styles['rows']} style={{ blockSize: lines.length * rowHeight }}>
          {view.rows.map(({ index, start }) => {
            const line = lines[index]
            const isAt = grid.rowAt === index
            if (!line) return null
            if (line.kind === 'group') return <TableGroup key={line.key} {...{ line, index, start, data, view, isAt }} isClosed={closed.has(line.group)} onToggle={() => toggleGroup(line.group)} />
            return (
              <TableRow
                key={line.key} task={data.tasks.get(line.id)} {...{ line, index, start, acts }} columns={view.columns} source={data.source} words={data.words} isSelected={selected.has(line.id)}
                at={isAt ? grid.columnAt : null} isHere={grid.at !== null} isEditing={isAt && grid.isEditing} left={marked && index >= marked.top && index <= marked.bottom ? marked.left : -1} right={marked ? marked.right : -1} onDone={grid.stopEditing} onGo={grid.goTo}
              />
            )
          })}
        </div>
        <TableFoot data={data} view={view} />
      </div>
    </div>
  )
}

/** Opens what a cell is written in: in the cell, or a picker beside it for all that is marked. */
function useBegin({ lines, columns, tasks }: TableData, grid: TableGrid, acts: TableActs, scroller: { current: HTMLElement | null }): () => void {
  const { ui, mayEdit, acts: boardActs } = useBoardContext()
  return () => {
    const [column, line] = [columns[grid.columnAt], lines[grid.rowAt]]
    if (!column || line?.kind !== 'task' || !mayEdit) return
    const editor = editorOf(column)
    const anchor = scroller.current?.querySelector(`[data-spot="${CSS.escape(`${line.key}|${column.id}`)}"]`)
    const ids = acts.rows.includes(line.id) ? acts.rows : [line.id]
    if (editor.by === 'typing' || editor.by === 'day' || editor.by === 'choice') return grid.edit()
    if (editor.by === 'picker' && anchor) return ui.change({ picker: { kind: editor.kind, ids, anchor } })
    if (editor.by === 'tick' && column.field) boardActs.setFieldValue(ids, column.field, tasks.get(line.id)?.values.get(column.field.id) !== true)
  }
}

/** A press stands on a cell, a second one writes in it; with Shift, or held and drawn on, it marks. */
function usePointer({ lines, columns }: TableData, grid: TableGrid, begin: () => void) {
  const isSecond = useRef(false)
  const isPressing = useRef(false)
  const spotOf = (event: SyntheticEvent): { row: number, column: number } | null => {
    const spot = (event.target as Element).closest<HTMLElement>('[data-spot]')?.dataset['spot']
    if (spot === undefined) return null
    const at = spot.lastIndexOf('|')
    const key = spot.slice(0, at)
    const row = lines.findIndex(line => line.key === key)
    return row < 0 && key !== headRow ? null : { row, column: columns.findIndex(({ id }) => id === spot.slice(at + 1)) }
  }
  return {
    /** However one comes to a cell: the keys are about it. */
    onFocus(event: FocusEvent) {
      const spot = event.target.matches('[data-spot]') && !isPressing.current ? spotOf(event) : null
      if (spot && (grid.at === null || spot.row !== grid.rowAt || spot.column !== grid.columnAt)) grid.goTo(spot.row, spot.column)
    },
    onMouseDown(event: MouseEvent) {
      const [spot, cell] = [spotOf(event), (event.target as Element).closest<HTMLElement>('[data-spot]')]
      if (!spot || spot.row < 0 || event.button !== 0 || (event.target as Element).closest('input, button, a')) return
      isSecond.current = grid.at !== null && spot.row === grid.rowAt && spot.column === grid.columnAt && !event.shiftKey && cell === document.activeElement
      // Nothing else brings the keys here: what a press does by itself, marking words, is prevented.
      isPressing.current = true
      cell?.focus({ preventScroll: true })
      isPressing.current = false
      if (!isSecond.current) grid.goTo(spot.row, spot.column, { extends: event.shiftKey })
      event.preventDefault()
    },
    onMouseOver(event: MouseEvent) {
      const spot = event.buttons === 1 && grid.at !== null && !grid.isEditing ? spotOf(event) : null
      if (spot && (spot.row !== grid.rowAt || spot.column !== grid.columnAt)) grid.goTo(spot.row, spot.column, { extends: true })
    },
    onClick(event: MouseEvent) {
      if (isSecond.current && spotOf(event) && !(event.target as Element).closest('input, button, a')) begin()
      isSecond.current = false
    },
  }
}
