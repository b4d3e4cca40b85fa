import { firstMinute, inTenths, lastMinute } from '@kopa/shared/boards/calendar.ts'
import { type Day, minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import type { XmlRecord } from './xml-records.ts'

/**
 * Values as Microsoft Project writes them into XML ("Project XML Data Interchange Schema", mspdi_pj12.xsd). What is missing or cannot
 * be understood is null: other programs leave much out.
 */

export function numberOf(record: XmlRecord, name: string): number | null {
  const text = record.text(name)
  const number = text === null ? NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

export function flagOf(record: XmlRecord, name: string): boolean | null {
  const text = record.text(name)?.toLowerCase()
  if (text === '1' || text === 'true') return true
  return text === '0' || text === 'false' ? false : null
}

/** A time without a zone, in minutes since 1970; one that cannot be counted with is none. */
export function timeOf(record: XmlRecord, name: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d*)?)?)?/.exec(record.text(name) ?? '')
  if (!parts) return null
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(part => Number(part ?? 0))
  const time = inTenths(Date.UTC(year, month - 1, date, hour, minute, second) / 60_000)
  return time > firstMinute && time < lastMinute ? time : null
}

export function dayOf(record: XmlRecord, name: string): Day | null {
  const time = timeOf(record, name)
  return time === null ? null : Math.floor(time / minutesOfDay)
}

/** 'PT37H30M0S' in minutes. */
export function durationOf(record: XmlRecord, name: string): number | null {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(record.text(name) ?? '')
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(2).map(part => Number(part ?? 0))
  const total = inTenths(days * minutesOfDay + hours * 60 + minutes + seconds / 60)
  return Number.isFinite(total) ? (parts[1] ? -total : total) : null
}

/** Minutes of the day of 'hh:mm:ss'. */
export function hourOf(record: XmlRecord, name: string): number | null {
  const parts = /^(?:\d{4}-\d\d-\d\dT)?(\d\d):(\d\d)/.exec(record.text(name) ?? '')
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null
}

/** Minutes, hours, days, weeks, months and percent of the clock, each also as an estimate ("em", "eh?" ...). */
const elapsedFormats = new Set([4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52])
const percentFormats = new Set([19, 20, 51, 52])

export const isElapsedFormat = (format: number | null): boolean => format !== null && elapsedFormats.has(format)
export const isPercentFormat = (format: number | null): boolean => format !== null && percentFormats.has(format)
