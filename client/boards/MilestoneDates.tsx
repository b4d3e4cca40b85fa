import { Diamond } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { plannedIn } from '@kopa/shared/boards/baseline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext } from './board-context.ts'
import styles from './LiveTaskList.module.css'
import type { ScheduleStore } from './schedule-store.ts'
import { useBaseline, useDelayWords } from './use-baseline.ts'
import { useBaselines } from './use-board.ts'
import { useTellLength } from './use-gantt-words.ts'
import { usePlanWords } from './use-plan-words.ts'
import { useScheduled, useSchedule } from './use-schedule.ts'

/** When a milestone is reached as the plan stands, how far it may still move, and how far it has moved against the baseline. */
export function MilestoneDates({ task }: { task: Task }) {
  const schedule = useSchedule(useBoardContext().board)
  return schedule && <Scheduled schedule={schedule} task={task} />
}

function Scheduled({ schedule, task }: { schedule: ScheduleStore, task: Task }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { day } = usePlanWords()
  const tellLength = useTellLength()
  const tellDelay = useDelayWords()
  const dates = useScheduled(schedule, task.id)
  const known = useBaselines(board)
  // The one that this person has chosen on the board, else the last that was kept.
  const baseline = useBaseline() ?? known.at(-1) ?? null
  if (!dates) return <span className={styles['value']}><span className={styles['quiet']}>{t`not planned`}</span></span>
  const planned = baseline && plannedIn(board.doc, baseline.id, task.id)
  const slack = tellLength(dates.totalSlack, false)
  return (
    <>
      <span data-kind="date" className={styles['value']}><Icon of={Diamond} size={14} />{day(dates.finish)}</span>
      <span data-kind="slack" data-late={dates.totalSlack < 0 || undefined} className={styles['value']}>{dates.isCritical ? t`critical` : t`slack ${slack}`}</span>
      {baseline && <span data-kind="baseline" title={baseline.title} className={styles['value']}>{planned ? tellDelay(planned, dates) : t`not in the baseline`}</span>}
    </>
  )
}
