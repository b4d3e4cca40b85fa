import { CompanyMark } from '../ui/CompanyMark.tsx'
import styles from './CompanyMarks.module.css'
import type { OwnerCompany } from './workspaces-queries.ts'

const mostShown = 3

/** The owners of a workspace side by side. */
export function CompanyMarks({ companies }: { companies: readonly OwnerCompany[] }) {
  const hidden = companies.length - mostShown
  return (
    <span className={styles['marks']}>
      {companies.slice(0, mostShown).map(company => <CompanyMark key={company.id} name={company.name} color={company.color} size="small" />)}
      {hidden > 0 && <small>+{hidden}</small>}
    </span>
  )
}
