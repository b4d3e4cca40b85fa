import { Trans, useLingui } from '@lingui/react/macro'
import type { CompanyTally } from '@kopa/shared/boards/dashboard.ts'
import { memo, useId } from 'react'
import { companyColor, CompanyMark } from '../ui/CompanyMark.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { DashboardCount } from './DashboardCount.tsx'
import styles from './DashboardView.module.css'
import { useShareWords } from './use-share-words.ts'

/** A chart that is a table: a bar beside the numbers it draws. */
export const DashboardCompanies = memo(function DashboardCompanies({ companies }: { companies: readonly CompanyTally[] }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>By responsible company</Trans></h2>
      <table className={styles['table']}>
        <thead><tr><th scope="col"><Trans>Company</Trans></th><th scope="col"><Trans>Done</Trans></th><th scope="col"><Trans>Late</Trans></th><th scope="col"><Trans>Due within a week</Trans></th></tr></thead>
        <tbody>{companies.map(tally => <CompanyRow key={tally.companyId ?? ''} tally={tally} />)}</tbody>
      </table>
    </section>
  )
})

function CompanyRow({ tally: { companyId, all, done, late, soon } }: { tally: CompanyTally }) {
  const { t } = useLingui()
  const tellShare = useShareWords()
  const company = companyIn(useBoardContext(), companyId)
  const name = company?.name ?? (companyId === null ? t`No company` : t`A company that has left`)
  const by = companyId === null || company ? { company: companyId } : null
  const cell = (count: number, what: string, of: { due: 'overdue' | 'week', state: 'open' }) => (by === null ? count : <DashboardCount count={count} of={{ ...of, ...by }} label={`${name}, ${what}: ${count}`}>{count}</DashboardCount>)
  return (
    <tr style={company && companyColor(company.color)}>
      <th scope="row"><span>{company && <CompanyMark name={company.name} color={company.color} size="small" isNamed />}<span dir="auto">{name}</span></span></th>
      <td>
        <span className={styles['told']}>{by === null ? t`${done} of ${all}` : <DashboardCount count={done} of={{ ...by, state: 'done' }} label={`${name}, ${t`Done`}: ${t`${done} of ${all}`}`}>{t`${done} of ${all}`}</DashboardCount>}{all > 0 && <span>{tellShare(done, all)}</span>}</span>
        <span aria-hidden="true" className={styles['bar']}><span style={{ inlineSize: `${all === 0 ? 0 : done / all * 100}%` }} /></span>
      </td>
      <td data-bad={late > 0 || undefined}>{cell(late, t`Late`, { due: 'overdue', state: 'open' })}</td>
      <td>{cell(soon, t`Due within a week`, { due: 'week', state: 'open' })}</td>
    </tr>
  )
}
