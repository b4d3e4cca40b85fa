import { ChevronDown, ChevronRight } from 'lucide-react'
import { Plural } from '@lingui/react/macro'
import { useMemo } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { cellOf, isSummed, sumOf } from './table-cells.ts'
import type { TableLine } from './table-lines.ts'
import { SumView } from './TableFoot.tsx'
import styles from './TableView.module.css'
import { useGroupNames } from './use-group-names.tsx'
import type { TableData } from './use-table-data.ts'
import type { TableWindow } from './use-table-window.ts'

interface Props { line: Extract<TableLine, { kind: 'group' }>, index: number, start: number, data: TableData, view: TableWindow, isAt: boolean, isClosed: boolean, onToggle: () => void }

/** The head of a group: its name, how many tasks, and what their values add up to. */
export function TableGroup({ line, index, start, data, view, isAt, isClosed, onToggle }: Props) {
  const { name, mark } = useGroupNames(data.grouping)(line.group)
  const tasks = useMemo(() => line.ids.flatMap(id => data.tasks.get(id) ?? []), [line.ids, data.tasks])
  return (
    <div role="row" aria-rowindex={index + 2} aria-expanded={!isClosed} className={styles['group']} style={{ transform: `translateY(${start}px)` }}>
      {view.columns.map(({ column, index: columnIndex, start: at, width }) => (columnIndex === 0
        ? (
            // Enter and Space are heard once, for the whole table.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div key={column.id} role="rowheader" aria-colindex={1} tabIndex={isAt ? 0 : -1} data-spot={`${line.key}|${column.id}`} data-at={isAt || undefined} className={styles['groupName']} style={{ minInlineSize: width }} onClick={onToggle}>
              <Icon of={isClosed ? ChevronRight : ChevronDown} />{mark}<span dir="auto">{name}</span><small><Plural value={line.ids.length} one="# task" other="# tasks" /></small>
            </div>
          )
        : <div key={column.id} role="gridcell" aria-colindex={columnIndex + 1} className={styles['sum']} style={{ inlineSize: width, insetInlineStart: at }}>{isSummed(column) && <SumView sum={sumOf(tasks.map(task => cellOf(column, task, data.source)))} column={column} words={data.words} />}</div>))}
    </div>
  )
}
