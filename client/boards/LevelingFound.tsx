import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Overload } from '@kopa/shared/boards/leveling-load.ts'
import type { LeveledPlan } from '@kopa/shared/boards/leveling-plan.ts'
import { Notice } from '../ui/Notice.tsx'
import { personIn, useBoardContext } from './board-context.ts'
import styles from './LevelingDialog.module.css'
import { PlanDifference } from './PlanDifference.tsx'
import type { ScheduleStore } from './schedule-store.ts'
import { usePlanWords } from './use-plan-words.ts'

/** What a levelling would do, before it is done. */
export function LevelingFound({ schedule, found }: { schedule: ScheduleStore, found: LeveledPlan }) {
  const [before, after] = [found.overloadsBefore.length, found.overloads.length]
  if (found.delays.size === 0 && before === 0) return <Notice tone="done"><Trans>Nobody is overloaded. There is nothing to do.</Trans></Notice>
  if (found.delays.size === 0) return <><Notice><Trans>No task may wait, or it would not help.</Trans></Notice><Left overloads={found.overloads} /></>
  return (
    <>
      <p role="status" className={styles['sum']}><Trans>Overloads: {before} before, {after} after.</Trans></p>
      <PlanDifference comparison={found} titleOf={id => schedule.task(id)?.title ?? ''} companyOf={id => schedule.task(id)?.companyId ?? null} />
      <Left overloads={found.overloads} />
    </>
  )
}

const mostShown = 50

/** What delays cannot mend, with names and times. */
function Left({ overloads }: { overloads: readonly Overload[] }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const { moment, percent } = usePlanWords()
  if (overloads.length === 0) return null
  const more = overloads.length - mostShown
  return (
    <details className={styles['left']}>
      <summary><Trans>Overloads that are left</Trans></summary>
      <ul>
        {overloads.slice(0, mostShown).map(({ resource, from, until, units, available }) => {
          const [name, start, finish] = [personIn(use, resource)?.name ?? t`Somebody who has left`, moment(from), moment(until)]
          const [asked, there] = [percent(units), percent(available)]
          return <li key={`${resource} ${from}`}><Trans>{name}, {start} to {finish}: {asked} asked for, {there} there</Trans></li>
        })}
        {more > 0 && <li>{t`${plural(more, { one: 'and # more', other: 'and # more' })}`}</li>}
      </ul>
    </details>
  )
}
