import { type GanttScale, levelOf, minuteAt, nextStart, startsBetween, type TimeUnit, xOf, type ZoomLevel } from './gantt-scale.ts'

export interface HeaderCell { readonly x: number, readonly width: number, readonly text: string }
export interface GanttHeader { readonly upper: readonly HeaderCell[], readonly lower: readonly HeaderCell[] }

/** Dates in the language of the reader; `quarter` because Intl knows none. */
export interface HeaderWords { readonly locale: string, readonly quarter: (number: number) => string }

interface Row { readonly unit: TimeUnit, readonly look: Intl.DateTimeFormatOptions | 'quarter' | 'year' | 'years' }

const month: Row = { unit: 'month', look: { month: 'long', year: 'numeric' } }
const rows: Readonly<Record<ZoomLevel, (pixelsPerDay: number) => readonly [Row, Row]>> = {
  hours: pixelsPerDay => [{ unit: 'day', look: { weekday: 'short', day: 'numeric', month: 'long' } }, { unit: { hours: hoursApart(pixelsPerDay) }, look: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } }],
  days: pixelsPerDay => [month, { unit: 'day', look: pixelsPerDay >= 60 ? { weekday: 'short', day: 'numeric' } : { day: 'numeric' } }],
  weeks: () => [month, { unit: 'week', look: { day: 'numeric' } }],
  months: pixelsPerDay => [{ unit: 'year', look: { year: 'numeric' } }, { unit: 'month', look: { month: pixelsPerDay >= 3.4 ? 'long' : pixelsPerDay >= 1.6 ? 'short' : 'narrow' } }],
  quarters: pixelsPerDay => (pixelsPerDay >= 0.55 ? [{ unit: 'year', look: { year: 'numeric' } }, { unit: 'quarter', look: 'quarter' }] : yearsOf(pixelsPerDay)),
}

/** Years that are counted together, in so many together: as few as there is room for. */
const yearSteps = [[1, 10], [2, 10], [5, 50], [10, 100], [20, 100], [50, 500], [100, 1000]] as const
const roomForYear = 40

function yearsOf(pixelsPerDay: number): readonly [Row, Row] {
  const [years, together] = yearSteps.find(([step]) => step * 365 * pixelsPerDay >= roomForYear) ?? [100, 1000]
  return [{ unit: { years: together }, look: 'years' }, { unit: { years }, look: 'year' }]
}

const hoursApart = (pixelsPerDay: number): number => [1, 2, 3, 4, 6].find(hours => pixelsPerDay / 24 * hours >= 46) ?? 6

/** The two rows above the bars, for what is in sight: `left` and `width` in pixels of the whole. */
export function headerOf(scale: GanttScale, { left, width }: { left: number, width: number }, words: HeaderWords): GanttHeader {
  const [upper, lower] = rows[levelOf(scale.pixelsPerDay)](scale.pixelsPerDay)
  const cells = (row: Row): HeaderCell[] => {
    const starts = startsBetween(row.unit, minuteAt(scale, left), minuteAt(scale, left + width))
    return starts.slice(0, -1).map((start, at) => {
      const x = xOf(scale, start)
      return { x, width: xOf(scale, starts[at + 1] ?? start) - x, text: tell(row, start, words) }
    })
  }
  return { upper: cells(upper), lower: cells(lower) }
}

/** Beginnings of the lower row: lines behind the bars. */
export function gridLines(scale: GanttScale, { left, width }: { left: number, width: number }): number[] {
  const { unit } = rows[levelOf(scale.pixelsPerDay)](scale.pixelsPerDay)[1]
  return startsBetween(unit, minuteAt(scale, left), minuteAt(scale, left + width)).map(start => xOf(scale, start))
}

function tell({ unit, look }: Row, start: number, { locale, quarter }: HeaderWords): string {
  if (look === 'year') return yearIn(locale, start)
  if (look === 'years') return `${yearIn(locale, start)}–${yearIn(locale, nextStart(unit, start) - 1)}`
  if (look === 'quarter') return quarter(Math.floor(new Date(start * 60_000).getUTCMonth() / 3) + 1)
  return formatIn(locale, look).format(start * 60_000)
}

/** The number alone: '2026' also where a language puts a word behind it. */
const yearIn = (locale: string, minute: number): string => formatIn(locale, { year: 'numeric' }).formatToParts(minute * 60_000).find(({ type }) => type === 'year')?.value ?? ''

const numbers = new Map<string, Intl.NumberFormat>()

/** As `formatIn`, for numbers. */
export function numbersIn(locale: string, look: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(look)
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale, look)
  numbers.set(key, known)
  return known
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs more than using it a hundred times. Plan times are read off a clock without a zone, where none is named. */
export function formatIn(locale: string, look: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(look)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...look })
  formats.set(key, made)
  return made
}
