import type * as Y from 'yjs'
import { type Act, addEntry, entryOf, type Stored } from './board.ts'
import { addDays, dayAt, momentOf, wallTimeAt, weekdayOf } from './zoned-time.ts'
import { type Flow, storedFlow } from './flow.ts'
import { type Deadline, manyKeys, readTask, type Repeat, taskKeys } from './task.ts'
import { hasTask } from './tasks.ts'

/** Tasks that come again: when one is done, the next one is made, so long after the deadline of the one before. */

/** A deadline of long ago is not counted on day by day for ever. */
const mostSteps = 40_000

/**
 * The next day (`2026-03-02`) of a repetition that lies after `from` and after `after`. The last day of a month is followed by the
 * last day of another, so that the 31st of January comes back to the 31st of March.
 */
export function nextDay(repeat: Repeat, from: string, after: string): string {
  let day = from
  for (let step = 0; step < mostSteps && (step === 0 || day <= after); step++) day = oneStep(repeat, day)
  return day
}

function oneStep(repeat: Repeat, day: string): string {
  const { every, unit, weekdays } = repeat
  switch (unit) {
    case 'day': return addDays(day, every)
    case 'week': return weekdays.length === 0 ? addDays(day, 7 * every) : nextWeekday(day, weekdays, every)
    case 'month': return addMonths(day, every, dateMeant(repeat, day))
    case 'year': return addMonths(day, 12 * every, dateMeant(repeat, day))
  }
}

/** Later in this week, else the first of them in the week that counts. */
function nextWeekday(day: string, weekdays: readonly number[], every: number): string {
  const today = weekdayOf(day)
  const later = weekdays.find(weekday => weekday > today)
  return addDays(day, later === undefined ? 7 * every - today + (weekdays[0] ?? today) : later - today)
}

/**
 * The first day from `from` on that a rule of weeks, months or years names: one of its weekdays, else the weekday, the day of the month (the last,
 * where it was the last) or of the year that `like`, a day of it, has.
 */
export function dayOnRule(repeat: Repeat, { like, from }: { like: string, from: string }): string {
  const { unit, weekdays } = repeat
  if (unit === 'day') return from
  if (unit === 'week') {
    const wanted = weekdays.length === 0 ? [weekdayOf(like)] : weekdays
    return [0, 1, 2, 3, 4, 5, 6].map(count => addDays(from, count)).find(day => wanted.includes(weekdayOf(day))) ?? from
  }
  const step = unit === 'month' ? 1 : 12
  const months = monthsIn(from) - monthsIn(like)
  const on = dateMeant(repeat, like)
  const near = addMonths(like, Math.floor(months / step) * step, on)
  return near >= from ? near : addMonths(like, Math.floor(months / step) * step + step, on)
}

const monthsIn = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Which date of months is meant by a day of such a rule: the one that was said, unless the day was moved off it since; else the last, or that of the day. */
export function dateMeant({ day: said }: Pick<Repeat, 'day'>, day: string): number | 'last' {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = lastDayOf(year, month)
  if (said !== undefined && date === Math.min(said, last)) return said
  return date === last ? 'last' : date
}

function addMonths(day: string, count: number, on: number | 'last'): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const months = year * 12 + month - 1 + count
  const [inYear, inMonth] = [Math.floor(months / 12), months % 12 + 1]
  const last = lastDayOf(inYear, inMonth)
  return `${String(inYear).padStart(4, '0')}-${String(inMonth).padStart(2, '0')}-${String(on === 'last' ? last : Math.min(on, last)).padStart(2, '0')}`
}

/** When the next one is due. The hour of a deadline is kept on the clocks of `zone`. @param now milliseconds since 1970 */
export function nextDeadline(repeat: Repeat, deadline: Deadline | null, { now, zone }: { now: number, zone: string }): Deadline {
  const today = dayAt(now, zone)
  if (deadline === null) return { day: nextDay(repeat, today, today) }
  if ('day' in deadline) return { day: nextDay(repeat, deadline.day, today) }
  const [day = today, hour = '00:00'] = wallTimeAt(Date.parse(deadline.instant), zone).split('T')
  return { instant: new Date(momentOf(`${nextDay(repeat, day, today)}T${hour}`, zone)).toISOString() }
}

/**
 * The id of the one that follows: the same for everybody, so that two people who finish a task at the same moment make one successor,
 * not two. null: the id is not one of ours.
 */
export function followingId(id: string): string | null {
  const match = /^([0-9a-f-]{24})([0-9a-f]{12})$/i.exec(id)
  if (!match) return null
  return `${match[1] ?? ''}${((BigInt(`0x${match[2] ?? '0'}`) + 1n) % (1n << 48n)).toString(16).padStart(12, '0')}`
}

export interface Following { id: string, column: string, order: string, flow: Flow, rank: string, zone: string }

/** What the next one does not take over. */
const ownKeys: ReadonlySet<string> = new Set([taskKeys.board, taskKeys.outline, taskKeys.deadline, taskKeys.plan, taskKeys.progress, taskKeys.made, taskKeys.removed])

/** Makes the next one of a task that repeats: everything as in this one, nothing of it done. Where it is there already, nothing happens. */
export function addFollowing(doc: Y.Doc, id: string, { id: next, column, order, flow, rank, zone }: Following, act: Act): void {
  const entry = entryOf(doc, 'tasks', id)
  if (!entry || hasTask(doc, next)) return
  const { repeat, parent, deadline } = readTask(id, entry)
  if (!repeat) return
  addEntry(doc, 'tasks', next, {
    ...Object.fromEntries([...entry].filter(([key]) => !ownKeys.has(key)).map(([key, value]) => [key, notDone(key, value)])),
    [taskKeys.board]: [column, order, ...storedFlow(flow)], [taskKeys.outline]: [parent ?? '', rank], [taskKeys.made]: { ...act },
    [taskKeys.deadline]: nextDeadline(repeat, deadline, { now: act.at, zone }),
  })
}

/** A value of a task as one has it that begins anew. */
export function notDone(key: string, value: Stored): Stored {
  if (typeof value !== 'object' || value === null) return value
  if (key.startsWith(manyKeys.check)) return { ...value, isDone: false }
  return key === taskKeys.effort ? { ...value, spent: 0 } : value
}
