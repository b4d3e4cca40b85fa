import { MapPin } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { calendarOfCompany, usualWeek } from '@kopa/shared/boards/working-days.ts'
import { countries, type Country, countryIn } from '@kopa/shared/holidays/holidays.ts'
import { countryOfZones } from '@kopa/shared/holidays/zones.ts'
import { useId, useMemo, useRef } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Select } from '../ui/Select.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { type BoardCompany, useBoardContext } from './board-context.ts'
import { OwnDaysOff } from './OwnDaysOff.tsx'
import { useBoardSettings, useCalendars } from './use-board.ts'
import { useCountryNames } from './use-holiday-words.ts'
import { WorkingHours } from './WorkingHours.tsx'
import styles from './WorkingDays.module.css'

/** One company: whose holidays it keeps, when it works, and its own days off. */
export function WorkingDaysCompany({ company }: { company: BoardCompany }) {
  const { t } = useLingui()
  const heading = useId()
  const { board, acts, mayEdit } = useBoardContext()
  const calendars = useCalendars(board)
  const { calendar: usual } = useBoardSettings(board)
  const own = calendarOfCompany(calendars, company.id)
  const choices = useCountryChoices()
  const select = useRef<HTMLSelectElement>(null)
  const settled = useSettled<string>(own?.country ?? '', chosen => announce(acts.setCountry(company, countryIn(chosen))))
  function suggested(country: Country): void {
    announce(acts.setCountry(company, country))
    // The suggestion, which had the focus, goes.
    select.current?.focus()
  }
  return (
    <div role="group" aria-labelledby={heading} className={styles['company']}>
      <h3 id={heading}><CompanyMark name={company.name} color={company.color} size="small" isNamed /><span dir="auto">{company.name}</span></h3>
      <WhoseDays company={company} />
      <Select
        name={`country-${company.id}`} label={t`Public holidays`} choices={[{ value: '', label: t`None` }, ...choices]} isDisabled={!mayEdit}
        ref={select} {...settled}
      />
      {mayEdit && !own?.country && <Suggestion company={company} onTake={suggested} />}
      <WorkingHours company={company} week={usualWeek(calendars, own?.id ?? usual)} />
      <OwnDaysOff company={company} exceptions={own?.exceptions ?? []} />
    </div>
  )
}

/** Of two companies that look alike here one is the reader's own; the other decides for itself. */
function WhoseDays({ company: { id, name } }: { company: BoardCompany }) {
  const { companies, me, consent, whatIf, mayEdit } = useBoardContext()
  if (companies.length < 2) return null
  if (id === me.companyId) return <p className={styles['lead']}><Trans>Your company: you decide about these days.</Trans></p>
  const isAsked = consent.asker && !whatIf.sandbox && mayEdit
  return <p className={styles['lead']}>{isAsked ? <Trans>The other company: {name} decides about these days, and is asked before anything changes.</Trans> : <Trans>The other company.</Trans>}</p>
}

/** Where a company is nobody has said; most of its people's clocks tell. */
function Suggestion({ company, onTake }: { company: BoardCompany, onTake: (country: Country) => void }) {
  const { t } = useLingui()
  const { people } = useBoardContext()
  const nameOf = useCountryNames()
  const country = countryOfZones(people.filter(({ companyId }) => companyId === company.id).map(({ timeZone }) => timeZone))
  if (!country) return null
  const name = nameOf(country)
  return <div><Button size="dense" icon={MapPin} onPress={() => onTake(country)}>{t`Suggested by time zone: ${name}`}</Button></div>
}

function useCountryChoices(): { value: string, label: string }[] {
  const { locale } = useLocale()
  const nameOf = useCountryNames()
  return useMemo(() => {
    const order = new Intl.Collator(locale)
    return countries.map(country => ({ value: country as string, label: nameOf(country) })).toSorted((one, other) => order.compare(one.label, other.label))
  }, [locale, nameOf])
}
