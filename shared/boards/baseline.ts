import type * as Y from 'yjs'
import { rootOf, type Stored } from './board.ts'
import { isRecord, localTimeOrNull, numberIn, textIn } from './stored-value.ts'

/** When a task should have been done. Wall-clock times; `duration` in working minutes. */
export interface PlannedDates { readonly start: string, readonly finish: string, readonly duration: number }

/** The dates of a plan as they were at a moment, frozen for comparison. */
export interface Baseline {
  readonly id: string
  readonly title: string
  /** milliseconds since 1970 */
  readonly madeAt: number
  /** by the ids of tasks */
  readonly dates: ReadonlyMap<string, PlannedDates>
}

const mostMinutes = 60 * 24 * 366 * 100

function readBaseline(id: string, value: Stored): Baseline | null {
  if (!isRecord(value)) return null
  const dates = isRecord(value['dates']) ? Object.entries(value['dates']).flatMap(([task, planned]) => readDates(task, planned)) : []
  return { id, title: textIn(value['title'], 200), madeAt: numberIn(value['madeAt'], { least: 0, most: 8.64e15, otherwise: 0 }), dates: new Map(dates) }
}

/** Stored as a short list: a plan of 10,000 tasks has as many. */
function readDates(task: string, planned: Stored): [string, PlannedDates][] {
  if (!Array.isArray(planned)) return []
  const [start, finish] = [localTimeOrNull(planned[0]), localTimeOrNull(planned[1])]
  if (start === null || finish === null) return []
  return [[task, { start, finish, duration: numberIn(planned[2], { least: 0, most: mostMinutes, otherwise: 0 }) }]]
}

/** In the order in which they were made. */
export const baselinesOf = (doc: Y.Doc): Baseline[] =>
  [...rootOf(doc, 'baselines')].flatMap(([id, value]) => readBaseline(id, value) ?? []).toSorted((one, other) => one.madeAt - other.madeAt || (one.id < other.id ? -1 : 1))

/** One value: a baseline is frozen, nobody edits parts of it. */
export const putBaseline = (doc: Y.Doc, { id, title, madeAt, dates }: Baseline): void =>
  void rootOf(doc, 'baselines').set(id, { title, madeAt, dates: Object.fromEntries([...dates].map(([task, { start, finish, duration }]) => [task, [start, finish, duration]])) })

export const removeBaseline = (doc: Y.Doc, id: string): void => rootOf(doc, 'baselines').delete(id)
