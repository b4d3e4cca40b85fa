import { Trans, useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { CompanyLoad } from '@kopa/shared/boards/workload.ts'
import { Link } from '@tanstack/react-router'
import { memo, type ReactNode, useDeferredValue, useId } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import type { BoardView } from './board-search.ts'
import styles from './DashboardView.module.css'
import { LoadCell } from './LoadCell.tsx'
import { useBoardSearch } from './use-board-search.ts'
import { useKept } from './use-kept.ts'
import { useComingWeeks, useLoad } from './use-workload.ts'

const weeksShown = 4

/** What the coming weeks hold for each company; worked out behind the other figures, for it needs all dates of the plan. */
export const DashboardLoad = memo(function DashboardLoad({ tasks }: { tasks: readonly Task[] }) {
  const heading = useId()
  const weeks = useComingWeeks(weeksShown)
  const load = useKept(useLoad(useDeferredValue(tasks), weeks))
  const isPlanned = load.some(company => company.weeks.some(({ ids }) => ids.length > 0))
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>Workload of the next weeks</Trans></h2>
      {isPlanned
        ? <p className={styles['quiet']}><span><Trans>Hours planned of the hours that calendars hold.</Trans> <ViewLink view="workload"><Trans>By person</Trans></ViewLink></span></p>
        : <p className={styles['quiet']}><span><Trans>Nothing is planned in these weeks: give tasks a length and people in the Gantt.</Trans> <ViewLink view="gantt"><Trans>To the Gantt</Trans></ViewLink></span></p>}
      {isPlanned && <LoadTable load={load} weeks={weeks} />}
    </section>
  )
})

/** Another view of what is shown here, from today on. */
function ViewLink({ view, children }: { view: BoardView, children: ReactNode }) {
  const [search] = useBoardSearch()
  return <Link to="." search={() => ({ ...search, view, day: undefined })} className={styles['count'] ?? ''}>{children}</Link>
}

const LoadTable = memo(function LoadTable({ load, weeks }: { load: readonly CompanyLoad[], weeks: readonly string[] }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const use = useBoardContext()
  const tell = (day: string): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
  const rows = load.map(({ companyId, weeks: loads }) => { const company = companyIn(use, companyId); return { id: companyId ?? '', company, name: company?.name ?? t`Nobody yet`, loads } })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <div className={styles['wide']} role="region" aria-label={t`Workload of the next weeks`} tabIndex={0}>
      <table className={styles['load']}>
        <thead><tr><th scope="col"><Trans>Week of</Trans></th>{rows.map(({ id, company, name }) => <th key={id} scope="col"><span>{company && <CompanyMark name={name} color={company.color} size="small" isNamed />}<span dir="auto">{name}</span></span></th>)}</tr></thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={week}>
              <th scope="row">{tell(week)}</th>
              {rows.map(({ id, company, name, loads }) => <td key={id} style={company && companyColor(company.color)}>{loads[at] && <LoadCell load={loads[at]} label={`${name}, ${tell(week)}`} />}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
