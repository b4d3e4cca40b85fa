import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { BurnPoint, BurnUp } from '@kopa/shared/boards/burn-up.ts'
import { memo, useId } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import styles from './DashboardView.module.css'

type TellDay = (day: string) => string

/** All tasks and those done over time: a dashed line and a filled one, each with its name at its end, and the same as a table. */
export const DashboardBurnUp = memo(function DashboardBurnUp({ burn: { points, unmade, unfinished } }: { burn: BurnUp }) {
  const heading = useId()
  const { locale } = useLocale()
  const hasYears = points[0]?.day.slice(0, 4) !== points.at(-1)?.day.slice(0, 4)
  const tell: TellDay = day => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...hasYears && { year: 'numeric' }, timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>Burn-up</Trans></h2>
      <Chart points={points} tell={tell} />
      {unfinished > 0 && <p className={styles['about']}><Plural value={unfinished} one="# task is done, but nobody knows since when: it is not in the line." other="# tasks are done, but nobody knows since when: they are not in the line." /></p>}
      {unmade > 0 && <p className={styles['about']}><Plural value={unmade} one="It is not known when # task was made: it is not in the chart." other="It is not known when # tasks were made: they are not in the chart." /></p>}
      <details className={styles['details']}>
        <summary><Trans>As a table</Trans></summary>
        <table className={styles['table']}>
          <thead><tr><th scope="col"><Trans>Until</Trans></th><th scope="col"><Trans>Tasks</Trans></th><th scope="col"><Trans>Done</Trans></th></tr></thead>
          <tbody>{points.map(({ day, all, done }) => <tr key={day}><th scope="row">{tell(day)}</th><td>{all}</td><td>{done}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  )
})

/** The drawing is stretched, its lines keep their width; words stand beside it, so that they are never stretched. It runs as text does. */
function Chart({ points, tell }: { points: readonly BurnPoint[], tell: TellDay }) {
  const { t } = useLingui()
  const last = points.at(-1)
  const first = points[0]
  if (!first || !last) return null
  const height = (value: number): number => 100 - value / Math.max(1, last.all) * 100
  const line = (read: (point: BurnPoint) => number): string => (points.length === 1 ? [...points, ...points] : points).map((point, at, { length }) => `${at / (length - 1) * 100},${height(read(point))}`).join(' ')
  const [from, to, all, done] = [tell(first.day), tell(last.day), last.all, last.done]
  return (
    <div className={styles['chart']}>
      <div role="img" aria-label={t`From ${from} to ${to}: ${done} of ${all} tasks done.`} className={styles['plot']}>
        <svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none">
          {[0, 25, 50, 75, 100].map(at => <line key={at} x1="0" x2="100" y1={at} y2={at} className={styles['grid']} />)}
          <polygon points={`0,100 ${line(point => point.done)} 100,100`} className={styles['area']} />
          <polyline points={line(point => point.done)} className={styles['line']} />
          <polyline points={line(point => point.all)} className={styles['line']} data-dashed />
        </svg>
      </div>
      {/* The upper line ends at the top, whatever it counts; names keep a line's height between them. */}
      <ul aria-hidden="true" className={styles['ends']}>
        <li style={{ insetBlockStart: 0 }}><Trans>Tasks</Trans> <strong>{all}</strong></li>
        <li style={{ insetBlockStart: `${Math.max(14, height(done))}%` }}><Trans>Done</Trans> <strong>{done}</strong></li>
      </ul>
      <p aria-hidden="true" className={styles['days']}><span>{from}</span><span>{to}</span></p>
    </div>
  )
}
