import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { CycleTime } from '@kopa/shared/boards/burn-up.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { memo, useId } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { DashboardBurnUp } from './DashboardBurnUp.tsx'
import styles from './DashboardView.module.css'
import { useFlow } from './use-flow.ts'

/** How the work went on; while nothing is done, what will stand here. */
export const DashboardFlow = memo(function DashboardFlow({ tasks }: { tasks: readonly Task[] }) {
  const { burn, cycle } = useFlow(tasks)
  if (burn === null && cycle === null) return <p className={styles['quiet']}><Trans>Burn-up and cycle time stand here once the first task is done.</Trans></p>
  return (
    <div className={styles['halves']}>
      {burn && <DashboardBurnUp burn={burn} />}
      {cycle && <DashboardCycle cycle={cycle} />}
    </div>
  )
})

/** A chart that is a table: how many tasks took how long. */
const DashboardCycle = memo(function DashboardCycle({ cycle: { count, median, most85, bars } }: { cycle: CycleTime }) {
  const heading = useId()
  const { t } = useLingui()
  const { locale } = useLocale()
  const [half, most] = [median, most85].map(days => new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days))
  const highest = Math.max(...bars.map(bar => bar.count))
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>Cycle time</Trans></h2>
      <p className={styles['about']}><Plural value={count} one="From start to completion of # task, in days of the clock." other="From start to completion of # tasks, in days of the clock." /></p>
      <dl className={styles['ranks']}>
        <div><dt><Trans>Half took at most</Trans></dt><dd>{half}</dd></div>
        <div><dt><Trans>85 of 100 took at most</Trans></dt><dd>{most}</dd></div>
      </dl>
      <table className={styles['table']}>
        <thead><tr><th scope="col"><Trans>Days</Trans></th><th scope="col"><Trans>Tasks</Trans></th></tr></thead>
        <tbody>
          {bars.map(bar => (
            <tr key={bar.to}>
              <th scope="row">{bar.from === 0 ? t`up to ${bar.to}` : t`over ${bar.from}, up to ${bar.to}`}</th>
              <td className={styles['counted']}><span aria-hidden="true" className={styles['bar']}><span style={{ inlineSize: `${bar.count / highest * 100}%` }} /></span>{bar.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
})
