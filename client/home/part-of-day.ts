export type PartOfDay = 'morning' | 'day' | 'evening' | 'night'

/** @param now milliseconds since 1970 */
export function partOfDay(now: number, timeZone: string): PartOfDay {
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now))
  if (hour < 5) return 'night'
  if (hour < 12) return 'morning'
  if (hour < 18) return 'day'
  return 'evening'
}
