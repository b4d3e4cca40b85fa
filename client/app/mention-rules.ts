import { isDay } from '@kopa/shared/pages/mention.ts'
import type { MentionPlace } from '../pages/mention-source.ts'

/** What others who read the place may not know of is not named there: its name would stand in their page. */
export const mayBeNamed = ({ privateTo }: { privateTo: string | null }, { isPrivate }: MentionPlace): boolean => privateTo === null || isPrivate

/** Of whom a mention is told, and where. */
export interface Reader { workspaceId: string, locale: string, timeZone: string, untitled: string }

export function tellDate(id: string, { locale, timeZone }: Reader): string {
  const day: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }
  if (isDay(id)) return new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' }).format(Date.parse(id))
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', timeZone }).format(Date.parse(id))
}
