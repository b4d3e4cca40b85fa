import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import { useState } from 'react'
import { useBoardContext } from './board-context.ts'
import { comparedWithCalendar } from './calendar-effects.ts'
import { PlanDifference } from './PlanDifference.tsx'
import styles from './Proposals.module.css'
import { useCalendarChangeWords } from './use-working-day-words.ts'

interface Props { companyId: string, changes: readonly CalendarChange[], /** leads to a task */ onOpen?: ((id: string) => void) | undefined }

/** Working days that a company is asked to change, and what becomes of the plan. */
export function AskedCalendar({ companyId, changes, onOpen }: Props) {
  const { board, whatIf: { sandbox } } = useBoardContext()
  const tell = useCalendarChangeWords(companyId)
  // It is about the plan that everybody sees, also while another one is tried out.
  const [comparison] = useState(() => comparedWithCalendar(sandbox?.live ?? board, companyId, changes))
  return (
    <>
      <ul className={styles['tasks']}>{changes.map((one, at) => <li key={at}><strong>{tell(one)}</strong></li>)}</ul>
      <PlanDifference comparison={comparison} titleOf={id => board.task(id)?.title ?? ''} companyOf={id => board.task(id)?.companyId ?? null} onOpen={onOpen} />
    </>
  )
}
