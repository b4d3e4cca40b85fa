import { Trans, useLingui } from '@lingui/react/macro'
import type { Column } from '@kopa/shared/boards/column.ts'
import { linesOf, readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Icon } from '../ui/Icon.tsx'
import { stageIn } from './board-store.ts'
import { columnIn, useBoardContext } from './board-context.ts'
import { LineInput } from './LineInput.tsx'
import styles from './TaskPanel.module.css'
import { useSubtaskCount, useSubtasks, useTask } from './use-board.ts'
import { stageIcons } from './use-board-words.ts'
import { useToggleDone } from './use-toggle-done.ts'
import { useTypingPlace } from './use-typing-place.ts'

/** Tasks below a task: on the board like all others, and here together. */
export function Subtasks({ task, isEditable, columns }: { task: Task, isEditable: boolean, columns: readonly Column[] }) {
  const { t } = useLingui()
  const { board, acts } = useBoardContext()
  const place = useTypingPlace()
  const ids = useSubtasks(board, task.id)
  const { done, all } = useSubtaskCount(board, task.id)
  if (!isEditable && ids.length === 0) return null
  function add(text: string): void {
    const tasks = linesOf(text).map(line => readQuickTask(line, place())).filter(({ title }) => title !== '')
    const column = stageIn(columns, task.column) === 'done' ? columns[0]?.id : columnIn(columns, task.column)?.id
    if (column !== undefined) acts.add({ tasks: tasks.map(made => ({ ...made, companyId: made.companyId ?? task.companyId })), column, after: board.cards(column).at(-1) ?? null, parent: task.id })
  }
  return (
    <section className={styles['section']}>
      <h3><Trans>Subtasks</Trans>{all > 0 && <small><Trans>{done} of {all}</Trans></small>}</h3>
      <ul>{ids.map(id => <Subtask key={id} id={id} columns={columns} isEditable={isEditable} />)}</ul>
      {isEditable && <LineInput label={t`Add a subtask`} onLines={add} />}
    </section>
  )
}

function Subtask({ id, columns, isEditable }: { id: string, columns: readonly Column[], isEditable: boolean }) {
  const { t } = useLingui()
  const { board, openTask } = useBoardContext()
  const task = useTask(board, id)
  const toggle = useToggleDone()
  if (!task) return null
  const column = columnIn(columns, task.column)
  const [isDone, title] = [column?.stage === 'done', task.title || t`Untitled`]
  return (
    <li className={styles['below']}>
      {isEditable && <input type="checkbox" checked={isDone} disabled={!columns.some(({ stage }) => stage === 'done')} aria-label={t`Done: ${title}`} onChange={() => toggle(task)} />}
      <button type="button" data-done={isDone || undefined} className={styles['subtask']} onClick={() => openTask(id)}>
        {column && !isEditable && <Icon of={stageIcons[column.stage]} />}<span>{title}</span><small>{column?.title}</small>
      </button>
    </li>
  )
}
