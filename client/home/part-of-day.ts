export type PartOfDay = 'morning' | 'day' | 'evening'

/** @param now milliseconds since 1970 */
export function partOfDay(now: number, timeZone: string): PartOfDay {
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now))
  if (hour < 5 || hour >= 18) return 'evening'
  return hour < 12 ? 'morning' : 'day'
}
