import { ChevronDown, ChevronRight, Ellipsis } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Row } from '@kopa/shared/boards/outline.ts'
import { mostTitle, type Task } from '@kopa/shared/boards/task.ts'
import { type CSSProperties, memo, type MouseEvent } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useUi } from './board-context.ts'
import { CellContent, useDatedCells } from './GanttCells.tsx'
import { GanttBound } from './GanttBound.tsx'
import { GanttCellEditor } from './GanttCellEditor.tsx'
import { useCursor, useGanttContext } from './gantt-context.ts'
import { type GanttColumn, ganttColumns, typedColumns } from './gantt-cursor.ts'
import { rowHeight } from './gantt-layout.ts'
import styles from './GanttView.module.css'
import { useDelay } from './use-baseline.ts'
import { useTask } from './use-board.ts'
import { usePlanCells } from './use-plan-cells.ts'
import { useGanttColumnNames, useTellCell } from './use-gantt-words.ts'
import { useEditEnd } from './use-edit-end.ts'

interface Props { index: number, row: Row<Task>, isActive: boolean }

/** A task in the list of the plan. */
export const GanttRow = memo(function GanttRow({ index, row: { task: { id }, level, hasChildren }, isActive }: Props) {
  const { scene, cursor, open } = useGanttContext()
  const { board, ui, mayEdit, openTask } = useBoardContext()
  const task = useTask(board, id)
  const isSelected = useUi(({ selected }) => selected.has(id))
  const column = useCursor(state => (state.id === id ? state.column : null))
  const isEditing = useCursor(state => state.id === id && state.isEditing) && mayEdit
  const delay = useDelay(scene.schedule, id)
  function onClick(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey) ui.toggle(id)
    else if (event.shiftKey) ui.extendTo(id, scene.rows().map(({ task: { id: other } }) => other))
    else ui.selectFrom(id)
    cursor.goTo(id, columnUnder(event))
    ui.change({ at: id })
  }
  return (
    // The keyboard is listened to once, for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`gantt-${id}`} role="row" aria-rowindex={index + 2} aria-level={level + 1} aria-selected={isSelected} aria-describedby={delay ? `gantt-${id}-delay` : undefined} {...hasChildren ? { 'aria-expanded': !scene.isFolded(id) } : {}}
      className={styles['row']} data-active={isActive || undefined} data-selected={isSelected || undefined} style={{ '--level': level, transform: `translateY(${index * rowHeight}px)` } as CSSProperties} onClick={onClick}
      onContextMenu={event => { event.preventDefault(); cursor.goTo(id, null); open.change({ menu: { id, anchor: event.currentTarget } }) }}
      onDoubleClick={event => { const at = columnUnder(event); if (at === null) openTask(id); else cursor.edit(id, at) }}
    >
      {task && <Cells task={task} at={column} isEditing={isEditing && column !== null && typedColumns.includes(column)} hasChildren={hasChildren} />}
      {delay && <small hidden id={`gantt-${id}-delay`}>{delay.sentence}</small>}
    </div>
  )
})

const columnUnder = (event: MouseEvent): GanttColumn | null =>
  ganttColumns.find(name => name === (event.target as Element).closest<HTMLElement>('[data-column]')?.dataset['column']) ?? null

interface CellsProps { task: Task, /** where the keyboard is */ at: GanttColumn | null, /** it writes there */ isEditing: boolean, hasChildren: boolean }

function Cells({ task, at, isEditing, hasChildren }: CellsProps) {
  const dated = useDatedCells(task)
  return ganttColumns.map(name => {
    const isHere = name === at && isEditing
    return (
      <span key={name} id={`gantt-${task.id}-${name}`} role="gridcell" data-column={name} data-at={name === at || undefined} data-editing={isHere || undefined} {...name === 'title' ? { className: styles['name'] } : {}}>
        {name === 'title' && <BeforeTitle task={task} hasChildren={hasChildren} />}
        {isHere ? <CellEditor task={task} column={name} /> : name === 'duration' ? dated[name] : name === 'start' || name === 'finish' ? <><GanttBound task={task} end={name} />{dated[name]}</> : <CellContent task={task} column={name} />}
        {name === 'title' && !isHere && <RowMenuButton task={task} />}
      </span>
    )
  })
}

/** Writes in a cell of a task. */
export function CellEditor({ task, column }: { task: Task, column: GanttColumn }) {
  const { scene } = useGanttContext()
  const [words, names, tellCell] = [usePlanCells(), useGanttColumnNames(), useTellCell(scene)]
  const typed = useCursor(state => state.typed)
  const end = useEditEnd()
  return (
    <GanttCellEditor
      label={names[column]} value={words.text(task, column)} typed={typed} maxLength={column === 'title' ? mostTitle : 200}
      take={text => {
        const why = words.take(task, column, text)
        if (why === null) tellCell(task, column)
        return why
      }} onEnd={how => end(task, column, how)}
    />
  )
}

/** Its number, and what folds its subtasks away. */
function BeforeTitle({ task: { id, title }, hasChildren }: { task: Task, hasChildren: boolean }) {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const [isFolded, name] = [scene.isFolded(id), title || t`Untitled`]
  return (
    <>
      <small className={styles['number']}>{scene.numberOf(id)}</small>
      {hasChildren
        ? <button type="button" tabIndex={-1} aria-label={isFolded ? t`Unfold ${name}` : t`Fold ${name}`} className={styles['fold']} onClick={event => { event.stopPropagation(); scene.toggle(id) }}><Icon of={isFolded ? ChevronRight : ChevronDown} size={14} /></button>
        : <i className={styles['fold']} />}
    </>
  )
}

const RowMenuButton = memo(function RowMenuButton({ task: { id, title } }: { task: Task }) {
  const { t } = useLingui()
  const { open } = useGanttContext()
  const name = title || t`Untitled`
  return (
    <button
      type="button" tabIndex={-1} aria-haspopup="menu" aria-label={t`Actions for ${name}`} className={styles['more']}
      onClick={event => { event.stopPropagation(); open.change({ menu: { id, anchor: event.currentTarget } }) }}
    >
      <Icon of={Ellipsis} />
    </button>
  )
})
