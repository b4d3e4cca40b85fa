import { BadgeCheck, CalendarX } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import styles from './PageStanding.module.css'
import { useDayWords, useToday } from './page-properties.ts'
import type { Entry } from './page-tree.ts'
import type { TreeCompany } from './PageTree.tsx'

interface Props { verified: Entry['verified'], companies: readonly TreeCompany[], onOpen: () => void }

/** Above a page: until when which company stands by what it says, and that it does so no longer. */
export function PageStanding({ verified, companies, onOpen }: Props) {
  const today = useToday()
  const tell = useDayWords()
  return (
    <ul className={styles['standing']}>
      {verified.map(({ companyId, until }) => {
        const [company, day] = [companies.find(({ id }) => id === companyId)?.name ?? '', tell(until)]
        const hasRunOut = until < today
        return (
          <li key={companyId}>
            <button type="button" data-ran-out={hasRunOut || undefined} className={styles['line']} onClick={onOpen}>
              <Icon of={hasRunOut ? CalendarX : BadgeCheck} />
              <span>{hasRunOut ? <Trans>The approval by {company} ran out on {day}.</Trans> : <Trans>Approved until {day} by {company}</Trans>}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
