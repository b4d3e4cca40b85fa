import { Plus } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { mostTitle } from '@kopa/shared/boards/task.ts'
import { useRef, useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Icon } from '../ui/Icon.tsx'
import { useActWords } from './act-words.ts'
import { BoardClock } from './BoardClock.tsx'
import { useBoardContext } from './board-context.ts'
import { PrivateToggle } from './PrivateToggle.tsx'
import { useAddRow } from './use-add-row.ts'
import { useGanttContext } from './gantt-context.ts'
import { type EditEnd, GanttCellEditor } from './GanttCellEditor.tsx'
import styles from './GanttView.module.css'
import { focusPlan } from './use-edit-end.ts'

/** Below the list: where a task is added, and by whose clock the plan goes. */
export function GanttFoot() {
  const { mayEdit } = useBoardContext()
  return <div className={styles['foot']}>{mayEdit && <GanttAdd />}{mayEdit && <PrivateToggle onDone={() => document.querySelector<HTMLElement>('[data-new-row] input')?.focus()} />}<BoardClock /></div>
}

/** A title and Enter is a task, and the next one can be written. */
function GanttAdd() {
  const { t } = useLingui()
  const { scene, cursor, window } = useGanttContext()
  const addTask = useAddRow()
  const words = useActWords()
  const [count, setCount] = useState<number | null>(null)
  function take(title: string): null {
    if (title.trim() === '') return null
    const id = addTask(title.trim(), null)
    if (id === null) return null
    announce(words.added([{ title }]))
    cursor.goTo(id, null)
    window.reveal(scene.rowOf(id) ?? 0)
    return null
  }
  function end(how: EditEnd, isEmpty: boolean): void {
    if (how === 'enter' && !isEmpty) return setCount((count ?? 0) + 1)
    setCount(null)
    if (how !== 'leave') focusPlan()
  }
  return count === null
    ? <button type="button" data-add-row className={styles['add']} onClick={() => setCount(0)}><Icon of={Plus} /><Trans>Add a task</Trans></button>
    : <NewTitle key={count} label={t`New task`} take={take} end={end} />
}

function NewTitle({ label, take, end }: { label: string, take: (title: string) => null, end: (how: EditEnd, isEmpty: boolean) => void }) {
  const isEmpty = useRef(true)
  return (
    <div data-new-row className={styles['new']}><GanttCellEditor
      label={label} value="" typed={null} maxLength={mostTitle}
      take={title => { isEmpty.current = title.trim() === ''; return take(title) }} onEnd={how => end(how, isEmpty.current)}
    /></div>
  )
}
