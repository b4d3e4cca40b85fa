import { ChartGantt } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useSyncExternalStore } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import styles from './PlanHint.module.css'

/** Where the bars will be, for as long as no task has dates: how a plan begins. */
export function PlanHint() {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const { scene } = useGanttContext()
  const subscribe = useMemo(() => scene.schedule.watch('dates'), [scene])
  const isPlanned = useSyncExternalStore(subscribe, () => scene.rows().some(({ task }) => scene.schedule.dates(task.id)))
  if (isPlanned) return null
  return (
    <div dir="auto" className={styles['hint']}>
      <EmptyState icon={ChartGantt} title={t`Nothing is planned yet`}>
        {mayEdit
          ? <Trans>Write under “Duration” how long a task takes, for example 3d, and under “Waits for” the number of the task that it follows. The dates come by themselves.</Trans>
          : <Trans>Tasks stand here as bars over time once somebody plans them.</Trans>}
      </EmptyState>
    </div>
  )
}
