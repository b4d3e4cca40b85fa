import { Plus } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import type { QuickTask } from '@kopa/shared/boards/quick-add.ts'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Icon } from '../ui/Icon.tsx'
import { useActWords } from './act-words.ts'
import { BoardClock } from './BoardClock.tsx'
import { useBoardContext } from './board-context.ts'
import { PrivateToggle } from './PrivateToggle.tsx'
import { QuickField } from './QuickAdd.tsx'
import { useAddRows } from './use-add-row.ts'
import { useGanttContext } from './gantt-context.ts'
import styles from './GanttView.module.css'
import { focusPlan } from './use-edit-end.ts'
import { type TypingEnds, useTyping } from './use-quick-add.ts'

/** Below the list: where a task is added, and by whose clock the plan goes. */
export function GanttFoot() {
  const { mayEdit } = useBoardContext()
  return <div className={styles['foot']}>{mayEdit && <GanttAdd />}{mayEdit && <PrivateToggle onDone={() => document.querySelector<HTMLElement>('[data-new-row] textarea')?.focus()} />}<BoardClock /></div>
}

/** A sentence and Enter is a task, and the next one can be written. */
function GanttAdd() {
  const { scene, cursor, window } = useGanttContext()
  const addRows = useAddRows()
  const words = useActWords()
  const [isAdding, setIsAdding] = useState(false)
  function add(tasks: readonly QuickTask[]): boolean {
    const id = addRows(tasks).at(-1)
    if (id === undefined) return false
    announce(words.added(tasks))
    cursor.goTo(id, null)
    window.reveal(scene.rowOf(id) ?? 0)
    return true
  }
  function end(): void {
    setIsAdding(false)
    focusPlan()
  }
  return isAdding
    ? <NewRow ends={{ add, onEscape: end, onEmpty: end, onLeave: () => setIsAdding(false) }} />
    : <button type="button" data-add-row className={styles['add']} onClick={() => setIsAdding(true)}><Icon of={Plus} /><Trans>Add a task</Trans></button>
}

function NewRow({ ends }: { ends: TypingEnds }) {
  return <div data-new-row className={styles['new']}><QuickField typing={useTyping(ends)} form="line" /></div>
}
