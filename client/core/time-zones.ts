/** The browser's own zone, as a first guess. */
export const guessTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** All zones this browser knows, with `current` among them even when it goes by an older name. */
export function listTimeZones(current: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return [...new Set([...known, current, 'UTC'])].sort()
}

/** 'America/Argentina/Buenos_Aires' -> 'Buenos Aires (America/Argentina)': people look for the city. */
export function timeZoneLabel(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/')
  const city = parts.pop() ?? zone
  return parts.length > 0 ? `${city} (${parts.join('/')})` : city
}
