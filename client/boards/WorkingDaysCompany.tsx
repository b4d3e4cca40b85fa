import { MapPin } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { calendarOfCompany, usualWeek } from '@kopa/shared/boards/working-days.ts'
import { countries, countryIn } from '@kopa/shared/holidays/holidays.ts'
import { countryOfZones } from '@kopa/shared/holidays/zones.ts'
import { useId, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Button } from '../ui/Button.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Select } from '../ui/Select.tsx'
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
  return (
    <div role="group" aria-labelledby={heading} className={styles['company']}>
      <h3 id={heading}><CompanyMark name={company.name} color={company.color} size="small" isNamed /><span dir="auto">{company.name}</span></h3>
      <Select
        name={`country-${company.id}`} label={t`Public holidays`} choices={[{ value: '', label: t`None` }, ...choices]} value={own?.country ?? ''} isDisabled={!mayEdit}
        onChange={chosen => acts.setCountry(company, countryIn(chosen))}
      />
      {mayEdit && !own?.country && <Suggestion company={company} />}
      <WorkingHours company={company} week={usualWeek(calendars, own?.id ?? usual)} />
      <OwnDaysOff company={company} exceptions={own?.exceptions ?? []} />
    </div>
  )
}

/** Where a company is nobody has said; most of its people's clocks tell. */
function Suggestion({ company }: { company: BoardCompany }) {
  const { t } = useLingui()
  const { acts, people } = useBoardContext()
  const nameOf = useCountryNames()
  const country = countryOfZones(people.filter(({ companyId }) => companyId === company.id).map(({ timeZone }) => timeZone))
  if (!country) return null
  const name = nameOf(country)
  return <div><Button size="dense" icon={MapPin} onPress={() => acts.setCountry(company, country)}>{t`Suggested by time zone: ${name}`}</Button></div>
}

function useCountryChoices(): { value: string, label: string }[] {
  const { locale } = useLocale()
  const nameOf = useCountryNames()
  return useMemo(() => {
    const order = new Intl.Collator(locale)
    return countries.map(country => ({ value: country as string, label: nameOf(country) })).toSorted((one, other) => order.compare(one.label, other.label))
  }, [locale, nameOf])
}
