import { Trans, useLingui } from '@lingui/react/macro'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { Formulas } from '@kopa/shared/boards/formula.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useRef, useState } from 'react'
import { useBoardContext } from './board-context.ts'
import { CellView } from './CellView.tsx'
import { DayInput } from './DayInput.tsx'
import { FieldPicker } from './FieldPicker.tsx'
import { fieldCell } from './table-cells.ts'
import { fieldColumnId, type TableColumn } from './table-columns.ts'
import { editorOf } from './table-editors.ts'
import { readCell } from './table-write.ts'
import { OwnMark } from './PrivateMark.tsx'
import styles from './TaskPanel.module.css'
import { useFields, useTasks } from './use-board.ts'
import { useActWords } from './act-words.ts'
import { useCellWords } from './use-cell-words.ts'
import { useFormulas } from './use-formulas.ts'
import { useCellReading } from './use-table-acts.ts'

/** The board's own fields of a task: each written where it stands. */
export function TaskOwnFields({ task, isEditable }: { task: Task, isEditable: boolean }) {
  const { board } = useBoardContext()
  const fields = useFields(board)
  const { formulas } = useFormulas(useTasks(board), fields, { needsDates: false })
  return <dl className={styles['fields']}>{fields.map(field => <OwnField key={field.id} {...{ task, isEditable, field, formulas }} />)}</dl>
}

interface Props { task: Task, isEditable: boolean, field: BoardField, formulas: Formulas }

function OwnField(props: Props) {
  const { t } = useLingui()
  const { task, field, isEditable } = props
  const { by } = editorOf(columnOf(field))
  const name = field.name || t`Untitled`
  const id = `${task.id}-${field.id}`
  return (
    <>
      <dt id={`${id}-name`} dir="auto">{by === 'nothing' || by === 'choice' ? name : <label htmlFor={id}>{name}</label>}{field.isPrivate && <OwnMark />}</dt>
      <dd>
        {!isEditable || by === 'nothing' ? <Told {...props} /> : by === 'choice' ? <Chosen {...props} /> : by === 'tick' ? <Ticked {...props} id={id} /> : <Typed key={field.kind} {...props} id={id} />}
      </dd>
    </>
  )
}

const columnOf = (field: BoardField): TableColumn => ({ id: fieldColumnId(field.id), width: 0, own: null, field })

function Told({ task, field, formulas }: Props) {
  const words = useCellWords()
  const cell = fieldCell(field, task, { formulas })
  return <span data-empty={cell.is === 'nothing' || undefined} className={styles['value']}>{cell.is === 'nothing' ? <Trans>None</Trans> : <CellView cell={cell} words={words} column={task.column} />}</span>
}

function Chosen({ task, field, formulas }: Props) {
  const { t } = useLingui()
  const words = useCellWords()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const cell = fieldCell(field, task, { formulas })
  return (
    <>
      <button ref={button} type="button" aria-haspopup="dialog" data-empty={cell.is === 'nothing' || undefined} title={t`Change: ${field.name}`} aria-describedby={`${task.id}-${field.id}-name`} className={styles['value']} onClick={() => setIsOpen(true)}>
        {cell.is === 'nothing' ? <Trans>None</Trans> : <CellView cell={cell} words={words} column={task.column} />}
      </button>
      {isOpen && <FieldPicker field={field} ids={[task.id]} anchor={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function Ticked({ task, field, id }: Props & { id: string }) {
  const { acts } = useBoardContext()
  return <span className={styles['value']}><input id={id} type="checkbox" checked={task.values.get(field.id) === true} onChange={event => acts.setFieldValue([task.id], field, event.target.checked)} /></span>
}

function Typed({ task, field, formulas, id }: Props & { id: string }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const words = useCellWords()
  const actWords = useActWords()
  const reading = useCellReading()
  const [draft, setDraft] = useState<string | null>(null)
  const column = columnOf(field)
  const told = words.editable(fieldCell(field, task, { formulas }))
  const isWrong = draft !== null && readCell(column, draft, reading) === undefined
  function write(text: string): void {
    const change = text === told ? undefined : readCell(column, text, reading)
    if (change) board.act(() => change(board.docOf(task.id), task), actWords.changed(board, [task.id]))
  }
  function settle(): void {
    if (draft !== null) write(draft)
    setDraft(null)
  }
  if (field.kind === 'date') return <DayInput id={id} value={told} onTake={write} />
  return (
    <input
      id={id} type="text" value={draft ?? told} placeholder={t`None`} aria-invalid={isWrong || undefined} className={`${styles['amount']} ${styles['own']}`}
      onChange={event => setDraft(event.target.value)} onBlur={settle} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
    />
  )
}
