import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { listTimeZones } from '../core/time-zones.ts'
import { announce } from '../ui/announce.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { SearchSelect } from '../ui/SearchSelect.tsx'
import { Select } from '../ui/Select.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useBoardContext } from './board-context.ts'
import { useBoardSettings, useCalendars } from './use-board.ts'
import { WorkingDaysCompany } from './WorkingDaysCompany.tsx'
import styles from './WorkingDays.module.css'
import { YearAhead } from './YearAhead.tsx'

/** When each company works, and what of it the year ahead brings. What is changed counts at once, for everybody. */
export function WorkingDaysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { companies, whatIf, consent } = useBoardContext()
  return (
    <Dialog title={t`Working days`} isOpen onClose={onClose} size="wide">
      <p className={styles['lead']}>
        <Trans>A task follows the working days of the company that is responsible for it.</Trans>{' '}
        {whatIf.sandbox ? <Trans>Only you see what you change here.</Trans> : consent.asker ? <Trans>What you change for your own company counts at once, for everybody on this board. Another company decides about its own days: it is asked first.</Trans> : <Trans>What is changed here counts at once, for everybody on this board.</Trans>}
      </p>
      <PlanZone />
      {companies.map(company => <WorkingDaysCompany key={company.id} company={company} />)}
      <UsualCalendar />
      <YearAhead />
    </Dialog>
  )
}

/** By whose clock the hours of the plan are. */
function PlanZone() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, acts, mayEdit } = useBoardContext()
  const { zone } = useBoardSettings(board)
  const choices = useMemo(() => listTimeZones(zone, locale), [zone, locale])
  return (
    <SearchSelect
      name="zone" label={t`Time zone of the plan`} hint={t`The hours of the plan are those of the clocks there. In another zone 9:00 stays 9:00.`} choices={choices} isDisabled={!mayEdit}
      value={zone} onChange={chosen => announce(acts.setZone(chosen))}
    />
  )
}

/** Whose working days hold where no company is responsible. */
function UsualCalendar() {
  const { t } = useLingui()
  const { board, companies, acts, mayEdit } = useBoardContext()
  const calendars = useCalendars(board)
  const { calendar } = useBoardSettings(board)
  const names = new Map(companies.map(({ id, name }) => [id, name]))
  const nameOf = (title: string, companyId: string | null): string => {
    const company = names.get(companyId ?? '')
    return company === undefined ? title || t`Untitled` : t`As ${company}`
  }
  const choices = [{ value: '', label: t`Monday to Friday, 8:00–17:00, without holidays` }, ...calendars.map(({ id, title, companyId }) => ({ value: id, label: nameOf(title, companyId) }))]
  const value = choices.some(choice => choice.value === calendar) ? calendar ?? '' : ''
  const settled = useSettled(value, chosen => announce(acts.setUsualCalendar(chosen || null)))
  return <Select name="usual" label={t`Tasks that no company is responsible for`} choices={choices} isDisabled={!mayEdit} {...settled} />
}
