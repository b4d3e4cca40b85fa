import { CompanyMark } from '../ui/CompanyMark.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import { useDayOffWords } from './use-holiday-words.ts'
import styles from './WorkingDays.module.css'
import type { FreeDay } from './year-ahead.ts'

/** What the day is called, and whose day off it is; a name that is the same for several companies once. */
export function DayOffNames({ of }: Pick<FreeDay, 'of'>) {
  const use = useBoardContext()
  const tell = useDayOffWords()
  return [...Map.groupBy(of, ({ off }) => tell(off))].map(([name, free]) => (
    <span key={name} className={styles['off']}>
      {free.map(({ companyId }) => {
        const company = companyIn(use, companyId)
        return company && <CompanyMark key={companyId} name={company.name} color={company.color} size="small" />
      })}
      <span dir="auto">{name}</span>
    </span>
  ))
}
