import ICAL from 'ical.js'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { dayOrNull, instantOrNull, localTimeOrNull, mostMoment, oneOf } from '@kopa/shared/boards/stored-value.ts'
import { repeatUnits, type Repeat } from '@kopa/shared/boards/task.ts'
import { momentOf, wallTimeAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'

/** Values of a calendar (RFC 5545, 3.3) as a board has them. What cannot be read is null. */

/** A day, or a moment with what the clocks of the board show then. */
export type CalendarTime = { readonly day: string } | { readonly instant: string, readonly local: string }

/** A property's first value, where it is one that its name allows. */
export function valueOf(component: ICAL.Component, name: string): unknown {
  try {
    return component.getFirstPropertyValue(name)
  } catch {
    return null
  }
}

export const wordsOf = (component: ICAL.Component, name: string): string => {
  const value = valueOf(component, name)
  return typeof value === 'string' ? value : ''
}

export interface Clocks { /** of the board: the clock of a time that names none */ zone: string, /** as the file describes them, by the names that it gives them */ described: ReadonlyMap<string, ICAL.Timezone> }

export function timeOf(component: ICAL.Component, name: string, clocks: Clocks): CalendarTime | null {
  const property = component.getFirstProperty(name)
  const value = valueOf(component, name)
  return property && value instanceof ICAL.Time ? readTime(property, value, clocks) : null
}

/** By the words of the file: of a month that is none the library makes another. */
function readTime(property: ICAL.Property, value: ICAL.Time, clocks: Clocks): CalendarTime | null {
  const [, , , words] = property.jCal as unknown[]
  if (value.isDate) return dayIn(words)
  const shown = typeof words === 'string' ? localTimeOrNull(words.slice(0, 16)) : null
  if (shown === null || Date.parse(`${shown}Z`) > mostMoment) return null
  return atMoment(momentAt(value, shown, property.getFirstParameter('tzid'), clocks), clocks.zone)
}

/** By a zone of the database if it is called so, else as the file describes it, else by the clock of the board. */
function momentAt(value: ICAL.Time, shown: string, name: string, { zone, described }: Clocks): number {
  if (value.zone === ICAL.Timezone.utcTimezone) return value.toUnixTime() * 1000
  if (name && isZone(name)) return momentOf(shown, name)
  const own = described.get(name)
  if (!own) return momentOf(shown, zone)
  value.zone = own
  return value.toUnixTime() * 1000
}

const dayIn = (text: unknown): CalendarTime | null => {
  const day = dayOrNull(text)
  return day === null ? null : { day }
}

function atMoment(at: number, boardZone: string): CalendarTime | null {
  const instant = instantOrNull(new Date(at).toISOString())
  return instant === null ? null : { instant, local: wallTimeAt(at, boardZone) }
}

const known = new Map<string, boolean>()

function isZone(name: string): boolean {
  const said = known.get(name) ?? isInDatabase(name)
  known.set(name, said)
  return said
}

function isInDatabase(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The zones that a calendar describes as zones are, so many Sundays in a month of every year: a rule by the second since 1601 would never be counted to its end. */
export const zonesOf = (descriptions: readonly ICAL.Component[]): [string, ICAL.Timezone][] =>
  descriptions.filter(zone => zone.getAllSubcomponents().every(hasPlainRule)).map(zone => [wordsOf(zone, 'tzid'), new ICAL.Timezone(zone)])

function hasPlainRule(observance: ICAL.Component): boolean {
  if (!observance.hasProperty('rrule')) return true
  const rule = valueOf(observance, 'rrule')
  if (!(rule instanceof ICAL.Recur) || rule.freq !== 'YEARLY' || rule.interval !== 1) return false
  const { BYMONTH = [], BYDAY = [], ...others } = rule.parts
  return BYMONTH.length === 1 && BYDAY.length === 1 && /^-?[1-4](SU|MO|TU|WE|TH|FR|SA)$/.test(String(BYDAY[0])) && Object.keys(others).length === 0
}

/** The last moment of a span that is told by its length, or null. */
export function timeAfter(start: CalendarTime, length: unknown, boardZone: string): CalendarTime | null {
  if (!(length instanceof ICAL.Duration) || length.toSeconds() < 0) return null
  if ('instant' in start) return atMoment(Date.parse(start.instant) + length.toSeconds() * 1000, boardZone)
  return dayIn(new Date(Date.parse(`${start.day}T00:00Z`) + length.toSeconds() * 1000).toISOString().slice(0, 10))
}

/** Minutes of the board's clock. A day begins at its beginning. */
export const minuteOf = (time: CalendarTime): number => minutesOf('day' in time ? `${time.day}T00:00` : time.local)

const units: Readonly<Record<string, Repeat['unit']>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A repetition as tasks have it: without an end, counted from one day. null: something else */
export function repeatOf(rule: unknown, start: CalendarTime | null): Repeat | null {
  if (!(rule instanceof ICAL.Recur) || rule.count || rule.until) return null
  const unit = oneOf(repeatUnits, units[rule.freq])
  if (unit === null || rule.interval < 1 || rule.interval > 1000) return null
  const { BYDAY = [], BYMONTHDAY = [], BYMONTH = [], ...others } = rule.parts
  if (Object.keys(others).length > 0) return null
  const days = BYDAY.map(day => weekdays.indexOf(day) + 1).toSorted((one, other) => one - other)
  if (days.length > 0 && (unit !== 'week' || days.includes(0))) return null
  if (!isThatDay(start, BYMONTHDAY, BYMONTH)) return null
  return { every: rule.interval, unit, weekdays: days.length === 1 && start && days[0] === weekdayOf(dayOfTime(start)) ? [] : days }
}

const dayOfTime = (time: CalendarTime): string => ('day' in time ? time.day : time.local.slice(0, 10))

/** Days of the month that are named are the one on which it begins. */
function isThatDay(start: CalendarTime | null, days: readonly number[], months: readonly number[]): boolean {
  const [, month, day] = start ? dayOfTime(start).split('-').map(Number) : []
  return days.every(named => named === day) && months.every(named => named === month)
}
