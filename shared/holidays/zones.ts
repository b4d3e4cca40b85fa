import { presentZone } from '../time.ts'
import type { Country } from './holidays.ts'

/** Time zones by the country that they are named in (tz database, zone.tab): what a company's clocks say of where it is. */
const zonesOf: Readonly<Record<Country, string>> = {
  AT: 'Europe/Vienna', BE: 'Europe/Brussels', CH: 'Europe/Zurich', CZ: 'Europe/Prague', DE: 'Europe/Berlin Europe/Busingen', DK: 'Europe/Copenhagen', EE: 'Europe/Tallinn', ES: 'Europe/Madrid Africa/Ceuta Atlantic/Canary',
  FI: 'Europe/Helsinki', FR: 'Europe/Paris', GB: 'Europe/London', GR: 'Europe/Athens', IE: 'Europe/Dublin', IT: 'Europe/Rome', JP: 'Asia/Tokyo', LT: 'Europe/Vilnius', LU: 'Europe/Luxembourg', LV: 'Europe/Riga',
  NL: 'Europe/Amsterdam', NO: 'Europe/Oslo', PL: 'Europe/Warsaw', PT: 'Europe/Lisbon Atlantic/Madeira Atlantic/Azores', RO: 'Europe/Bucharest', SE: 'Europe/Stockholm', SK: 'Europe/Bratislava', UA: 'Europe/Kyiv',
  CA: 'America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Regina America/Halifax America/Moncton America/St_Johns America/Whitehorse America/Iqaluit',
  US: 'America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Detroit America/Boise America/Anchorage America/Indiana/Indianapolis America/Kentucky/Louisville Pacific/Honolulu',
}

const countryOf = new Map(Object.entries(zonesOf).flatMap(([country, zones]) => zones.split(' ').map(zone => [zone, country as Country] as const)))

/** Where most of these people are; null: nobody is in a country whose holidays are known. */
export function countryOfZones(zones: readonly string[]): Country | null {
  const counts = new Map<Country, number>()
  for (const zone of zones) {
    const country = countryOf.get(presentZone(zone))
    if (country) counts.set(country, (counts.get(country) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}
