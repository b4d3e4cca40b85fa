import { ChartGantt } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useSyncExternalStore } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import styles from './PlanHint.module.css'

/** Where the bars will be, or above the list, for as long as no task has dates: how a plan begins. */
export function PlanHint({ form }: { form: 'bars' | 'list' }) {
  const { t } = useLingui()
  const { mayEdit } = useBoardContext()
  const { scene } = useGanttContext()
  const subscribe = useMemo(() => scene.schedule.watch('dates'), [scene])
  const isPlanned = useSyncExternalStore(subscribe, () => scene.rows().some(({ task }) => scene.schedule.dates(task.id)))
  const hasDeadlines = useSyncExternalStore(scene.subscribe, () => scene.hasDueMarks())
  if (isPlanned) return null
  return (
    <div dir="auto" data-low={hasDeadlines || undefined} className={styles[form]}>
      <EmptyState icon={ChartGantt} title={hasDeadlines ? t`Only deadlines so far` : t`Nothing is planned yet`}>
        {hasDeadlines && <><Trans>No task says how long it takes yet.</Trans>{' '}</>}
        <Words form={form} mayEdit={mayEdit} />
      </EmptyState>
    </div>
  )
}

function Words({ form, mayEdit }: { form: 'bars' | 'list', mayEdit: boolean }) {
  if (form === 'list') return mayEdit ? <Trans>Open a task and write under “Plan” how long it takes, for example 3d, and what it waits for. The dates come by themselves.</Trans> : <Trans>Tasks have their dates here once somebody plans them.</Trans>
  if (!mayEdit) return <Trans>Tasks stand here as bars over time once somebody plans them.</Trans>
  return <Trans>Write under “Duration” how long a task takes, for example 3d, and under “Waits for” the number of the task that it follows. The dates come by themselves.</Trans>
}
