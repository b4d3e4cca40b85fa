import { Trans } from '@lingui/react/macro'
import { useBoardContext } from './board-context.ts'
import styles from './Proposals.module.css'

interface Props { id: string, /** leads to the task; left out where it leads nowhere */ onOpen?: ((id: string) => void) | undefined }

/** A task by its name, which leads to it as long as it is there. */
export function TaskTitle({ id, onOpen }: Props) {
  const { board } = useBoardContext()
  const task = board.task(id)
  const name = task?.title || <Trans>Untitled</Trans>
  if (!onOpen || !task || task.removed) return <strong dir="auto">{name}</strong>
  return <button type="button" className={styles['open']} dir="auto" onClick={() => onOpen(id)}>{name}</button>
}
