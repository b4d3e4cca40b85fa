import { CircleAlert } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useDeferredValue, useMemo } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useUi } from './board-context.ts'
import { cellKey } from './board-ui.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { type CellSum, cellOf, isSummed, sumOf } from './table-cells.ts'
import type { TableColumn } from './table-columns.ts'
import styles from './TableView.module.css'
import { useColumns } from './use-board.ts'
import type { CellWords } from './use-cell-words.ts'
import type { TableData } from './use-table-data.ts'
import type { TableWindow } from './use-table-window.ts'

/** What all tasks that are shown add up to. */
export function TableFoot({ data, view }: { data: TableData, view: TableWindow }) {
  const settled = useDeferredValue(data)
  return (
    <div role="row" aria-rowindex={data.lines.length + 2} className={styles['foot']}>
      {view.columns.map(({ column, index, start, width }) => (
        <div key={column.id} role="gridcell" aria-colindex={index + 1} className={index === 0 ? `${styles['sum']} ${styles['title']}` : styles['sum']} style={index === 0 ? { inlineSize: width } : { inlineSize: width, insetInlineStart: start }}>
          {index === 0 ? <Plural value={data.shown.length} one="# task" other="# tasks" /> : isSummed(column) && <ColumnSum column={column} data={settled} />}
        </div>
      ))}
    </div>
  )
}

function ColumnSum({ column, data: { shown, source, words } }: { column: TableColumn, data: TableData }) {
  const sum = useMemo(() => sumOf(shown.map(task => cellOf(column, task, source))), [column, shown, source])
  return <SumView sum={sum} column={column} words={words} />
}

/** Amounts of each currency by themselves; of percentages the mean. */
export function SumView({ sum, words }: { sum: CellSum, column: TableColumn, words: CellWords }) {
  const { t } = useLingui()
  const { ticked, checks, faults } = sum
  const parts = [
    ...sum.count > 0 ? [words.number(sum.number)] : [],
    ...[...sum.money].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([currency, amount]) => words.money({ amount, currency })),
    ...sum.minutes > 0 ? [words.minutes(sum.minutes)] : [],
    ...sum.percents > 0 ? [`⌀ ${words.percent(sum.percent / sum.percents)}`] : [],
    ...checks > 0 ? [t`${ticked} of ${checks}`] : [],
  ]
  const told = parts.join(' + ')
  return <>{told !== '' && <span title={told}>{told}</span>}{faults > 0 && <span className={styles['faults']} title={t`Left out, because it could not be worked out: ${faults}`}><Icon of={CircleAlert} size={14} />{faults}</span>}</>
}

/** New tasks are written below the table, in the words of a sentence. */
export function TableAdd() {
  const { board, ui, mayEdit } = useBoardContext()
  const first = useColumns(board)[0]
  const cell = cellKey({ column: first?.id ?? '', lane: '' })
  const isAdding = useUi(state => state.adding?.cell === cell)
  if (!mayEdit || !first) return null
  return (
    <div className={styles['adding']}>
      {isAdding ? <QuickAdd cell={cell} place="bottom" /> : <button type="button" data-add={cell} className={styles['add']} onClick={() => ui.change({ adding: { cell, place: 'bottom' } })}><span aria-hidden="true">+</span><Trans>Add a task</Trans></button>}
    </div>
  )
}
