import { latvianCities } from './latvian-cities.ts'

/** The browser's own zone, as a first guess. */
export const guessTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** All zones this browser knows, with `current` among them even when it goes by an older name; by city, with what the clocks there differ by. */
export function listTimeZones(current: string, locale: string): { value: string, label: string }[] {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), current, 'UTC'])]
  const { compare } = new Intl.Collator(locale)
  return zones.map(value => ({ value, label: timeZoneLabel(value, locale) })).sort((a, b) => compare(a.label, b.label))
}

/** 'Europe/Riga' -> 'Riga (GMT+2)': people look for the city. */
function timeZoneLabel(zone: string, locale: string): string {
  const city = cityOf(zone, locale)
  const difference = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value
  return !difference || difference === city ? city : `${city} (${difference})`
}

/** 'America/Argentina/Buenos_Aires' -> 'Buenos Aires', in the reader's language where Kopa knows the name. */
export function cityOf(zone: string, locale: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  return locale.startsWith('lv') ? latvianCities[city] ?? city : city
}
