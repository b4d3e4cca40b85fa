import { Trans } from '@lingui/react/macro'
import { useLocale } from 'react-aria-components/I18nProvider'
import { cityOf } from '../core/time-zones.ts'
import { useMinute } from '../ui/DateText.tsx'

/** What the clock shows where somebody works: before calling or expecting an answer. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const { locale } = useLocale()
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', weekday: 'short', timeZone }).format(useMinute())
  const place = cityOf(timeZone, locale)
  return <Trans>{time}, {place}</Trans>
}
