import { Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { mostSideNote } from '@kopa/shared/boards/side.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { showError } from '../ui/toasts.ts'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './TaskPanel.module.css'
import { useNote } from './use-board.ts'

/** What the own company keeps for itself beside a task that everybody sees. */
export function CompanyNote({ task, isEditable }: { task: Task, isEditable: boolean }) {
  const use = useBoardContext()
  const note = useNote(use.board, task.id)
  const [isOpen, setIsOpen] = useState(false)
  const [isPending, setIsPending] = useState(false)
  const company = companyIn(use, use.me.companyId)
  if (!company || (note === '' && !(use.side.mayBe && isEditable))) return null
  async function open(): Promise<void> {
    setIsPending(true)
    await use.side.open().then(() => setIsOpen(true), showError)
    setIsPending(false)
  }
  return (
    <section className={styles['section']}>
      <h3><Trans>Note</Trans><small className={styles['onlyFor']}><Icon of={Lock} size={12} /><Trans>Only {company.name} sees this</Trans></small></h3>
      {note !== '' || isOpen
        ? <NoteField task={task} note={note} isEditable={isEditable} isNew={isOpen && note === ''} />
        : <div><Button size="dense" isPending={isPending} onPress={() => void open()}><Trans>Write a note</Trans></Button></div>}
    </section>
  )
}

function NoteField({ task, note, isEditable, isNew }: { task: Task, note: string, isEditable: boolean, isNew: boolean }) {
  const { t } = useLingui()
  const { acts } = useBoardContext()
  return (
    <textarea
      data-live rows={2} dir="auto" value={note} readOnly={!isEditable} maxLength={mostSideNote} aria-label={t`Note`} className={styles['note']}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for just now
      autoFocus={isNew} onChange={event => acts.note(task.id, event.target.value)}
    />
  )
}
