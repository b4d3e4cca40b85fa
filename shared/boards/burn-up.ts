import { dayNumberOf, dayOf, minutesOf } from './local-time.ts'
import type { Task } from './task.ts'
import { dayAt, momentOf, wallTimeAt } from './zoned-time.ts'

/** How many tasks there were at the end of a day, and how many of them were done. */
export interface BurnPoint { readonly day: string, readonly all: number, readonly done: number }
/** `points`: of each day, or of the last day of each week. The others have no time in the document and are in no point. */
export interface BurnUp { readonly points: readonly BurnPoint[], /** nobody knows since when */ readonly unmade: number, /** done, nobody knows when */ readonly unfinished: number }

export interface FlowParts { tasks: readonly Task[], isDone: (task: Task) => boolean, /** in the zone of the plan: `2026-03-02` */ today: string, /** the plan's, in which start and finish are written */ zone: string }

/** As people have written it down (on the clock of the plan), else (milliseconds since 1970) as the card came into a column of done things. null: nobody knows. */
const doneOf = ({ progress: { finish }, flow: { done, since } }: Task): string | number | null => finish ?? done ?? since
const begunOf = ({ progress: { start }, flow: { begun } }: Task): string | number | null => start ?? begun

/** Longer than so many days: by week; longer than so many weeks: what was before stands in the first point. */
const mostDays = 42
const mostWeeks = 104

/**
 * The burn-up of a board from what its tasks hold: when each was made, and when those in a column of done things were finished, or came there. What was
 * finished before it was made (by an import) was there when it was finished. null: of no task that is done it is known when.
 */
export function burnUp({ tasks, isDone, today: lastDay, zone }: FlowParts): BurnUp | null {
  const done = tasks.filter(isDone)
  const finished = done.flatMap(task => doneOf(task) ?? [])
  if (finished.length === 0) return null
  const today = dayNumberOf(lastDay)
  const ends = endsOf(Math.min(today, ...firstDays(tasks, finished, zone)), today)
  const moments = ends.map(day => momentOf(`${dayOf(day + 1)}T00:00`, zone))
  const pointOf = (at: string | number): number => (typeof at === 'string' ? atOrAfter(ends, dayNumberOf(at.slice(0, 10))) : atOrAfter(moments, at + 1))
  const [all, over] = [ends.map(() => 0), ends.map(() => 0)]
  let unmade = 0
  for (const task of tasks) {
    const finish = isDone(task) ? doneOf(task) : null
    const end = finish === null ? ends.length : pointOf(finish)
    const begin = task.made && task.made.at > 0 ? pointOf(task.made.at) : ends.length
    if (begin === ends.length && end === ends.length) unmade += 1
    count(all, Math.min(begin, end))
    count(over, end)
  }
  return { points: summed(ends, all, over), unmade, unfinished: done.length - finished.length }
}

/** The days on which the first task was made and the first was done. */
function firstDays(tasks: readonly Task[], finished: readonly (string | number)[], zone: string): number[] {
  const moments = [...finished.filter(at => typeof at === 'number'), ...tasks.flatMap(({ made }) => (made && made.at > 0 ? [made.at] : []))]
  const days = finished.filter(at => typeof at === 'string').map(at => dayNumberOf(at.slice(0, 10)))
  return [...leastOf(days), ...leastOf(moments).map(at => dayNumberOf(dayAt(at, zone)))]
}

const count = (counts: number[], at: number): void => { if (at < counts.length) counts[at] = (counts[at] ?? 0) + 1 }

/** None of none. A spread of ten thousand numbers is a call with as many arguments. */
const leastOf = (values: readonly number[]): number[] => (values.length === 0 ? [] : [values.reduce((least, one) => Math.min(least, one))])

/** The last days of each point, up to today. */
function endsOf(first: number, today: number): number[] {
  const step = today - first < mostDays ? 1 : 7
  const points = Math.min(Math.floor((today - first) / step) + 1, step === 1 ? mostDays : mostWeeks)
  return Array.from({ length: points }, (_, at) => today - (points - 1 - at) * step)
}

/** The first of the sorted limits that is not less; their number: none. */
function atOrAfter(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function summed(ends: readonly number[], all: readonly number[], over: readonly number[]): BurnPoint[] {
  let [made, done] = [0, 0]
  return ends.map((day, at) => ({ day: dayOf(day), all: made += all[at] ?? 0, done: done += over[at] ?? 0 }))
}

/** Of days from start to completion: half of the tasks took at most the median, 85 of 100 at most `most85`. `bars`: how many took more than `from` and at most `to` days. */
export interface CycleTime { readonly count: number, readonly median: number, readonly most85: number, readonly bars: readonly { readonly from: number, readonly to: number, readonly count: number }[] }

const mostBars = 8

/** Of done tasks of which it is known when they were begun and done: days of the clock, to one decimal place. null: there are none. */
export function cycleTime({ tasks, isDone, zone }: Pick<FlowParts, 'tasks' | 'isDone' | 'zone'>): CycleTime | null {
  const days = tasks.flatMap(task => {
    const [begun, done] = [begunOf(task), doneOf(task)]
    const took = isDone(task) && begun !== null && done !== null ? minutesBetween(begun, done, zone) : -1
    return took >= 0 ? [took / 1440] : []
  }).toSorted((one, other) => one - other)
  const longest = days.at(-1)
  if (longest === undefined) return null
  const width = Math.max(1, Math.ceil(longest / mostBars))
  const bars = Array.from({ length: Math.max(1, Math.ceil(longest / width)) }, (_, at) => ({ from: at * width, to: (at + 1) * width, count: 0 }))
  for (const one of days) {
    const bar = bars[Math.max(0, Math.ceil(one / width) - 1)]
    if (bar) bar.count += 1
  }
  return { count: days.length, median: rank(days, 0.5), most85: rank(days, 0.85), bars }
}

function minutesBetween(from: string | number, to: string | number, zone: string): number {
  if (typeof from === 'number' && typeof to === 'number') return (to - from) / 60_000
  const [start, finish] = [from, to].map(at => minutesOf(typeof at === 'string' ? at : wallTimeAt(at, zone)))
  return (finish ?? 0) - (start ?? 0)
}

/** The least value that so large a share of all does not exceed: the nearest rank. */
const rank = (sorted: readonly number[], share: number): number => Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 10) / 10
