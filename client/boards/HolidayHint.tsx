import { CalendarOff } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { calendarOfCompany } from '@kopa/shared/boards/working-days.ts'
import { countryOfZones } from '@kopa/shared/holidays/zones.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './Proposals.module.css'
import { useCalendars } from './use-board.ts'
import { useCountryNames } from './use-holiday-words.ts'

/**
 * For a company that came after the board was founded: whose holidays its tasks keep, to be said by its own people. "Not needed" writes a
 * calendar without a country, so that nobody is asked again on any device.
 */
export function HolidayHint() {
  const { t } = useLingui()
  const use = useBoardContext()
  const { board, acts, people, mayEdit, me, whatIf } = use
  const company = companyIn(use, me.companyId)
  const isKnown = calendarOfCompany(useCalendars(board), me.companyId) !== undefined
  const nameOf = useCountryNames()
  const country = countryOfZones(people.filter(({ companyId }) => companyId === me.companyId).map(({ timeZone }) => timeZone))
  if (isKnown || !mayEdit || whatIf.sandbox || !company || !country) return null
  const [name, place] = [company.name, nameOf(country)]
  return (
    <section aria-label={t`Public holidays`} className={styles['bar']}>
      <Icon of={CalendarOff} />
      <p><Trans>Tasks of {name} keep no public holidays on this board yet.</Trans></p>
      <span className={styles['acts']}>
        <Button size="dense" onPress={() => announce(acts.setCountry(company, country))}>{t`Keep those of: ${place}`}</Button>
        <Button size="dense" variant="quiet" onPress={() => announce(acts.setCountry(company, null))}><Trans>Not needed</Trans></Button>
      </span>
    </section>
  )
}
