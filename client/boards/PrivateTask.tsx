import { Trans } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Button } from '../ui/Button.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { PrivateLine } from './PrivateLine.tsx'
import styles from './TaskPanel.module.css'
import { useShareTasks } from './use-share-tasks.ts'

/** Said above a task that lies in the own company's side; from here it can be shown to the others. */
export function PrivateTask({ task, isEditable }: { task: Task, isEditable: boolean }) {
  const use = useBoardContext()
  const share = useShareTasks()
  const company = companyIn(use, use.me.companyId)
  return (
    <div className={styles['private']}>
      {company && <PrivateLine company={company} />}
      {isEditable && <Button size="dense" onPress={() => share([task.id])}><Trans>Show to everybody</Trans></Button>}
    </div>
  )
}
