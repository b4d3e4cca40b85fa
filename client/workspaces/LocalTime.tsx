import { Trans } from '@lingui/react/macro'
import { useLanguage } from '../core/i18n.tsx'
import { timeZoneLabel } from '../core/time-zones.ts'
import { useMinute } from '../ui/DateText.tsx'

/** What the clock shows where somebody works: before calling or expecting an answer. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const { language } = useLanguage()
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', weekday: 'short', timeZone }).format(useMinute())
  const place = timeZoneLabel(timeZone)
  return <Trans>{time}, {place}</Trans>
}
