import { Trans } from '@lingui/react/macro'
import type { PlannedDates } from '@kopa/shared/boards/baseline.ts'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import styles from './TaskPanel.module.css'
import { useBaseline, useDelayWords, usePlanned } from './use-baseline.ts'
import { usePlanWords } from './use-plan-words.ts'

/** When the open task should have been, where the plan is compared with a baseline. */
export function PlanBaseline({ id, dates }: { id: string, dates: PlacedTask | undefined }) {
  const baseline = useBaseline()
  const planned = usePlanned(id)
  if (!baseline) return null
  return (
    <>
      <dt title={baseline.title}><Trans>Baseline</Trans></dt>
      <dd><span className={styles['value']} data-empty={planned === null || undefined}>{planned ? <Planned planned={planned} dates={dates} /> : <Trans>It is not in the baseline.</Trans>}</span></dd>
    </>
  )
}

function Planned({ planned, dates }: { planned: PlannedDates, dates: PlacedTask | undefined }) {
  const { day } = usePlanWords()
  const tell = useDelayWords()
  const [start, finish] = [day(minutesOf(planned.start)), day(minutesOf(planned.finish))]
  const span = start === finish ? start : `${start} – ${finish}`
  return <>{dates ? `${span}, ${tell(planned, dates)}` : span}</>
}
