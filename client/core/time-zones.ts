import { isTimeZone, presentZone } from '@kopa/shared/time.ts'
import { latvianCities } from './latvian-cities.ts'

/** The browser's own zone, as a first guess. */
export const guessTimeZone = (): string => knownAs(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')

/** By its present name, where this browser knows that one. */
function knownAs(zone: string): string {
  const present = presentZone(zone)
  return isTimeZone(present) ? present : zone
}

/** All zones this browser knows, each once and by its present name; `current` is among them as it is stored. By city, with what the clocks there differ by. */
export function listTimeZones(current: string, locale: string): { value: string, label: string, detail: string, words: string }[] {
  const others = [...Intl.supportedValuesOf('timeZone'), 'UTC'].map(knownAs).filter(zone => zone !== presentZone(current))
  const zones = [...new Set([...others, current])]
  const { compare } = new Intl.Collator(locale)
  const countries = countriesByZone(locale)
  return zones.map(value => {
    const label = timeZoneLabel(value, locale)
    const of = countries.get(presentZone(value)) ?? []
    return { value, label, detail: of[0] ?? '', words: [...of, value.replaceAll('_', ' '), cityOf(value, 'en'), label.replace('GMT', 'UTC')].join(' ') }
  }).sort((a, b) => compare(a.label, b.label))
}

/** 'Europe/Riga' -> 'Latvia': as far as this browser tells which zones a country has. */
function countriesByZone(locale: string): ReadonlyMap<string, string[]> {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const found = new Map<string, string[]>()
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second
      const region = new Intl.Locale(`und-${code}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
      // What a country was called before has the same zones.
      const name = region.region === code ? names.of(code) : undefined
      if (name) for (const zone of region.getTimeZones?.() ?? []) found.set(presentZone(zone), [...found.get(presentZone(zone)) ?? [], name])
    }
  }
  return found
}
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** 'Europe/Riga' -> 'Riga (GMT+2)': people look for the city. */
export function timeZoneLabel(zone: string, locale: string): string {
  const city = cityOf(zone, locale)
  const difference = offsetOf(zone)
  return !difference || zone === 'UTC' ? city : `${city} (${difference})`
}

/** 'GMT+2': now, as summer time has it. */
const offsetOf = (zone: string): string | undefined =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value

/** 'America/Argentina/Buenos_Aires' -> 'Buenos Aires', in the reader's language where Kopa knows the name. */
export function cityOf(zone: string, locale: string): string {
  const city = presentZone(zone).split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  return locale.startsWith('lv') ? latvianCities[city] ?? city : city
}
