import { useLocale } from 'react-aria-components/I18nProvider'
import { wallTimeAt } from '@kopa/shared/boards/zoned-time.ts'
import { cityOf } from '../core/time-zones.ts'
import { useBoardContext } from './board-context.ts'

const mostClocks = 3

/** What the clocks of the others show at a moment: '12:00 London', with the day where it is another one. Zones that agree with mine are left out. */
export function useOtherClocks(): (at: number) => string[] {
  const { people, me } = useBoardContext()
  const { locale } = useLocale()
  return at => otherClocks(at, { mine: me.timeZone, others: people.map(({ timeZone }) => timeZone), locale })
}

export function otherClocks(at: number, { mine, others, locale }: { mine: string, others: readonly string[], locale: string }): string[] {
  const here = wallTimeAt(at, mine)
  const zones = new Map(others.map(timeZone => [wallTimeAt(at, timeZone), timeZone]))
  zones.delete(here)
  return [...zones].slice(0, mostClocks).map(([wall, timeZone]) => {
    const look: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', timeZone, ...wall.slice(0, 10) === here.slice(0, 10) ? {} : { weekday: 'short' } }
    return `${new Intl.DateTimeFormat(locale, look).format(at)} ${cityOf(timeZone, locale)}`
  })
}
