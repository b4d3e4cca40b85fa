import { PanelRightOpen } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { memo, type RefObject, useRef } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import { CellView } from './CellView.tsx'
import { FieldPicker } from './FieldPicker.tsx'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { type CellSource, cellOf } from './table-cells.ts'
import type { TableColumn } from './table-columns.ts'
import { editorOf } from './table-editors.ts'
import type { TableLine } from './table-lines.ts'
import { isWorkedOut } from './table-write.ts'
import { TableInput } from './TableInput.tsx'
import styles from './TableView.module.css'
import type { CellWords } from './use-cell-words.ts'
import type { TableActs } from './use-table-acts.ts'
import type { TableGrid } from './use-table-grid.ts'
import type { ShownColumn } from './use-table-window.ts'

interface RowProps {
  line: Extract<TableLine, { kind: 'task' }>
  index: number
  start: number
  task: Task | undefined
  columns: readonly ShownColumn[]
  source: CellSource
  words: CellWords
  acts: TableActs
  isSelected: boolean
  /** the column that the keyboard stands on, when it is in this row */
  at: number | null
  /** somebody has come to the table: the cell is marked, not only come to next */
  isHere: boolean
  isEditing: boolean
  /** what is marked of this row; -1: nothing */
  left: number
  right: number
  onDone: () => void
  onGo: TableGrid['goTo']
}

/** One task; only what is in sight of it is drawn. */
export const TableRow = memo(function TableRow({ line, index, start, task, columns, isSelected, at, isHere, left, right, ...parts }: RowProps) {
  if (!task) return null
  return (
    <div role="row" aria-rowindex={index + 2} aria-selected={isSelected} data-card={task.id} data-selected={isSelected || undefined} className={styles['row']} style={{ transform: `translateY(${start}px)` }}>
      {columns.map(shown => (
        <TableCell key={shown.column.id} {...parts} {...{ line, index, task, shown }} isAt={at === shown.index} isHere={isHere} isMarked={left >= 0 && shown.index >= left && shown.index <= right} />
      ))}
    </div>
  )
}, isSameRow)

/** Acts are made anew with everything that is drawn; a row that shows nothing new keeps its last ones until it does. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return after.at === null && before.at === null
    && (['line', 'index', 'start', 'task', 'source', 'words', 'isSelected', 'left', 'right'] as const).every(key => before[key] === after[key]) && isSameColumns(before.columns, after.columns)
}

const isSameColumns = (before: readonly ShownColumn[], after: readonly ShownColumn[]): boolean =>
  before.length === after.length && before.every(({ column, start, width }, at) => column === after[at]?.column && start === after[at].start && width === after[at].width)

type CellProps = Pick<RowProps, 'line' | 'index' | 'source' | 'words' | 'acts' | 'isHere' | 'isEditing' | 'onDone' | 'onGo'> & { task: Task, shown: ShownColumn, isAt: boolean, isMarked: boolean }

function TableCell({ line, task, shown: { column, index: columnIndex, start, width }, source, words, isAt, isHere, isMarked, isEditing, ...parts }: CellProps) {
  const { t } = useLingui()
  const { openTask } = useBoardContext()
  const element = useRef<HTMLDivElement>(null)
  const cell = cellOf(column, task, source)
  const isTitle = column.own === 'title'
  const title = task.title || t`Untitled`
  const isOpen = isAt && isEditing
  return (
    <div
      ref={element} role={isTitle ? 'rowheader' : 'gridcell'} aria-colindex={columnIndex + 1} aria-selected={isMarked || (isAt && isHere)} aria-readonly={isWorkedOut(column) || undefined} tabIndex={isAt ? 0 : -1} data-spot={`${line.key}|${column.id}`}
      data-marked={isMarked || undefined} data-at={(isAt && isHere) || undefined} data-worked-out={isWorkedOut(column) || undefined} className={`${styles['cell']} ${isTitle ? styles['title'] : ''}`}
      style={isTitle ? { inlineSize: width } : { inlineSize: width, insetInlineStart: start }}
    >
      {isOpen && editorOf(column).by !== 'choice'
        ? <TableInput {...parts} column={column} text={words.editable(cell)} task={task} columnIndex={columnIndex} />
        : isTitle && !task.title ? <span className={styles['untitled']}>{title}</span> : <CellView cell={cell} words={words} column={task.column} />}
      {isTitle && !isOpen && <><PrivateMark id={task.id} /><PeopleAt id={task.id} /></>}
      {isOpen && <Choice column={column} task={task} rows={parts.acts.rows} anchor={element} onDone={parts.onDone} />}
      {isTitle && !isOpen && <button type="button" tabIndex={-1} aria-label={t`Open “${title}”`} title={t`Open the task`} className={styles['open']} onClick={() => openTask(task.id)}><Icon of={PanelRightOpen} /></button>}
    </div>
  )
}

function Choice({ column, task, rows, anchor, onDone }: { column: TableColumn, task: Task, rows: readonly string[], anchor: RefObject<HTMLDivElement | null>, onDone: () => void }) {
  if (column.field === null || editorOf(column).by !== 'choice') return null
  return <FieldPicker field={column.field} ids={rows.includes(task.id) ? rows : [task.id]} anchor={anchor} onClose={onDone} />
}
