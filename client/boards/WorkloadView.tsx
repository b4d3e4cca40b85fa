import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { CompanyLoad, WeekLoad } from '@kopa/shared/boards/workload.ts'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { mirrored } from './direction.ts'
import { LoadCell } from './LoadCell.tsx'
import { useWorkload, type WorkloadData } from './use-workload.ts'
import styles from './WorkloadView.module.css'

/** Who has how much to do in which week: each company, and below it its people. */
export function WorkloadView() {
  const { t } = useLingui()
  const workload = useWorkload()
  return (
    <div className={styles['workload']}>
      <WorkloadTools workload={workload} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <div className={styles['scroller']} role="region" aria-label={t`Workload`} tabIndex={0}>
        <WorkloadTable {...workload} />
      </div>
    </div>
  )
}

export function WorkloadTable({ weeks, load, thisWeek }: Pick<WorkloadData, 'weeks' | 'load' | 'thisWeek'>) {
  const { locale } = useLocale()
  const tell = (day: string): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
  return (
    <table className={styles['table']}>
      <thead><tr><th scope="col"><Trans>Week of</Trans></th>{weeks.map(week => <th key={week} scope="col" aria-current={week === thisWeek ? 'date' : undefined}>{tell(week)}</th>)}</tr></thead>
      {load.map(company => <CompanyRows key={company.companyId ?? ''} load={company} weeks={weeks} tell={tell} />)}
    </table>
  )
}

function WorkloadTools({ workload: { weeks, thisWeek, goTo } }: { workload: WorkloadData }) {
  const { t } = useLingui()
  const first = weeks[0] ?? thisWeek
  const [back, on] = mirrored('left') === 'left' ? [ChevronLeft, ChevronRight] : [ChevronRight, ChevronLeft]
  return (
    <div className={styles['tools']}>
      <Button size="dense" onPress={() => goTo(undefined)}><Trans>This week</Trans></Button>
      <IconButton icon={back} size="dense" label={t`Four weeks before`} onPress={() => goTo(addDays(first, -28))} />
      <IconButton icon={on} size="dense" label={t`Four weeks on`} onPress={() => goTo(addDays(first, 28))} />
      <p><Trans>Hours planned of the hours that calendars hold.</Trans></p>
    </div>
  )
}

function CompanyRows({ load, weeks, tell }: { load: CompanyLoad, weeks: readonly string[], tell: (day: string) => string }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const company = companyIn(use, load.companyId)
  const name = company?.name ?? t`Nobody yet`
  return (
    <tbody style={company && companyColor(company.color)}>
      <LoadRow name={name} mark={company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />} load={load.weeks} weeks={weeks} tell={tell} isCompany />
      {load.people.map(({ userId, weeks: own }) => {
        const person = userId === null ? undefined : personIn(use, userId)
        return <LoadRow key={userId ?? ''} name={person?.name ?? t`Nobody yet`} mark={person && <Avatar name={person.name} company={company} size="small" isNamed />} load={own} weeks={weeks} tell={tell} />
      })}
    </tbody>
  )
}

interface RowProps { name: string, mark: ReactNode, load: readonly WeekLoad[], weeks: readonly string[], tell: (day: string) => string, isCompany?: boolean }

function LoadRow({ name, mark, load, weeks, tell, isCompany }: RowProps) {
  return (
    <tr data-company={isCompany || undefined}>
      <th scope="row"><span>{mark}<span dir="auto">{name}</span></span></th>
      {load.map((week, at) => <td key={weeks[at]}><LoadCell load={week} label={`${name}, ${tell(weeks[at] ?? '')}`} /></td>)}
    </tr>
  )
}
