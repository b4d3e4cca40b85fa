import type { CalendarEntry } from './month-days.ts'

/** A plan in one week: its entry on the first of its days there, and how many days it takes there. */
export interface CalendarBar { readonly entry: CalendarEntry, readonly days: number }
/** What there is room for on a day: bars by their lanes (null: free there), what is due, and how many are left out. */
export interface ShownDay { readonly lanes: readonly (CalendarBar | null)[], readonly dues: readonly CalendarEntry[], readonly hidden: number }

type Entries = ReadonlyMap<string, readonly CalendarEntry[]>

/** A week with so many lines on each of its days. A bar keeps its lane through the week; longer ones lie above shorter ones that begin on the same day. */
export function shownWeek(week: readonly string[], entries: Entries, most: number): Map<string, ShownDay> {
  const lanes = lanesOf(barsOf(week, entries))
  const days = week.map(day => ({ day, bars: lanes.map(lane => lane.find(bar => isOn(bar, day, week)) ?? null), dues: (entries.get(day) ?? []).filter(({ kind }) => kind === 'due') }))
  const isTight = days.some(({ bars, dues }) => used(bars) + dues.length > most)
  const mostLanes = !isTight ? lanes.length : days.some(({ dues }) => dues.length > 0) ? Math.max(1, most - 2) : most - 1
  return new Map(days.map(({ day, bars, dues }) => [day, shownDay(bars, dues, { most, mostLanes })]))
}

function shownDay(bars: readonly (CalendarBar | null)[], dues: readonly CalendarEntry[], { most, mostLanes }: { most: number, mostLanes: number }): ShownDay {
  const lanes = bars.slice(0, used(bars.slice(0, mostLanes)))
  const left = bars.slice(mostLanes).filter(bar => bar !== null).length
  const isAll = left === 0 && lanes.length + dues.length <= most
  const shown = isAll ? dues : dues.slice(0, Math.max(0, most - 1 - lanes.length))
  return { lanes, dues: shown, hidden: left + dues.length - shown.length }
}

/** Lanes down to the last one that is taken. */
const used = (bars: readonly (CalendarBar | null)[]): number => bars.findLastIndex(bar => bar !== null) + 1

function barsOf(week: readonly string[], entries: Entries): CalendarBar[] {
  const plans = week.flatMap(day => (entries.get(day) ?? []).filter(({ kind }) => kind === 'plan'))
  const days = Map.groupBy(plans, ({ id }) => id)
  return [...days.values()].flatMap(([entry, ...more]) => (entry ? [{ entry, days: more.length + 1 }] : []))
    .toSorted((one, other) => one.entry.start.localeCompare(other.entry.start) || other.days - one.days)
}

function lanesOf(bars: readonly CalendarBar[]): CalendarBar[][] {
  const lanes: CalendarBar[][] = []
  for (const bar of bars) {
    const free = lanes.find(lane => (lane.at(-1)?.entry.finish ?? '') < bar.entry.day)
    if (free) free.push(bar)
    else lanes.push([bar])
  }
  return lanes
}

function isOn({ entry, days }: CalendarBar, day: string, week: readonly string[]): boolean {
  const step = week.indexOf(day) - week.indexOf(entry.day)
  return step >= 0 && step < days
}

/** What keys go through on a day, from top to bottom. */
export const entriesIn = ({ lanes, dues }: ShownDay): CalendarEntry[] => [...lanes.flatMap(bar => (bar ? [bar.entry] : [])), ...dues]
