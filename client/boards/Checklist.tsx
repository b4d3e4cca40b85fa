import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { linesOf } from '@kopa/shared/boards/quick-add.ts'
import { type ChecklistItem, mostTitle, type Task } from '@kopa/shared/boards/task.ts'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { useBoardContext } from './board-context.ts'
import { LineInput } from './LineInput.tsx'
import styles from './TaskPanel.module.css'

/** Small steps of a task that need no task of their own. */
export function Checklist({ task, isEditable }: { task: Task, isEditable: boolean }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const done = task.checklist.filter(({ isDone }) => isDone).length
  if (!isEditable && task.checklist.length === 0) return null
  return (
    <section className={styles['section']}>
      <h3><Trans>Checklist</Trans>{task.checklist.length > 0 && <small><Trans>{done} of {task.checklist.length}</Trans></small>}</h3>
      <ul className={styles['items']}>{task.checklist.map((item, index) => <Item key={item.id} task={task} item={item} index={index} isEditable={isEditable} />)}</ul>
      {isEditable && <LineInput label={t`Add a step`} onLines={text => acts.addItems(task.id, linesOf(text))} />}
    </section>
  )
}

function Item({ task, item, index, isEditable }: { task: Task, item: ChecklistItem, index: number, isEditable: boolean }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  const move = (step: -1 | 1): void => {
    const others = task.checklist.filter(({ id }) => id !== item.id)
    const at = index + step
    if (at >= 0 && at <= others.length) acts.moveItem(task.id, item, others[at - 1]?.id ?? null)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined : undefined
    if (step) move(step)
    if (step || event.key === 'Enter') event.preventDefault()
  }
  return (
    <li data-done={item.isDone || undefined} className={styles['item']}>
      <input type="checkbox" checked={item.isDone} disabled={!isEditable} aria-label={item.text} onChange={event => acts.changeItem(task.id, { ...item, isDone: event.target.checked })} />
      <textarea
        data-live rows={1} value={item.text} readOnly={!isEditable} maxLength={mostTitle} aria-label={t`Step: ${item.text}`} className={styles['text']} onKeyDown={onKeyDown}
        onChange={event => acts.changeItem(task.id, { ...item, text: event.target.value.replace(/[\r\n]+/g, ' ') })}
      />
      {isEditable && (
        <span className={styles['tools']}>
          <IconButton icon={ArrowUp} size="dense" label={t`Move “${item.text}” up`} shortcut="Alt ↑" isDisabled={index === 0} onPress={() => move(-1)} />
          <IconButton icon={ArrowDown} size="dense" label={t`Move “${item.text}” down`} shortcut="Alt ↓" isDisabled={index === task.checklist.length - 1} onPress={() => move(1)} />
          <IconButton icon={Trash2} size="dense" label={t`Remove “${item.text}”`} onPress={() => acts.removeItem(task.id, item.id)} />
        </span>
      )}
    </li>
  )
}
