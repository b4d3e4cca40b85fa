import { addDays } from './zoned-time.ts'

/** Calendars as text/calendar (RFC 5545, with the names and hints of RFC 7986). */

export interface CalendarEvent {
  /** The same whenever it is told again. */
  readonly uid: string
  readonly title: string
  readonly description: string
  /** a calendar day (`2026-03-02`), or a moment (ISO 8601) */
  readonly at: { readonly day: string } | { readonly instant: string }
  /** when it ends (a moment), where it takes any time */
  readonly until?: string
  /** the last day of several, where it begins with a day */
  readonly untilDay?: string
  readonly url: string
}

export interface CalendarText {
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** milliseconds since 1970: when this was so */
  readonly now: number
}

/** The whole file, its lines ended and folded as the format asks. @returns UTF-8 text */
export function calendarText({ name, events, now }: CalendarText): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Kopa//Tasks//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(event => eventLines(event, now)),
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('')
}

/** Nobody is busy because something is due. A moment has no length: it ends when it begins. */
function eventLines({ uid, title, description, at, until, untilDay, url }: CalendarEvent, now: number): string[] {
  return [
    'BEGIN:VEVENT', `UID:${escaped(uid)}`, `DTSTAMP:${stamp(new Date(now).toISOString())}`,
    ...'day' in at ? [`DTSTART;VALUE=DATE:${at.day.replaceAll('-', '')}`] : [`DTSTART:${stamp(at.instant)}`],
    // The end is the first day that is no part of it (3.6.1).
    ...untilDay === undefined ? [] : [`DTEND;VALUE=DATE:${addDays(untilDay, 1).replaceAll('-', '')}`],
    ...until === undefined ? [] : [`DTEND:${stamp(until)}`],
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(description)}`, `URL:${url.replace(/[\r\n]/g, '')}`, 'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** `2026-03-02T12:00:00.000Z` -> `20260302T120000Z`. */
const stamp = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Text values (3.3.11). Control characters have no place in the format: they are left out. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n').replace(/\p{Cc}/gu, '')

const mostOctets = 75
const utf8 = new TextEncoder()

/** No line is longer than 75 octets, and no character is cut in two (3.1). */
function folded(line: string): string {
  let text = ''
  let length = 0
  for (const character of line) {
    const octets = utf8.encode(character).length
    if (length + octets > mostOctets) {
      text += '\r\n '
      length = 1
    }
    text += character
    length += octets
  }
  return `${text}\r\n`
}
